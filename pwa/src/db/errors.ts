/** What can go wrong with a write or a look-up, as types that a screen can tell apart. */
import type { ProblemDetails } from './types';

/** The phone has no room left; nothing was saved. */
export class StorageFullError extends Error {
  override readonly name = 'StorageFullError';
}

/** The phone's database would not open or write, twice; nothing was saved. */
export class StorageFailedError extends Error {
  override readonly name = 'StorageFailedError';
}

/** Words on this phone have not reached the server yet. */
export class UnsentWordsError extends Error {
  override readonly name = 'UnsentWordsError';
  constructor(readonly unsent: number) {
    super(`${unsent} writes are not sent`);
  }
}

/** No answer from the server: no network, a captive portal, or a time-out. */
export class OfflineError extends Error {
  override readonly name = 'OfflineError';
}

/** The server understood and said no. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  constructor(readonly problem: ProblemDetails) {
    super(problem.code);
  }
}

export type InputReason = 'empty' | 'too-long' | 'link' | 'digits';

/** What was typed cannot be taken; it is kept where it was typed. */
export class InvalidInputError extends Error {
  override readonly name = 'InvalidInputError';
  constructor(
    readonly field: string,
    readonly reason: InputReason,
    readonly limit: number,
  ) {
    super(`${field}: ${reason}`);
  }
}

/** A command that needs an account, an event or an encounter which this phone does not have. */
export class MissingError extends Error {
  override readonly name = 'MissingError';
}

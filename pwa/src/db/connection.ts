/** A connection that survives what phones do to IndexedDB: it reopens, and repeats a failed transaction once. */
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb';
import { StorageFailedError, StorageFullError } from './errors';

type Tx<S extends DBSchema, M extends IDBTransactionMode> = IDBPTransaction<S, StoreNames<S>[], M>;
type Upgrade<S extends DBSchema> = (
  db: IDBPDatabase<S>,
  from: number,
  tx: Tx<S, 'versionchange'>,
) => void | Promise<void>;

const WORTH_A_SECOND_TRY: ReadonlySet<string> = new Set(['InvalidStateError', 'UnknownError']);

function nameOf(error: unknown): string {
  return error instanceof Error || error instanceof DOMException ? error.name : '';
}

/** A full disk and a broken database have types of their own; everything else is passed on. */
export function asStorageError(error: unknown): unknown {
  const name = nameOf(error);
  if (name === 'QuotaExceededError') return new StorageFullError('no room', { cause: error });
  const ours = error instanceof DOMException;
  return ours ? new StorageFailedError(name, { cause: error }) : error;
}

async function run<S extends DBSchema, M extends 'readonly' | 'readwrite', T>(
  db: IDBPDatabase<S>,
  stores: readonly StoreNames<S>[],
  mode: M,
  work: (tx: Tx<S, M>) => Promise<T>,
): Promise<T> {
  const tx = db.transaction([...stores], mode, { durability: 'strict' });
  // Watched from the start, so that no rejection goes unseen while `work` runs.
  const done = tx.done.then(
    () => null,
    (error: unknown) => ({ error }),
  );
  try {
    const result = await work(tx);
    const failure = await done;
    if (failure !== null) throw tx.error ?? failure.error;
    return result;
  } catch (error) {
    try {
      tx.abort();
    } catch {
      // It has ended by itself.
    }
    throw tx.error ?? error;
  }
}

/** Half an upgrade is none: everything then stays as it was, and opening fails. */
async function wholly<S extends DBSchema>(
  tx: Tx<S, 'versionchange'>,
  work: () => void | Promise<void>,
): Promise<void> {
  // Opening itself tells of it.
  tx.done.catch(() => undefined);
  try {
    await work();
  } catch {
    try {
      tx.abort();
    } catch {
      // It has ended by itself.
    }
  }
}

export class Connection<S extends DBSchema> {
  private opening: Promise<IDBPDatabase<S>> | null = null;

  constructor(
    private readonly name: string,
    private readonly version: number,
    private readonly upgrade: Upgrade<S>,
    /** Another tab already runs a newer version of the app. */
    private readonly onReplaced: () => void = () => undefined,
  ) {}

  /**
   * Runs `work` in one transaction and resolves when it is complete; a write is then safe on the phone.
   * `work` may run twice, so it must keep its own names (ids) from outside, and await nothing but the database.
   */
  async transact<M extends 'readonly' | 'readwrite', T>(
    stores: readonly StoreNames<S>[],
    mode: M,
    work: (tx: Tx<S, M>) => Promise<T>,
  ): Promise<T> {
    try {
      return await run(await this.open(), stores, mode, work);
    } catch (error) {
      if (!WORTH_A_SECOND_TRY.has(nameOf(error))) throw asStorageError(error);
      this.close();
    }
    try {
      return await run(await this.open(), stores, mode, work);
    } catch (error) {
      throw asStorageError(error);
    }
  }

  /** The next transaction opens anew. */
  close(): void {
    const closing = this.opening;
    this.opening = null;
    closing?.then(
      (db) => db.close(),
      () => undefined,
    );
  }

  private open(): Promise<IDBPDatabase<S>> {
    this.opening ??= this.openAnew();
    return this.opening;
  }

  private openAnew(): Promise<IDBPDatabase<S>> {
    const forget = (): void => {
      if (this.opening === opening) this.opening = null;
    };
    const opening: Promise<IDBPDatabase<S>> = openDB<S>(this.name, this.version, {
      upgrade: (db, from, _, tx) => wholly(tx, () => this.upgrade(db, from, tx)),
      // Another tab runs a newer version, or deletes this database (then there is no next version).
      blocking: (_, next) => {
        this.close();
        if (next !== null) this.onReplaced();
      },
      terminated: forget,
    });
    opening.catch(forget);
    return opening;
  }
}

/** What the server's answers look like, and how to tell them from what a captive portal says. */
import type { Json } from '../db/schema';
import type { ProblemDetails } from '../db/types';

export type Row = { readonly [key: string]: Json };

export interface WireEntity {
  readonly kind: string;
  readonly id: string;
  readonly data: Row | null;
}

export interface OpResult {
  readonly op_id: string;
  readonly digest: string;
  readonly status: 'applied' | 'duplicate' | 'conflict' | 'rejected' | 'retry';
  readonly was?: 'applied' | 'conflict';
  readonly entity?: WireEntity | null;
  readonly problem?: ProblemDetails | null;
}

export interface PushAnswer {
  readonly results: readonly OpResult[];
  readonly min_client: number;
  readonly server_time: string;
}

export interface Change {
  readonly kind: string;
  readonly id: string;
  readonly gone: boolean;
  readonly data: Row | null;
}

export interface PullAnswer {
  readonly changes: readonly Change[];
  readonly cursor: string;
  readonly more: boolean;
  readonly reset: boolean;
  readonly epoch: string;
  readonly poll_after_ms: number;
  readonly min_client: number;
  readonly server_time: string;
}

export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isText = (value: unknown): value is string => typeof value === 'string';

export function isProblem(value: unknown): value is ProblemDetails {
  return isRow(value) && isText(value.code) && isText(value.title);
}

function isResult(value: unknown): boolean {
  if (!isRow(value)) return false;
  const entity = value.entity ?? null;
  const named = entity === null || (isRow(entity) && isText(entity.id) && isText(entity.kind));
  return isText(value.op_id) && isText(value.digest) && isText(value.status) && named;
}

function isChange(value: unknown): boolean {
  if (!isRow(value) || !isText(value.kind) || !isText(value.id)) return false;
  return value.gone === true || isRow(value.data);
}

export function isPushAnswer(value: unknown): value is PushAnswer {
  if (!isRow(value)) return false;
  const results = value.results;
  return Array.isArray(results) && results.every(isResult) && isText(value.server_time);
}

export function isPullAnswer(value: unknown): value is PullAnswer {
  if (!isRow(value)) return false;
  const changes = value.changes;
  const listed = Array.isArray(changes) && changes.every(isChange);
  return listed && isText(value.cursor) && isText(value.epoch) && isText(value.server_time);
}

export function isAccount(value: unknown): value is { readonly id: string; readonly name: string } {
  return isRow(value) && isText(value.id) && isText(value.name);
}

/** A small server that keeps the same promises as the real one, in memory, for tests of the sync. */
import type { Op } from '../db/schema';
import type { Id } from '../db/types';
import { digestOf } from '../sync/digest';
import type { OpResult, Row } from '../sync/wire';
import { ModelWorld, NOW, ORIGIN } from './model-world';

interface LedgerRow {
  readonly digest: string;
  readonly status: 'applied' | 'conflict';
  readonly entity: { readonly kind: string; readonly id: Id };
}

const problem = (status: number, code: string): Response =>
  Response.json(
    { type: 'about:blank', title: code, status, code, detail: '' },
    { status, headers: { 'Content-Type': 'application/problem+json' } },
  );

/** One account is enough: each phone under test has its own server. */
export class ModelServer extends ModelWorld {
  epoch = 'one';
  accountId: Id | null = null;
  /** Set by a real browser's cookie jar; here there is one. */
  signedIn = false;
  /** Whose session it is. */
  private cookie: string | null = null;
  /** Kinds that the server has no time for now. */
  readonly held = new Set<string>();
  /** Kinds that it does not take. */
  readonly refused = new Set<string>();
  readonly ledger = new Map<Id, LedgerRow>();
  readonly applications = new Map<Id, number>();
  private secret: string | null = null;

  async handle(url: string, init: RequestInit): Promise<Response> {
    const { pathname, searchParams } = new URL(url, ORIGIN);
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : null;
    if (pathname.startsWith('/api/accounts/')) return this.putAccount(pathname, body as Row);
    if (pathname === '/api/sessions') return this.spendPass(body as Row);
    const meant = new Headers(init.headers).get('Kith-Account') ?? this.cookie;
    if (!this.signedIn || meant !== this.cookie) return problem(401, 'not_signed_in');
    if (init.method === 'POST') return this.push((body as { readonly ops: readonly Op[] }).ops);
    return this.pull(searchParams);
  }

  private putAccount(pathname: string, body: Row): Response {
    const id = pathname.split('/').at(-1) ?? '';
    if (this.accountId !== null && (this.accountId !== id || this.secret !== body.device_secret)) {
      return problem(409, 'account_taken');
    }
    this.accountId = id;
    this.secret = String(body.device_secret);
    this.letIn(id);
    return Response.json({ id, name: body.name });
  }

  private letIn(id: string): void {
    this.cookie = id;
    this.signedIn = true;
  }

  /** A pass of this account, or of somebody else. */
  private spendPass({ pass, account_id }: Row): Response {
    const id = String(pass).replace('of ', '');
    if (account_id !== undefined && account_id !== id) return problem(409, 'other_account');
    this.letIn(id);
    return Response.json({ id, name: 'Ada' });
  }

  private async push(ops: readonly Op[]): Promise<Response> {
    const results: OpResult[] = [];
    for (const op of ops) results.push(await this.judge(op));
    return Response.json({ results, api_version: 1, min_client: 1, server_time: NOW });
  }

  private async judge(op: Op): Promise<OpResult> {
    const digest = await digestOf(op);
    const before = this.ledger.get(op.op_id);
    if (before && before.digest !== digest) {
      const refused = { type: '', title: '', status: 409, code: 'id_reuse', detail: '' };
      return { op_id: op.op_id, digest, status: 'rejected', problem: refused };
    }
    if (before) {
      const entity = this.entity(before.entity.kind, before.entity.id);
      return { op_id: op.op_id, digest, status: 'duplicate', was: before.status, entity };
    }
    if (this.held.has(op.kind)) return { op_id: op.op_id, digest, status: 'retry' };
    if (this.refused.has(op.kind)) {
      const no = { type: '', title: 'No', status: 422, code: 'no', detail: '' };
      return { op_id: op.op_id, digest, status: 'rejected', problem: no };
    }
    const { status, kind, id } = await this.apply(op);
    this.ledger.set(op.op_id, { digest, status, entity: { kind, id } });
    this.applications.set(op.op_id, (this.applications.get(op.op_id) ?? 0) + 1);
    return { op_id: op.op_id, digest, status, entity: this.entity(kind, id) };
  }

  private pull(query: URLSearchParams): Response {
    const [epoch, from] = (query.get('cursor') ?? `${this.epoch}:0`).split(':');
    const reset = epoch !== this.epoch;
    const start = reset ? 0 : Number(from);
    const page = this.feed.slice(start, start + 5);
    const changes = page.map(({ kind, id }) => {
      const { data } = this.entity(kind, id);
      return { kind, id, gone: data === null, data };
    });
    const end = start + page.length;
    return Response.json({
      changes,
      cursor: `${this.epoch}:${end}`,
      more: end < this.feed.length,
      reset,
      epoch: this.epoch,
      poll_after_ms: 2000,
      api_version: 1,
      min_client: 1,
      server_time: NOW,
    });
  }

  /** A backup from the beginning of time is put back. */
  restoreEmpty(): void {
    this.epoch = `${this.epoch}+`;
    for (const rows of [this.ledger, this.encounters, this.notes, this.followUps, this.names]) rows.clear();
    this.feed.length = 0;
    for (const id of this.attendees.keys()) this.mark('attendee', id);
  }
}

/** One request to our server; whatever is not clearly our server's answer counts as no answer. */
import { hearServerTime } from '../db/server-clock';
import type { Id, ProblemDetails } from '../db/types';
import { REQUEST_TIMEOUT } from './timing';
import { isProblem, isRow } from './wire';

export type Answer<T> =
  | { readonly kind: 'ok'; readonly body: T }
  | {
      readonly kind: 'problem';
      readonly status: number;
      readonly problem: ProblemDetails;
      readonly retryAfterMs: number | null;
    }
  | { readonly kind: 'unreachable' };

export interface Request<T> {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** Below /api, with its leading slash. */
  readonly path: string;
  readonly body?: string;
  /** Whose request it is: under the session of somebody else it is refused. */
  readonly account?: Id;
  /** Lets the request outlive its page. */
  readonly keepalive?: boolean;
  readonly is: (value: unknown) => value is T;
}

export type Transport = <T>(request: Request<T>) => Promise<Answer<T>>;

const UNREACHABLE = { kind: 'unreachable' } as const;
const MOST_SECONDS = 3600;
/** A `Date` header leaves the fraction out. */
const HALF_A_SECOND = 500;

type Sent = Pick<Request<unknown>, 'method' | 'body' | 'keepalive' | 'account'>;

function options({ method, body, keepalive = false, account }: Sent): RequestInit {
  const type: Record<string, string> = body === undefined ? {} : { 'Content-Type': 'application/json' };
  const whose: Record<string, string> = account === undefined ? {} : { 'Kith-Account': account };
  return {
    method,
    headers: { Accept: 'application/json', 'Kith-Client': 'web/1', ...type, ...whose },
    body: body ?? null,
    keepalive,
    credentials: 'same-origin',
    cache: 'no-store',
    // A redirect is never ours: a captive portal sends them.
    redirect: 'manual',
    signal: AbortSignal.timeout(REQUEST_TIMEOUT),
  };
}

async function bodyOf(response: Response): Promise<unknown> {
  const type = response.headers.get('Content-Type') ?? '';
  if (!/^application\/(?:problem\+)?json\b/i.test(type)) return undefined;
  return response.json();
}

function retryAfter(response: Response): number | null {
  const seconds = Number.parseInt(response.headers.get('Retry-After') ?? '', 10);
  return Number.isFinite(seconds) ? Math.min(MOST_SECONDS, Math.max(0, seconds)) * 1000 : null;
}

/** Said in the answer to the millisecond, or in its header to the second. */
function serverTime(response: Response, body: unknown): number {
  if (isRow(body) && typeof body.server_time === 'string') return Date.parse(body.server_time);
  const age = Number(response.headers.get('Age') ?? 0);
  return Date.parse(response.headers.get('Date') ?? '') + HALF_A_SECOND + age * 1000;
}

function understood<T>(request: Request<T>, response: Response, body: unknown): Answer<T> {
  if (response.ok) return request.is(body) ? { kind: 'ok', body } : UNREACHABLE;
  if (!isProblem(body) || response.status < 400) return UNREACHABLE;
  const { status } = response;
  return { kind: 'problem', status, problem: body, retryAfterMs: retryAfter(response) };
}

export const transport: Transport = async (request) => {
  try {
    const left = performance.now();
    const response = await fetch(`/api${request.path}`, options(request));
    const took = performance.now() - left;
    const body = await bodyOf(response);
    const answer = understood(request, response, body);
    // Not before it is clear that the answer is ours: a captive portal's time may be any.
    if (answer.kind !== 'unreachable') hearServerTime(serverTime(response, body), took);
    return answer;
  } catch {
    return UNREACHABLE;
  }
};

/**
 * For requests that our server answers with 204 and no words. A captive portal likes 204 too,
 * so the answer counts only with the header that our server sends along.
 */
export async function fireOff(method: 'DELETE', path: string): Promise<boolean> {
  try {
    const response = await fetch(`/api${path}`, options({ method }));
    if (response.status === 204) return response.headers.has('Clear-Site-Data');
    return response.status === 401 && isProblem(await bodyOf(response));
  } catch {
    return false;
  }
}

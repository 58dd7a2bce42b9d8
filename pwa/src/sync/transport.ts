/** One request to our server; whatever is not clearly our server's answer counts as no answer. */
import type { ProblemDetails } from '../db/types';
import { REQUEST_TIMEOUT } from './timing';
import { isProblem } from './wire';

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
  /** Lets the request outlive its page. */
  readonly keepalive?: boolean;
  readonly is: (value: unknown) => value is T;
}

export type Transport = <T>(request: Request<T>) => Promise<Answer<T>>;

const UNREACHABLE = { kind: 'unreachable' } as const;
const MOST_SECONDS = 3600;

function options(method: string, body?: string, keepalive = false): RequestInit {
  const type: Record<string, string> = body === undefined ? {} : { 'Content-Type': 'application/json' };
  return {
    method,
    headers: { Accept: 'application/json', 'Kith-Client': 'web/1', ...type },
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

export const transport: Transport = async (request) => {
  try {
    const { method, path, keepalive } = request;
    const response = await fetch(`/api${path}`, options(method, request.body, keepalive));
    const body = await bodyOf(response);
    if (response.ok) return request.is(body) ? { kind: 'ok', body } : UNREACHABLE;
    if (!isProblem(body) || response.status < 400) return UNREACHABLE;
    const { status } = response;
    return { kind: 'problem', status, problem: body, retryAfterMs: retryAfter(response) };
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
    const response = await fetch(`/api${path}`, options(method));
    if (response.status === 204) return response.headers.has('Clear-Site-Data');
    return response.status === 401 && isProblem(await bodyOf(response));
  } catch {
    return false;
  }
}

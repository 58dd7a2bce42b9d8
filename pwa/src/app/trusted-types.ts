/** The one Trusted Types policy: it lets exactly our own two worker scripts through. */
import decodeWorkerUrl from '../scan/decode.worker.ts?worker&url';

export const SERVICE_WORKER = '/sw.js';
export const DECODE_WORKER = decodeWorkerUrl;

interface Policy {
  createScriptURL(url: string): string;
}

interface Factory {
  createPolicy(name: string, rules: Policy): Policy;
}

function ours(url: string): string {
  if (url === SERVICE_WORKER || url === DECODE_WORKER) return url;
  throw new TypeError('not a script of ours');
}

function makePolicy(): Policy {
  // TypeScript's DOM does not know Trusted Types; where a browser does not either, the rule still holds.
  const factory = (globalThis as { readonly trustedTypes?: Factory }).trustedTypes;
  const rules = { createScriptURL: ours };
  return factory?.createPolicy('app', rules) ?? rules;
}

const policy = makePolicy();

/** For `new Worker` and `serviceWorker.register`; typed as the string that they are declared to take. */
export function scriptUrl(url: string): string {
  return policy.createScriptURL(url);
}

/** Which built files belong to the shell, stored at install, and which to the scanner, stored later. */

export type Entry = string | { readonly url: string; readonly revision: string | null };

const SCANNER = /(?:\.wasm|\/decode\.worker-[\w-]+\.js|\/scan[\w.-]*\.(?:js|css))$/;

interface Parts {
  readonly shell: readonly { readonly url: string; readonly revision: string | null }[];
  readonly scanner: readonly { readonly url: string; readonly revision: string | null }[];
}

export function splitManifest(entries: readonly Entry[]): Parts {
  const all = entries.map((entry) => {
    const { url, revision } = typeof entry === 'string' ? { url: entry, revision: null } : entry;
    return { url: url.startsWith('/') ? url : `/${url}`, revision };
  });
  return {
    shell: all.filter((entry) => !SCANNER.test(entry.url)),
    scanner: all.filter((entry) => SCANNER.test(entry.url)),
  };
}

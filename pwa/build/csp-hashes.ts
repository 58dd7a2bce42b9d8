/** Writes dist/csp-hashes.json: the SHA-256 of each inline style, for the server's Content-Security-Policy. */
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const INLINE_STYLE = /<style[^>]*>([\s\S]*?)<\/style>/g;

export function styleHashes(html: string): string[] {
  return [...html.matchAll(INLINE_STYLE)].map(
    ([, style]) =>
      `sha256-${createHash('sha256')
        .update(style ?? '')
        .digest('base64')}`,
  );
}

export function cspHashes(): Plugin {
  let folder = '';
  return {
    name: 'kith:csp-hashes',
    apply: 'build',
    configResolved(config) {
      folder = config.build.outDir;
    },
    closeBundle: {
      sequential: true,
      order: 'post',
      async handler() {
        const pages = (await readdir(folder)).filter((name) => name.endsWith('.html')).sort();
        const texts = await Promise.all(pages.map((name) => readFile(join(folder, name), 'utf8')));
        const style = [...new Set(texts.flatMap(styleHashes))].sort();
        await writeFile(join(folder, 'csp-hashes.json'), `${JSON.stringify({ style }, null, 2)}\n`);
      },
    },
  };
}

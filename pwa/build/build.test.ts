/** The build's own steps. */
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { styleHashes } from './csp-hashes.ts';
import { compressAll } from './precompress.ts';

test('each inline style has its hash, byte for byte', () => {
  const html = '<style>a{}</style><p>x</p><style media="print">\n b{}\n</style>';
  expect(styleHashes(html)).toEqual([
    'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk=',
    'sha256-h5fblW9EZzaAw0lfGRk3O8Us7CpaohmVndTif/2KKh0=',
  ]);
});

test('texts get two compressed copies that open again; pictures and tiny files none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kith-'));
  const text = 'Kith '.repeat(200);
  for (const name of ['a.js', 'b.png']) await writeFile(join(folder, name), text);
  await writeFile(join(folder, 'c.css'), 'a{}');
  await compressAll(folder);
  expect((await readdir(folder)).sort()).toEqual(['a.js', 'a.js.br', 'a.js.gz', 'b.png', 'c.css']);
  expect(brotliDecompressSync(await readFile(join(folder, 'a.js.br'))).toString()).toBe(text);
  expect(gunzipSync(await readFile(join(folder, 'a.js.gz'))).toString()).toBe(text);
});

/** The shell must be small; the scanner waits. */
import { expect, test } from 'vitest';
import { splitManifest } from './split-manifest';

test('wasm, worker and scan page come later', () => {
  const later = [
    'assets/zxing_reader-Bb9.wasm',
    'assets/decode.worker-D_y.js',
    'assets/scan-page-F.js',
    'assets/scan-page-B.css',
  ];
  const now = [
    'index.html',
    's.html',
    'assets/index-yv9.js',
    'assets/people-page-1.js',
    'assets/landing-scan.md',
  ];
  const entries = [...later, ...now].map((url) => ({ url, revision: null }));
  const { shell, scanner } = splitManifest(['/sw-extra.js', ...entries]);
  expect(scanner.map((entry) => entry.url)).toEqual(later.map((url) => `/${url}`));
  expect(shell.map((entry) => entry.url)).toEqual(['/sw-extra.js', ...now.map((url) => `/${url}`)]);
});

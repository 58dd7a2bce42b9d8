/** The picture of a code: its size, and that its path covers exactly the dark modules. */
import qrcode from 'qrcode-generator';
import { expect, test } from 'vitest';
import { payloadBytes } from './capacity';
import { drawCode } from './render';

const PREFIX = 'https://kith.example/s#';
const symbols = (bytes: number): string => 'A'.repeat(Math.ceil((bytes * 8) / 5));

test.each([
  [10, 57],
  [12, 65],
] as const)('the payload that version %i is said to hold just fits it', (version, modules) => {
  const most = payloadBytes(version, PREFIX.length);
  expect(drawCode(PREFIX, symbols(most)).size).toBe(modules);
  expect(drawCode(PREFIX, symbols(most + 1)).size).toBe(modules + 4);
});

test('the figures of the table for a prefix of 27', () => {
  expect([payloadBytes(10, 27), payloadBytes(12, 27)]).toEqual([167, 235]);
});

test('the path draws the dark modules and no others', () => {
  const { size, path } = drawCode(PREFIX, 'ABC234');
  const drawn = new Set<string>();
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let step = 0; step < Number(width); step++) drawn.add(`${Number(x) + step},${y}`);
  }
  const code = qrcode(0, 'M');
  code.addData(PREFIX, 'Byte');
  code.addData('ABC234', 'Alphanumeric');
  code.make();
  expect(size).toBe(code.getModuleCount());
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) expect(drawn.has(`${x},${y}`)).toBe(code.isDark(y, x));
  }
});

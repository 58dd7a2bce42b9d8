/** What a foreign code says is shown as it is, in the order in which it stands there. */
import { expect, test } from 'vitest';
import { withVisibleControls } from './visible-controls';

test.each([
  ['https://good.example/\u202egpj.exe', 'https://good.example/[U+202E]gpj.exe'],
  ['\u2066a\u2069\u200f\u061c', '[U+2066]a[U+2069][U+200F][U+061C]'],
  ['مرحبا, héllo 蜂', 'مرحبا, héllo 蜂'],
])('%j', (said, shown) => {
  expect(withVisibleControls(said)).toBe(shown);
});

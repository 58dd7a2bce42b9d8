/** Draws a QR as one SVG path, in units of one module, without its quiet zone. */
import qrcode from 'qrcode-generator';

export interface Drawing {
  /** Modules on each side. */
  readonly size: number;
  /** For the `d` of one path; leave a quiet zone of 4 modules around it. */
  readonly path: string;
}

function rowPath(isDark: (column: number) => boolean, row: number, size: number): string {
  let path = '';
  for (let column = 0; column < size; column++) {
    if (!isDark(column)) continue;
    const start = column;
    while (column < size && isDark(column)) column++;
    path += `M${start} ${row}h${column - start}v1h${start - column}z`;
  }
  return path;
}

/** `payload` may hold only what alphanumeric mode knows: base32 does. */
export function drawCode(prefix: string, payload = ''): Drawing {
  const code = qrcode(0, 'M');
  code.addData(prefix, 'Byte');
  if (payload !== '') code.addData(payload, 'Alphanumeric');
  code.make();
  const size = code.getModuleCount();
  const rows = Array.from({ length: size }, (_, row) =>
    rowPath((column) => code.isDark(row, column), row, size),
  );
  return { size, path: rows.join('') };
}

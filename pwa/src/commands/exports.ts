/** The organiser's files and what an attendee sees of them: asked of the server each time, kept nowhere. */
import type { components } from '../api/schema';
import { OfflineError, ProblemError } from '../db/errors';
import { uuid7 } from '../db/ids';
import type { Id } from '../db/types';
import { type Answer, transport } from '../sync/transport';
import { isRow } from '../sync/wire';

type Wire = components['schemas'];
export type Export = Wire['ExportOut'];
export type Exports = Wire['ExportsOut'];
export type FileFormat = Export['format'];
export type Column = Export['columns'][number];
export type SeenByOrganiser = Wire['SeenByOrganiserOut'];

function isExport(value: unknown): value is Export {
  return isRow(value) && typeof value.id === 'string' && typeof value.state === 'string';
}

function isExports(value: unknown): value is Exports {
  const lists = isRow(value) && Array.isArray(value.exports) && value.exports.every(isExport);
  return lists && isRow(value) && typeof value.listed === 'number';
}

function isSeen(value: unknown): value is SeenByOrganiser {
  return isRow(value) && Array.isArray(value.organisers) && Array.isArray(value.exports);
}

/** Throws OfflineError, or ProblemError. */
function told<T>(answer: Answer<T>): T {
  if (answer.kind === 'ok') return answer.body;
  if (answer.kind === 'problem') throw new ProblemError(answer.problem);
  throw new OfflineError('no answer');
}

export async function exportsOf(eventId: Id): Promise<Exports> {
  return told(await transport({ method: 'GET', path: `/events/${eventId}/exports`, is: isExports }));
}

/** A new file; asking again with the same id changes nothing. */
export async function requestExport(
  eventId: Id,
  format: FileFormat,
  columns: readonly Column[],
  exportId: Id = uuid7(),
): Promise<Export> {
  const path = `/events/${eventId}/exports/${exportId}`;
  return told(
    await transport({ method: 'PUT', path, body: JSON.stringify({ format, columns }), is: isExport }),
  );
}

/** Where a browser fetches the file from, by itself. */
export function fileAddress(eventId: Id, exportId: Id): string {
  return `/api/events/${eventId}/exports/${exportId}/file`;
}

export async function seenByOrganiser(eventId: Id, attendeeId: Id): Promise<SeenByOrganiser> {
  const path = `/events/${eventId}/attendees/${attendeeId}/seen-by-organiser`;
  return told(await transport({ method: 'GET', path, is: isSeen }));
}

/** The organiser's files and what an attendee sees of them: asked of the server each time, kept nowhere. */
import type { components } from '../api/schema';
import { uuid7 } from '../db/ids';
import type { Id } from '../db/types';
import { transport } from '../sync/transport';
import { isRow } from '../sync/wire';
import { told } from './told';

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
export async function exportsOf(eventId: Id): Promise<Exports> {
  return told(await transport({ method: 'GET', path: `/events/${eventId}/exports`, is: isExports }));
}

/** Asks for new files. What had no answer is asked under the same id again: it may have been made. */
export function fileMaker(eventId: Id): (format: FileFormat, columns: readonly Column[]) => Promise<Export> {
  let open: { readonly body: string; readonly id: Id } | null = null;
  return async (format, columns) => {
    const body = JSON.stringify({ format, columns });
    if (open?.body !== body) open = { body, id: uuid7() };
    const path = `/events/${eventId}/exports/${open.id}`;
    const answer = await transport({ method: 'PUT', path, body, is: isExport });
    if (answer.kind !== 'unreachable') open = null;
    return told(answer);
  };
}

/** Where a browser fetches the file from, by itself. */
export function fileAddress(eventId: Id, exportId: Id): string {
  return `/api/events/${eventId}/exports/${exportId}/file`;
}

export async function seenByOrganiser(eventId: Id, attendeeId: Id): Promise<SeenByOrganiser> {
  const path = `/events/${eventId}/attendees/${attendeeId}/seen-by-organiser`;
  return told(await transport({ method: 'GET', path, is: isSeen }));
}

/** What the model server knows, and how each write changes it: the rules of the real one, in memory. */
import { parse } from '../card/parse';
import type { Op } from '../db/schema';
import type { Encounter, FollowUp, Id, Note } from '../db/types';
import { sha256 } from '../sync/digest';
import { decided, reworded } from '../sync/overlay';
import type { Change, Row, WireEntity } from '../sync/wire';
import { hasUnseenWords, type NoteWords, wordsAfter } from './model-words';

export const ORIGIN = 'https://kith.example';
export const EVENT_ID: Id = '01935f00-0000-7000-8000-0000000000e1';
export const NOW = '2026-11-22T10:00:00.000Z';

export interface Judged {
  readonly status: 'applied' | 'conflict';
  readonly kind: string;
  readonly id: Id;
}

export class ModelWorld {
  readonly encounters = new Map<Id, Encounter>();
  readonly notes = new Map<Id, Note>();
  readonly followUps = new Map<Id, FollowUp>();
  readonly events = new Map<Id, Row>();
  readonly attendees = new Map<Id, Row>();
  readonly names = new Map<Id, Id>();
  /** Words that were overwritten, with those that took their place. */
  readonly overwritten: { readonly old: string; readonly by: string }[] = [];
  readonly feed: Change[] = [];
  private made = 0;

  newId(): Id {
    this.made += 1;
    return `01935f00-0000-7000-9000-${String(this.made).padStart(12, '0')}`;
  }

  entity(kind: string, id: Id): WireEntity {
    const rows = {
      event: this.events,
      encounter: this.encounters,
      note: this.notes,
      follow_up: this.followUps,
      attendee: this.attendees,
    };
    const row = rows[kind as keyof typeof rows]?.get(id) ?? null;
    return { kind, id, data: row as Row | null };
  }

  async apply(op: Op): Promise<Judged> {
    if (op.kind === 'attendee.join') return this.join(op);
    if (op.kind === 'encounter.record') return this.record(op);
    if (op.kind === 'note.write') return this.writeNote(op);
    if (op.kind === 'note.delete') return this.deleteNote(op);
    if (op.kind.startsWith('follow_up.')) return this.followUp(op);
    const id = this.names.get(op.entity_id) ?? op.entity_id;
    const row = this.encounters.get(id);
    if (row === undefined) throw new Error(`${op.kind} about nothing`);
    const change = op.kind === 'encounter.share' ? { i_shared: true } : { label: String(op.body.label) };
    this.putEncounter({ ...row, ...change });
    return { status: 'applied', kind: 'encounter', id };
  }

  private join(op: Op): Judged {
    const { invitation: _, ...card } = op.body;
    const mine = { contact_details: [], share_with_everyone: false, revision: 1, joined_at: NOW };
    const row = { ...card, ...mine, id: op.entity_id, event_id: EVENT_ID };
    this.attendees.set(op.entity_id, row);
    this.mark('attendee', op.entity_id);
    return { status: 'applied', kind: 'attendee', id: op.entity_id };
  }

  /** One encounter for each card, whoever scanned, under an id of the server's own making. */
  meet(cardId: string, name: string): Id {
    const known = [...this.encounters.values()].find((row) => row.person?.card_id === cardId);
    if (known) return known.id;
    const id = this.newId();
    const person = { card_id: cardId, name, pronouns: '', boundary: '', answers: [], contact_details: [] };
    const sides = { i_scanned: true, i_shared: false, asks_me: false, asker: null };
    const when = { met_at: NOW, mutual_at: NOW };
    this.putEncounter({ id, event_id: EVENT_ID, state: 'mutual', label: '', ...when, ...sides, person });
    return id;
  }

  private record(op: Op): Judged {
    const scanned = parse(String(op.body.code), ORIGIN);
    if (scanned.kind !== 'live-code') throw new Error('the app sent no live code');
    const id = this.meet(scanned.content.cardId, scanned.content.name);
    this.names.set(op.entity_id, id);
    return { status: 'applied', kind: 'encounter', id };
  }

  private putEncounter(row: Encounter): void {
    this.encounters.set(row.id, row);
    this.mark('encounter', row.id);
  }

  private putNote(note: Note): void {
    this.notes.set(note.id, note);
    this.mark('note', note.id);
  }

  private noteOf(op: Op): Note {
    const asked = String(op.body.encounter_id);
    const encounter_id = this.names.get(asked) ?? asked;
    if (!this.encounters.has(encounter_id)) throw new Error('a note about nobody');
    const [text, offer] = [String(op.body.text), String(op.body.offer)];
    return {
      id: op.entity_id,
      encounter_id,
      event_id: EVENT_ID,
      text,
      offer,
      conflict_of: null,
      created_at: op.at,
      edited_at: op.at,
    };
  }

  private async writeNote(op: Op): Promise<Judged> {
    const before = this.notes.get(op.entity_id);
    const sent = this.noteOf(op);
    const words = before === undefined ? sent : await wordsAfter(before, sent, op.base);
    if (words === null) {
      this.putNote({ ...sent, id: this.newId(), conflict_of: op.entity_id });
      return { status: 'conflict', kind: 'note', id: op.entity_id };
    }
    if (before !== undefined) this.noteOverwritten(before, words);
    const { text, offer } = words;
    this.putNote({ ...(before ?? sent), text, offer, edited_at: op.at });
    return { status: 'applied', kind: 'note', id: op.entity_id };
  }

  private noteOverwritten(before: NoteWords, after: NoteWords): void {
    for (const field of ['text', 'offer'] as const) {
      const [old, by] = [before[field], after[field]];
      if (old !== by && old !== '') this.overwritten.push({ old, by });
    }
  }

  private async deleteNote(op: Op): Promise<Judged> {
    const before = this.notes.get(op.entity_id);
    const stays = before !== undefined && (await hasUnseenWords(before, op.base));
    if (!stays) this.notes.delete(op.entity_id);
    this.mark('note', op.entity_id);
    return { status: stays ? 'conflict' : 'applied', kind: 'note', id: op.entity_id };
  }

  private newFollowUp(op: Op, id: Id, conflict_of: Id | null): FollowUp {
    const asked = String(op.body.encounter_id);
    const encounter_id = this.names.get(asked) ?? asked;
    if (!this.encounters.has(encounter_id)) throw new Error('a message to nobody');
    const fresh = { text: '', state: 'drafted', channel: null, sent_at: null } as const;
    return {
      id,
      encounter_id,
      event_id: EVENT_ID,
      conflict_of,
      ...fresh,
      created_at: op.at,
      edited_at: op.at,
    };
  }

  putFollowUp(row: FollowUp): void {
    this.followUps.set(row.id, row);
    this.mark('follow_up', row.id);
  }

  private async followUp(op: Op): Promise<Judged> {
    const before = this.followUps.get(op.entity_id);
    const row = before ?? this.newFollowUp(op, op.entity_id, null);
    const text = String(op.body.text);
    if (op.kind === 'follow_up.mark_sent') this.putFollowUp(decided(row, 'sent', 'email', op.at));
    else if (op.kind === 'follow_up.let_go') this.putFollowUp(decided(row, 'let_go', null, op.at));
    else if (row.text !== '' && row.text !== text && (await sha256(row.text)) !== op.base) {
      this.putFollowUp({ ...this.newFollowUp(op, this.newId(), row.id), text });
      return { status: 'conflict', kind: 'follow_up', id: op.entity_id };
    } else this.putFollowUp(reworded(row, text, op.at));
    return { status: 'applied', kind: 'follow_up', id: op.entity_id };
  }

  /** Another phone of the same person changes a note. */
  editElsewhere(id: Id, words: Partial<NoteWords>): void {
    const note = this.notes.get(id);
    if (note !== undefined) this.putNote({ ...note, ...words });
  }

  mark(kind: string, id: Id): void {
    this.feed.push({ kind, id, gone: false, data: null });
  }
}

"""How notes are written, changed and let go, without ever losing somebody's words."""

from collections.abc import Sequence
from typing import ClassVar
from uuid import UUID

from server.attendees.models import Attendee
from server.core import feed
from server.core.clock import now
from server.core.db import db
from server.core.errors import DomainError, IdTaken, NotFound
from server.core.fields import visible_length
from server.core.mutations import Judged, Outcome, Step, digest_of_text
from server.core.tokens import new_id
from server.encounters import queries as encounters
from server.encounters import store
from server.notes import queries, statements
from server.notes.models import Note


class EmptyNote(DomainError):
    """A note without a word."""

    code: ClassVar[str] = "empty_note"
    detail: ClassVar[str] = "This note is empty. Write one detail, or something you would like to offer."


class UnknownEncounter(DomainError):
    """A note about nobody."""

    status: ClassVar[int] = 404
    code: ClassVar[str] = "unknown_encounter"
    detail: ClassVar[str] = (
        "There is no such meeting of yours. Scan first, then write; the text stays on your phone."
    )


def write_notes(me: Attendee, steps: Sequence[Step]) -> Sequence[Judged]:
    """Write or edit notes, each judged by itself.

    An edit names the digest of the words that it changed. When the server has others by
    then, what is empty on one side is filled from the other; where both have words, both
    are kept: the server's note stays, the other becomes a note of its own.
    """
    notes = queries.notes_by_id({step.entity_id for step in steps})
    about = encounters.my_encounter_ids(me, {step.body["encounter_id"] for step in steps})
    known, new = bool(notes), list[Note]()
    judged: list[Judged] = []
    for step in steps:
        try:
            judged.append(_write(me, step, notes, about, new))
        except DomainError as refusal:
            judged.append(refusal)
    statements.ADD_NOTE.run([note.as_row() for note in new])
    if known:
        db.session.flush()
    return judged


def _write(
    me: Attendee, step: Step, notes: dict[UUID, Note], about: dict[UUID, UUID], new: list[Note]
) -> Outcome:
    text, offer = step.body["text"], step.body["offer"]
    if not visible_length(text + offer):
        raise EmptyNote
    encounter_id = about.get(step.body["encounter_id"])
    if encounter_id is None:
        raise UnknownEncounter
    note = notes.get(step.entity_id)
    if note is None:
        new.append(_new(me, step.entity_id, encounter_id, text, offer))
        notes[step.entity_id] = new[-1]
        return Outcome(step.entity_id)
    if note.author_id != me.id:
        raise IdTaken
    words = _words_after(note, text, offer, step.base)
    if words is None:
        new.append(_new(me, new_id(), encounter_id, text, offer, conflict_of=note.id))
        feed.mark(me.account_id, "note", note.id)
        return Outcome(note.id, conflict=True)
    _change(me, note, *words)
    return Outcome(note.id)


def _words_after(note: Note, text: str, offer: str, base: str | None) -> tuple[str, str] | None:
    """Text and offer of a note once these are written over it; None if that would lose unseen words."""
    if note.deleted_at is not None:
        return text, offer
    saw_text, saw_offer = _seen(note, base)
    text_after = text if saw_text else _both_in_one(note.text, text)
    offer_after = offer if saw_offer else _both_in_one(note.offer, offer)
    return None if text_after is None or offer_after is None else (text_after, offer_after)


def _seen(note: Note, base: str | None) -> tuple[bool, bool]:
    """Whether the author of an act had this text and this offer in front of them.

    Older apps name the text alone, which says nothing about the offer.
    """
    if base == digest_of_text(f"{note.text}\n{note.offer}"):
        return True, True
    return base == digest_of_text(note.text), False


def _both_in_one(kept: str, sent: str) -> str | None:
    return None if kept and sent and kept != sent else kept or sent


def _new(
    me: Attendee, note_id: UUID, encounter_id: UUID, text: str, offer: str, *, conflict_of: UUID | None = None
) -> Note:
    moment = now()
    note = Note(
        id=note_id,
        event_id=me.event_id,
        author_id=me.id,
        encounter_id=encounter_id,
        text=text,
        offer=offer,
        conflict_of=conflict_of,
        created_at=moment,
        edited_at=moment,
    )
    feed.mark(me.account_id, "note", note_id)
    return note


def _change(me: Attendee, note: Note, text: str, offer: str) -> None:
    """Edit a note; an edit of one that was deleted meanwhile brings it back."""
    note.text, note.offer = text, offer
    note.edited_at, note.deleted_at = now(), None
    feed.mark(me.account_id, "note", note.id)


def write_note(me: Attendee, step: Step) -> Outcome:
    """Write or edit one note."""
    [judged] = write_notes(me, [step])
    if isinstance(judged, DomainError):
        raise judged
    return judged


def delete_note(me: Attendee, note_id: UUID, *, base: str | None) -> Outcome:
    """Let a note go. If it was edited since the words that `base` names, the edit wins and it stays."""
    note = queries.notes_by_id([note_id]).get(note_id)
    if note is None or note.author_id != me.id:
        raise NotFound
    saw_text, saw_offer = _seen(note, base)
    unseen = (note.text and not saw_text) or (note.offer and not saw_offer)
    if note.deleted_at is None and base is not None and unseen:
        feed.mark(me.account_id, "note", note.id)
        return Outcome(note.id, conflict=True)
    note.deleted_at = note.deleted_at or now()
    feed.mark(me.account_id, "note", note.id, gone=True)
    return Outcome(note.id)


def move_notes(from_encounter: UUID, to_encounter: UUID) -> None:
    """Let notes follow an encounter that turned out to be another one."""
    store.let_follow(Note.__table__, "note", from_encounter, to_encounter)

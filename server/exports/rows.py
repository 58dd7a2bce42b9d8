"""The rows that may be taken out, read in one place for the file and for the person it is about."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Select, func, select, tuple_, type_coerce

from server.attendees.models import ATTENDING, Answer, Attendee, Consent, ContactDetail
from server.core.db import RAW, db
from server.events.models import Event, Prompt
from server.exports.columns import COLUMNS, Listed, Sheet

PAGE = 1_000


def sheet_of(reader: Connection, event_id: UUID, columns: Sequence[str]) -> Sheet:
    """The columns in their order, with the questions that the event asks."""
    zone = reader.execute(select(Event.zone).where(Event.id == event_id)).scalar_one()
    prompts = reader.execute(
        select(Prompt.index, Prompt.text).where(Prompt.event_id == event_id).order_by(Prompt.index)
    )
    ordered = [column for column in COLUMNS if column in columns]
    return Sheet(event_id, ZoneInfo(zone), ordered, [(index, text) for index, text in prompts])


def figures(reader: Connection, event_id: UUID) -> tuple[int, int]:
    """How many who attend are on the organiser's list, and how many are not."""
    attending = Attendee.event_id == event_id, Attendee.status == ATTENDING
    count = reader.execute(select(func.count()).select_from(Attendee).where(*attending)).scalar_one()
    listed = reader.execute(
        select(func.count())
        .select_from(Attendee)
        .join(Consent, Consent.attendee_id == Attendee.id)
        .where(*attending, *_in_force("organiser_list"))
    ).scalar_one()
    return listed, count - listed


def pages(reader: Connection, sheet: Sheet) -> Iterator[tuple[list[Any], list[list[str]]]]:
    """Everybody on the list, in the order of joining: their ids, raw, and their rows, a page at a time."""
    place = Attendee.joined_at, _raw(Attendee.id)
    wanted = _listed().where(Attendee.event_id == sheet.event_id).order_by(*place).limit(PAGE)
    people = list(map(Listed._make, reader.execute(wanted).all()))
    while people:
        yield [person.attendee_id for person in people], _rows(reader, sheet, people)
        last = people[-1].joined_at, people[-1].attendee_id
        people = list(map(Listed._make, reader.execute(wanted.where(tuple_(*place) > last)).all()))


def row_about(attendee: Attendee) -> tuple[Sheet, list[str] | None]:
    """All that an organiser can take out about one attendee, from the very rows that exports are made of."""
    reader = db.session.connection()
    sheet = sheet_of(reader, attendee.event_id, COLUMNS)
    found = reader.execute(_listed().where(Attendee.id == attendee.id)).one_or_none()
    return sheet, _rows(reader, sheet, [Listed(*found)])[0] if found else None


def _raw(column: Any) -> Any:
    return type_coerce(column, RAW)


def _listed() -> Select[Any, str, str, datetime, datetime]:
    """Those who attend and agreed to be listed."""
    return (
        select(_raw(Attendee.id), Attendee.name, Attendee.pronouns, Attendee.joined_at, Consent.given_at)
        .join(Consent, Consent.attendee_id == Attendee.id)
        .where(Attendee.status == ATTENDING, *_in_force("organiser_list"))
    )


def _in_force(purpose: str) -> tuple[Any, ...]:
    return Consent.purpose == purpose, Consent.withdrawn_at.is_(None)


def _rows(reader: Connection, sheet: Sheet, people: Sequence[Listed]) -> list[list[str]]:
    """The rows of some people: the only place where one is filled."""
    ids = [person.attendee_id for person in people]
    answers = _agreed_answers(reader, ids) if sheet.has_answers else {}
    details = _agreed_details(reader, ids, sheet.contact_kinds) if sheet.contact_kinds else {}
    return [
        sheet.row(person, answers.get(person.attendee_id, {}), details.get(person.attendee_id, {}))
        for person in people
    ]


def _agreed_answers(reader: Connection, ids: Sequence[Any]) -> dict[Any, dict[int, str]]:
    """Answers by attendee and prompt, of those who agreed to give them."""
    found: dict[Any, dict[int, str]] = {}
    rows = reader.execute(
        select(_raw(Answer.attendee_id), Prompt.index, Answer.text)
        .join(Prompt, Prompt.id == Answer.prompt_id)
        .join(Consent, Consent.attendee_id == Answer.attendee_id)
        .where(_raw(Answer.attendee_id).in_(ids), *_in_force("organiser_answers"))
    )
    for attendee_id, index, text in rows.all():
        found.setdefault(attendee_id, {})[index] = text
    return found


def _agreed_details(
    reader: Connection, ids: Sequence[Any], kinds: Sequence[str]
) -> dict[Any, dict[str, str]]:
    """Contact details by attendee and kind: switched on, of those who agreed to give them."""
    found: dict[Any, dict[str, str]] = {}
    rows = reader.execute(
        select(_raw(ContactDetail.attendee_id), ContactDetail.kind, ContactDetail.value)
        .join(Consent, Consent.attendee_id == ContactDetail.attendee_id)
        .where(
            _raw(ContactDetail.attendee_id).in_(ids),
            ContactDetail.kind.in_(kinds),
            ContactDetail.shared.is_(True),
            *_in_force("organiser_contact"),
        )
    )
    for attendee_id, kind, value in rows.all():
        found.setdefault(attendee_id, {})[kind] = value
    return found

"""Those whose badges an organiser may print."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVarTuple
from uuid import UUID

from sqlalchemy import Row, Select, case, exists, func, select, tuple_

from server.attendees.models import ATTENDING, Attendee, Consent
from server.core.db import db
from server.core.errors import NotFound
from server.events.models import Organiser

Columns = TypeVarTuple("Columns")

PAGE = 200
IN_ONE_FILE = 500
"""Badges in one PDF: a few seconds' work, and what an office printer holds."""


@dataclass(frozen=True, slots=True)
class Printable:
    """One page of those with a badge, in the order of their names."""

    badges: Sequence[Row[UUID, str]]
    next_cursor: UUID | None
    total: int

    @property
    def files(self) -> int:
        """How many PDFs everybody's badges fill."""
        return -(-self.total // IN_ONE_FILE)


def printable(organiser: Organiser, after: UUID | None) -> Printable:
    """Names to choose from, from the one after `after`."""
    statement = _in_order(select(Attendee.id.label("attendee_id"), Attendee.name), organiser)
    if after is not None:
        here = select(func.lower(Attendee.name), Attendee.id).where(
            Attendee.id == after, Attendee.event_id == organiser.event_id
        )
        statement = statement.where(tuple_(func.lower(Attendee.name), Attendee.id) > here.scalar_subquery())
    found = db.session.execute(statement.limit(PAGE + 1)).all()
    more = found[PAGE - 1].attendee_id if len(found) > PAGE else None
    return Printable(found[:PAGE], more, _total(organiser))


def badges_of_everybody(organiser: Organiser, part: int) -> Sequence[Row[bytes, str, str]]:
    """Handle, name and pronouns of everybody, in parts of a file's size; the first is 1."""
    statement = _in_order(_badge(), organiser)
    return db.session.execute(statement.offset((part - 1) * IN_ONE_FILE).limit(IN_ONE_FILE)).all()


def badges_of(organiser: Organiser, attendee_ids: Sequence[UUID]) -> Sequence[Row[bytes, str, str]]:
    """Handle, name and pronouns of some.

    Raises:
        NotFound: one of them does not attend; whether they are anywhere else is not told.
    """
    wanted = set(attendee_ids)
    found = db.session.execute(_in_order(_badge().where(Attendee.id.in_(wanted)), organiser)).all()
    if len(found) < len(wanted):
        raise NotFound
    return found


def _badge() -> Select[bytes, str, str]:
    """What stands on a badge; pronouns only of those who agreed to be on the organiser's list."""
    listed = exists().where(
        Consent.attendee_id == Attendee.id,
        Consent.purpose == "organiser_list",
        Consent.withdrawn_at.is_(None),
    )
    pronouns = case((listed, Attendee.pronouns), else_="")
    return select(Attendee.badge_handle, Attendee.name, pronouns.label("pronouns"))


def _in_order(statement: Select[*Columns], organiser: Organiser) -> Select[*Columns]:
    return statement.where(Attendee.event_id == organiser.event_id, Attendee.status == ATTENDING).order_by(
        func.lower(Attendee.name), Attendee.id
    )


def _total(organiser: Organiser) -> int:
    return db.session.execute(
        select(func.count()).where(Attendee.event_id == organiser.event_id, Attendee.status == ATTENDING)
    ).scalar_one()

"""How an organiser prints badges and posters."""

import secrets
from collections.abc import Sequence
from typing import ClassVar
from uuid import UUID

from server.attendees.codes import BADGE_KEY, HANDLE_BYTES, badge_text
from server.badges import paper as sheets
from server.badges import queries
from server.badges.paper import Badge, Printed
from server.core.errors import DomainError, NotFound
from server.core.security import base_url, signing_key
from server.events.models import Event, Organiser
from server.events.queries import event_of


class NobodyToPrint(DomainError):
    """An event without attendees has no badges with names."""

    status: ClassVar[int] = 409
    code: ClassVar[str] = "nobody_to_print"
    detail: ClassVar[str] = (
        "Nobody has joined yet, so there is no badge with a name. Print the poster, or blank badges."
    )


def print_badges(organiser: Organiser, *, paper: str, attendees: Sequence[UUID], part: int) -> Printed:
    """Badges of the chosen, or of everybody in parts: one file stays a few seconds' work."""
    event = event_of(organiser)
    if attendees:
        found = queries.badges_of(organiser, attendees)
    else:
        found = queries.badges_of_everybody(organiser, part)
        if not found:
            raise NobodyToPrint if part == 1 else NotFound
    badges = [Badge(_text(row.badge_handle, event), row.name, row.pronouns) for row in found]
    return sheets.badges(event.name, badges, paper=paper, part=part if part > 1 else None)


def print_blank_badges(organiser: Organiser, *, paper: str, count: int) -> Printed:
    """Badges for people who are not known yet: random handles, genuine by their tag, in no table."""
    event = event_of(organiser)
    texts = [_text(secrets.token_bytes(HANDLE_BYTES), event) for _ in range(count)]
    return sheets.blank_badges(event.name, texts, paper=paper)


def print_poster(organiser: Organiser, *, paper: str) -> Printed:
    """The join code for the door."""
    event = event_of(organiser)
    return sheets.poster(event.name, event.join_code, base_url(), paper=paper)


def _text(handle: bytes, event: Event) -> str:
    return badge_text(handle, event.number, signing_key(BADGE_KEY), base_url())

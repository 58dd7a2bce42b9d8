"""Which columns an organiser may take out, and how one attendee's row is filled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from server.attendees.models import CONTACT_KINDS

ANSWERS = "answers"
PLAIN = ("name", "pronouns", "joined_at", "listed_since")
COLUMNS = (*PLAIN, ANSWERS, *CONTACT_KINDS)
HEADINGS = {
    "name": "Name",
    "pronouns": "Pronouns",
    "joined_at": "Joined",
    "listed_since": "On the list since",
    "email": "E-mail",
    "phone": "Phone",
    "whatsapp": "WhatsApp",
    "signal": "Signal",
    "linkedin": "LinkedIn",
    "website": "Website",
    "title": "Role",
    "company": "Organisation",
}


class Listed(NamedTuple):
    """Somebody who agreed to be on the organiser's list; the id is as the driver has it."""

    attendee_id: Any
    name: str
    pronouns: str
    joined_at: datetime
    listed_since: datetime


@dataclass(frozen=True, slots=True)
class Sheet:
    """The columns of one export: the event's prompts (index and text) are one column each."""

    event_id: UUID
    zone: ZoneInfo
    columns: Sequence[str]
    prompts: Sequence[tuple[int, str]]

    @property
    def has_answers(self) -> bool:
        """Whether people's answers are wanted."""
        return ANSWERS in self.columns

    @property
    def contact_kinds(self) -> list[str]:
        """The contact details that are wanted."""
        return [column for column in self.columns if column in CONTACT_KINDS]

    def headings(self) -> list[str]:
        """The first line; a question that is asked twice is numbered."""
        found: dict[str, None] = {}
        for column in self.columns:
            for text in [text for _, text in self.prompts] if column == ANSWERS else [HEADINGS[column]]:
                found[_unlike(text, found)] = None
        return list(found)

    def row(self, person: Listed, answers: Mapping[int, str], details: Mapping[str, str]) -> list[str]:
        """One person's line; `answers` by prompt and `details` by kind hold only what they agreed to."""
        values = {
            "name": person.name,
            "pronouns": person.pronouns,
            "joined_at": self.local(person.joined_at),
            "listed_since": self.local(person.listed_since),
            **details,
        }
        line: list[str] = []
        for column in self.columns:
            if column == ANSWERS:
                line.extend(answers.get(index, "") for index, _ in self.prompts)
            else:
                line.append(values.get(column, ""))
        return line

    def local(self, moment: datetime) -> str:
        """A moment on the clocks of the event (ISO 8601, with its offset)."""
        return moment.astimezone(self.zone).isoformat(timespec="seconds")


def _unlike(text: str, others: Mapping[str, None]) -> str:
    """The text, numbered if another is the same."""
    number, unlike = 1, text
    while unlike in others:
        number += 1
        unlike = f"{text} ({number})"
    return unlike


def others_said(others: int) -> str:
    """How many are not on the list."""
    return f"{others} {'other' if others == 1 else 'others'} chose not to be listed"

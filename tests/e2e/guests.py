"""Attendees without a phone of their own: what they do, they do through the API, as a script would."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from server.attendees.codes import live_payload, step_of
from server.core.tokens import from_base64url, new_id, to_base32
from tests.e2e import steps

if TYPE_CHECKING:
    from tests.e2e.phone import Phone
    from tests.e2e.steps import OrganisedEvent


@dataclass
class Guest:
    """Somebody at an event, and the session by which they speak."""

    at: OrganisedEvent
    me: dict[str, Any]
    cookie: str

    @classmethod
    def join(cls, at: OrganisedEvent, name: str, answers: tuple[str, ...] = (), **card: str) -> Guest:
        """Join an event."""
        account = {"name": name, "device_secret": secrets.token_urlsafe(32)}
        _, headers = steps.call(at.url, "PUT", f"/api/accounts/{new_id()}", account)
        cookie = headers["Set-Cookie"].split(";")[0]
        body = {
            "invitation": at.event["join_code"],
            "name": name,
            "answers": [{"prompt": index, "text": text} for index, text in enumerate(answers)],
            "card_id": secrets.token_hex(8),
            "live_secret": secrets.token_urlsafe(32),
            **card,
        }
        path = f"/api/events/{at.event['id']}/attendees/{new_id()}"
        me, _ = steps.call(at.url, "PUT", path, body, cookie)
        return cls(at, me, cookie)

    @property
    def path(self) -> str:
        """Where the API has this person."""
        return f"/api/events/{self.at.event['id']}/attendees/{self.me['id']}"

    def code(self) -> str:
        """The live code that this person would show now."""
        return code_of(self.at, self.me)

    def give_details(self, **values: str) -> None:
        """Let everybody met have these ways to reach this person."""
        details = [{"kind": kind, "value": value, "shared": True} for kind, value in values.items()]
        body = {"details": details, "share_with_everyone": True}
        steps.call(self.at.url, "PUT", f"{self.path}/contact-details", body, self.cookie)

    def scan(self, code: str) -> None:
        """Scan what a screen shows."""
        path = f"/api/events/{self.at.event['id']}/encounters/{new_id()}"
        steps.call(self.at.url, "PUT", path, {"code": code}, self.cookie)


def code_of(at: OrganisedEvent, me: dict[str, Any], *, minutes_ago: int = 0) -> str:
    """The live code of an attendee, as the API tells them."""
    zero = datetime.fromisoformat(at.event["code_zero_at"])
    payload = live_payload(
        event_number=at.event["number"],
        card_id=bytes.fromhex(me["card_id"]),
        revision=me["revision"],
        card=(me["name"], me["pronouns"], me["boundary"]),
        answers=[(answer["prompt"], answer["text"]) for answer in me["answers"]],
        step=step_of(datetime.now(UTC), zero) - minutes_ago,
        secret=from_base64url(me["live_secret"]),
    )
    return f"{at.url}/s#{to_base32(payload)}"


def scanned_by(phone: Phone, guest: Guest, code: str = "") -> str:
    """Let a phone's owner have scanned a guest, without a camera: the meeting's id."""
    encounter_id = str(new_id())
    path = f"/events/{guest.at.event['id']}/encounters/{encounter_id}"
    phone.ask("PUT", path, {"code": code or guest.code()})
    return encounter_id

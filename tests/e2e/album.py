"""Phones on which everything that Kith can show is there to be seen."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from server.core.tokens import new_id
from tests.e2e import network, steps
from tests.e2e.guests import Guest, code_of, scanned_by
from tests.people import event_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.e2e.phone import Phone
    from tests.e2e.real_server import RealServer

CHAT_APP = "Mozilla/5.0 (Linux; Android 15; Pixel 9; wv) AppleWebKit/537.36 Instagram 350.0"
JOTS = (
    "Mends accordions in a lighthouse",
    "A nice chat",
    "Walks home along the river",
    "Sings while welding",
)
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


@dataclass
class Album:
    """A newcomer's phone, one inside a chat app, and Bo's, who organises, attends and has met people."""

    newcomer: Phone
    chat_app: Phone
    bo: Phone
    at: steps.OrganisedEvent
    code: str
    own_event: str
    mutual: str
    two_versions: str
    unmatched: str
    badge: str
    pending: str
    empty: str

    @classmethod
    def fill(cls, take_out: Callable[..., Phone], server: RealServer) -> Album:
        """Let it all happen."""
        at, bo = steps.organise(server.url), take_out()
        steps.join(bo, at, "Bo", LONG)
        steps.wait_until_sent(bo)
        [me] = bo.rows("attendees")
        give_details(bo, at, me)
        ada = Guest.join(at, "Ada", ("A kettle", LONG), pronouns="she/her", boundary="No recruiting, please")
        ada.give_details(email="ada@example.org", phone="+351 600 112 233", website="https://example.org/ada")
        mutual, two_versions, empty = (
            scanned_by(bo, guest) for guest in (ada, Guest.join(at, "Cleo"), Guest.join(at, "Dima"))
        )
        stranger = {**ada.me, "live_secret": secrets.token_urlsafe(32), "card_id": secrets.token_hex(8)}
        unmatched = scanned_by(bo, ada, code_of(at, stranger))
        pending = scanned_by(bo, eve := Guest.join(at, "Eve"), code_of(at, eve.me, minutes_ago=30))
        for asker in ("Finn", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk"):
            Guest.join(at, asker).scan(code_of(at, me, minutes_ago=30))
        badge = scanned_by(bo, ada, server.blank_badge(at.event["number"]))
        write(bo, at, mutual, JOTS[0], offer="The name of a good welder")
        note = write(bo, at, two_versions, JOTS[1])
        write(bo, at, two_versions, JOTS[2], note_id=note["id"])
        message = write_to(bo, at, two_versions, "Hello Cleo,\n\nabout that river walk.")
        write_to(bo, at, two_versions, "Hello Cleo, from my other phone.", follow_up_id=message["id"])
        sent = write_to(bo, at, empty, f"Hello Dima, {LONG}")
        path = f"/events/{at.event['id']}/follow-ups/{sent['id']}/sent"
        bo.ask("POST", path, {"encounter_id": empty, "channel": "email"})
        own_event = bo.ask("PUT", f"/events/{new_id()}", event_in(name=LONG[:80]))
        for name in ("Ada", LONG[:60], "محمد"):
            Guest.join(steps.OrganisedEvent(own_event, "", server.url), name)
        album = cls(
            newcomer=take_out(),
            chat_app=take_out(user_agent=CHAT_APP),
            bo=bo,
            at=at,
            code=ada.code(),
            own_event=own_event["id"],
            mutual=mutual,
            two_versions=two_versions,
            unmatched=unmatched,
            badge=badge,
            pending=pending,
            empty=empty,
        )
        album.have_a_note_refused()
        return album

    def have_a_note_refused(self) -> None:
        """Let the server refuse one of Bo's notes."""
        steps.catch_up(self.bo)
        network.lengthen_notes(self.bo)
        self.bo.page.goto(f"/people/{self.empty}")
        steps.jot(self.bo, JOTS[3])
        expect(steps.chip(self.bo, "Needs attention")).to_be_visible()
        self.bo.context.unroute_all()


def give_details(phone: Phone, at: steps.OrganisedEvent, me: dict[str, Any]) -> None:
    """Let a phone's owner have ways to be reached."""
    details = [
        {"kind": "email", "value": "bo@example.org", "shared": True},
        {"kind": "company", "value": LONG, "shared": False},
    ]
    path = f"/events/{at.event['id']}/attendees/{me['id']}/contact-details"
    phone.ask("PUT", path, {"details": details})


def write(
    phone: Phone, at: steps.OrganisedEvent, encounter_id: str, text: str, **more: Any
) -> dict[str, Any]:
    """Let a phone's owner have written a note."""
    note_id = more.pop("note_id", None) or new_id()
    path = f"/events/{at.event['id']}/notes/{note_id}"
    return dict(phone.ask("PUT", path, {"encounter_id": encounter_id, "text": text, **more}))


def write_to(
    phone: Phone, at: steps.OrganisedEvent, encounter_id: str, text: str, *, follow_up_id: str = ""
) -> dict[str, Any]:
    """Let a phone's owner have written to somebody."""
    path = f"/events/{at.event['id']}/follow-ups/{follow_up_id or new_id()}"
    return dict(phone.ask("PUT", path, {"encounter_id": encounter_id, "text": text}))

"""An event that feels alive: invented people, made through the same rules as real ones."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import orjson
from sqlalchemy import update

from server.accounts.services import create_account, issue_pass
from server.attendees.codes import CARD_ID_BYTES, live_payload, step_of
from server.attendees.models import Attendee
from server.attendees.queries import place_of
from server.attendees.services import Joining, join_event, write_contact_details
from server.core import feed
from server.core.clock import now
from server.core.db import db, transaction
from server.core.mutations import Step
from server.core.security import base_url
from server.core.tokens import new_secret, to_base32, to_base64url
from server.encounters.models import Encounter
from server.encounters.services import record_encounter
from server.events.models import Event
from server.events.queries import organisers_of
from server.events.services import create_event
from server.events.times import code_zero
from server.notes.services import write_note
from server.settings import Settings

BEGAN_AGO = timedelta(hours=3)
LASTS = timedelta(hours=6)
PASS_USES = 100
PASS_LIFE = timedelta(days=2)
CONSENT = {"purpose": "organiser_list", "wording": "2026-11-a", "language": "en"}


@dataclass(frozen=True, slots=True)
class Links:
    """Where to look first."""

    organiser: str
    attendee: str
    join: str


class Cast:
    """The invented people, as `demo_people.json` tells them."""

    def __init__(self, moment: datetime) -> None:
        """Let the event have begun three hours before `moment`."""
        self.told: dict[str, Any] = orjson.loads(Path(__file__).with_name("demo_people.json").read_bytes())
        self.moment = moment
        self.event_id = _id("event")

    @cached_property
    def starts_at(self) -> datetime:
        """The full hour at which the event began."""
        return (self.moment - BEGAN_AGO).replace(minute=0, second=0, microsecond=0)

    @property
    def prompts(self) -> list[str]:
        """The deck keys of the event's prompts, in order."""
        keys: list[str] = self.told["event"]["prompts"]
        return keys


def prepare(settings: Settings) -> Links:
    """Fill an empty database once, move the event to today, and make new sign-in links."""
    cast = Cast(now())
    with transaction():
        event = db.session.get(Event, cast.event_id) or _fill(cast)
        _move_to_today(cast, event)
        olga, ada = _id("organiser"), _id("me")
        return Links(
            organiser=f"{settings.base_url}/in#{_pass(olga)}",
            attendee=f"{settings.base_url}/in#{_pass(ada)}",
            join=f"{settings.base_url}/j/{event.join_code}",
        )


def announcement(links: Links, *, tls: bool) -> str:
    """What the operator reads when the demo is up."""
    lines = [
        "",
        "Kith is running. Open each in a browser (two people at once: use a private window for the second).",
        "",
        f"  Olga, who organises          {links.organiser}",
        f"  Ada, who has met people      {links.attendee}",
        f"  Join as somebody new         {links.join}",
        "",
    ]
    if tls:
        lines += ["  Phones in the same wifi can open these links, and accept the certificate once.", ""]
    return "\n".join([*lines, "Stop with Ctrl+C."])


def _id(of: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"kith:demo:{of}")


def _pass(account_id: UUID) -> str:
    return issue_pass(account_id, uses=PASS_USES, life=PASS_LIFE)


def _fill(cast: Cast) -> Event:
    create_account(_id("organiser"), name=cast.told["organiser"]["name"], device_secret=new_secret())
    event = create_event(
        _id("organiser"),
        cast.event_id,
        name=cast.told["event"]["name"],
        zone=cast.told["event"]["zone"],
        starts_at=cast.starts_at,
        ends_at=cast.starts_at + LASTS,
        prompts=[{"deck_key": str(key)} for key in cast.prompts],
    )
    told: list[dict[str, Any]] = cast.told["people"]
    people = [_join(cast, event, _id(f"person-{number}"), person) for number, person in enumerate(told)]
    ada = _join(cast, event, _id("me"), cast.told["me"])
    meetings: list[dict[str, Any]] = cast.told["me"]["met"]
    for number, met in enumerate(meetings):
        _meet(cast, event, ada, people[int(met["person"])], met, number)
    return event


def _join(cast: Cast, event: Event, account_id: UUID, told: dict[str, Any]) -> Attendee:
    create_account(account_id, name=told["name"], device_secret=new_secret())
    joining = Joining(
        invitation=event.join_code,
        name=told["name"],
        card_id=secrets.token_hex(CARD_ID_BYTES),
        live_secret=to_base64url(secrets.token_bytes(32)),
        pronouns=told["pronouns"],
        boundary=told["boundary"],
        answers=[{"prompt": cast.prompts.index(a["key"]), "text": a["text"]} for a in told["answers"]],
        consents=[CONSENT] if told["organiser_list"] else [],
    )
    place = join_event(account_id, uuid5(account_id, "place"), joining, event_id=event.id, at=cast.moment)
    if told["contact_details"]:
        write_contact_details(place, details=told["contact_details"])
    return place


def _meet(cast: Cast, event: Event, ada: Attendee, other: Attendee, met: dict[str, Any], number: int) -> None:
    """Let two people scan each other, or one the other, at the minute that the cast tells."""
    at = cast.moment - timedelta(minutes=met["minutes_ago_at_event"])
    encounter_id = _id(f"encounter-{number}")
    if met["state"] == "unmatched":
        stranger = _code(event, secrets.token_bytes(CARD_ID_BYTES), secrets.token_bytes(32), "", at)
        record_encounter(ada, _scan(encounter_id, stranger, met["label"], at))
    else:
        record_encounter(other, _scan(encounter_id, _code_of(event, ada, at), "", at))
    if met["state"] == "mutual":
        record_encounter(ada, _scan(_id(f"back-{number}"), _code_of(event, other, at), "", at))
    if met["note"] or met["offer"]:
        body = {"encounter_id": encounter_id, "text": met["note"], "offer": met["offer"]}
        write_note(ada, Step(_id(f"note-{number}"), None, at, body))


def _scan(encounter_id: UUID, code: str, label: str, at: datetime) -> Step:
    return Step(encounter_id, None, at, {"code": code, "label": label})


def _code_of(event: Event, shown_by: Attendee, at: datetime) -> str:
    return _code(event, shown_by.card_id, shown_by.live_secret, shown_by.name, at)


def _code(event: Event, card_id: bytes, secret: bytes, name: str, at: datetime) -> str:
    payload = live_payload(
        event_number=event.number,
        card_id=card_id,
        revision=1,
        card=(name, "", ""),
        answers=[],
        step=step_of(at, event.code_zero_at),
        secret=secret,
    )
    return f"{base_url()}/s#{to_base32(payload)}"


def _move_to_today(cast: Cast, event: Event) -> None:
    """Move the event, and the meetings that the cast tells, around the present moment, and open it again."""
    event.starts_at, event.ends_at = cast.starts_at, cast.starts_at + LASTS
    event.join_opens_at = event.join_closes_at = event.closed_at = event.deleted_at = None
    event.code_zero_at = code_zero(cast.starts_at)
    event.version += 1
    ada = place_of(_id("me"), event.id)
    for number, met in enumerate(cast.told["me"]["met"]):
        at = cast.moment - timedelta(minutes=met["minutes_ago_at_event"])
        encounter_id = _id(f"encounter-{number}")
        db.session.execute(update(Encounter).where(Encounter.id == encounter_id).values(met_at=at))
        if ada is not None:
            feed.mark(ada.account_id, "encounter", encounter_id)
    for organiser_id in organisers_of(event.id):
        feed.mark(organiser_id, "event", event.id)

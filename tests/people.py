"""The cast of every test: Olga organises, Ada and Bo attend, Cy is at another event.

They act through the doors that phones and scripts use.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any, TypeAlias
from uuid import UUID

from server.attendees.codes import BADGE_KEY, badge_text, live_payload, step_of
from server.attendees.models import Attendee
from server.core.clock import as_text, now
from server.core.db import db, transaction
from server.core.errors import KINDS
from server.core.security import signing_key
from server.core.tokens import from_base64url, new_id, to_base32, to_base64url

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

BASE_URL = "http://localhost:8000"
OURS = {"Origin": BASE_URL, "Kith-Client": "tests/1"}


Event: TypeAlias = dict[str, Any]
"""An event as the API tells it."""


class Caller:
    """Calls the API as somebody, and checks the status of each answer."""

    def __init__(self, client: FlaskClient, prefix: str = "/api") -> None:
        self.client, self.prefix = client, prefix

    def get(self, path: str, **expected: Any) -> Any:
        return self.call("GET", path, **expected)

    def put(self, path: str, body: Any = None, **expected: Any) -> Any:
        return self.call("PUT", path, body, **expected)

    def post(self, path: str, body: Any = None, **expected: Any) -> Any:
        return self.call("POST", path, body, **expected)

    def patch(self, path: str, body: Any = None, **expected: Any) -> Any:
        return self.call("PATCH", path, body, **expected)

    def delete(self, path: str, **expected: Any) -> Any:
        return self.call("DELETE", path, **expected)

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        problem: tuple[int, str] | None = None,
        headers: dict[str, str] | None = None,
    ) -> Any:
        """Answer the JSON; `problem` is the status and code of the refusal that is expected."""
        answer = self.raw(method, path, json=body, headers=headers or {})
        if problem is None:
            assert answer.status_code < 400, f"{answer.status_code} {answer.text}"
            return answer.json if answer.data and answer.is_json else None
        assert answer.mimetype == "application/problem+json", answer.text
        told: dict[str, Any] = answer.get_json()
        assert told["code"] in KINDS, told
        assert (told["status"], told["code"]) == problem, told
        assert answer.status_code == told["status"]
        assert told["title"]
        assert told["detail"]
        return told

    def raw(
        self, method: str, path: str, *, headers: dict[str, str] | None = None, **sent: Any
    ) -> TestResponse:
        """Send a request from our own pages, and answer the response."""
        if sent.get("json") is None:
            sent.pop("json", None)
        return self.client.open(
            self.prefix + path,
            method=method,
            base_url=BASE_URL,
            headers={**OURS, **(headers or {})},
            buffered=True,
            **sent,
        )


@dataclass
class Place:
    """One person at one event, as their phone knows it."""

    attendee_id: UUID
    event: dict[str, Any]
    card_id: bytes
    live_secret: bytes
    name: str


@dataclass
class Person:
    """Somebody with a phone."""

    app: Flask
    name: str
    account_id: UUID = field(default_factory=new_id)
    device_secret: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    places: dict[str, Place] = field(default_factory=dict[str, Place])

    def __post_init__(self) -> None:
        """Make the account."""
        self.client = self.app.test_client()
        self.device_id = new_id()
        self._seq = count(1)
        body = {"name": self.name, "device_secret": self.device_secret}
        self.api.put(f"/accounts/{self.account_id}", body)

    def with_another_phone(self) -> Person:
        """The same person, signed in on another device."""
        return Person(self.app, self.name, self.account_id, self.device_secret, self.places)

    @property
    def api(self) -> Caller:
        """The API, as this person."""
        return Caller(self.client)

    def at(self, event: dict[str, Any]) -> Caller:
        """The API of one event, as this person."""
        return Caller(self.client, f"/api/events/{event['id']}")

    def create_event(self, **changes: Any) -> dict[str, Any]:
        """Create an event that goes on now."""
        event: dict[str, Any] = self.api.put(f"/events/{new_id()}", event_in(**changes))
        return event

    def join(self, event: dict[str, Any], **changes: Any) -> Place:
        """Join an event by its join code."""
        card_id, secret = secrets.token_bytes(8), secrets.token_bytes(32)
        body = {
            "invitation": event["join_code"],
            "name": self.name,
            "answers": [{"prompt": 0, "text": f"{self.name} would like to tell you"}],
            "card_id": card_id.hex(),
            "live_secret": to_base64url(secret),
            **changes,
        }
        seen = self.at(event).put(f"/attendees/{new_id()}", body)
        place = Place(
            UUID(seen["id"]),
            event,
            bytes.fromhex(seen["card_id"]),
            from_base64url(seen["live_secret"]),
            seen["name"],
        )
        self.places[event["id"]] = place
        return place

    def code(self, event: dict[str, Any], at: datetime | None = None) -> str:
        """The live code that this person's phone shows at a moment."""
        place = self.places[event["id"]]
        return live_code(event, place.card_id, place.live_secret, name=place.name, at=at)

    def badge(self, event: dict[str, Any]) -> str:
        """The text of this person's printed badge."""
        with self.app.app_context(), transaction(write=False):
            place = db.session.get_one(Attendee, self.places[event["id"]].attendee_id)
            return self.printed(event, place.badge_handle)

    def printed(self, event: dict[str, Any], handle: bytes = b"") -> str:
        """The text of a badge that the server of this person printed, of a blank one without a handle."""
        with self.app.app_context():
            key = signing_key(BADGE_KEY)
        return badge_text(handle or secrets.token_bytes(16), event["number"], key, BASE_URL)

    def spoken(self, event: dict[str, Any]) -> str:
        """The code that this person's phone says."""
        place = self.places[event["id"]].attendee_id
        code: str = self.at(event).get(f"/attendees/{place}")["spoken_code"]
        return code

    def change(self, what: str, event: dict[str, Any], body: Any, **expected: Any) -> Any:
        """Change something of this person's own place at an event."""
        place = self.places[event["id"]].attendee_id
        return self.at(event).put(f"/attendees/{place}/{what}", body, **expected)

    def scan(self, code: str, event: dict[str, Any], **more: Any) -> Any:
        """Scan a code."""
        encounter_id = more.pop("encounter_id", None) or new_id()
        expected = {"problem": more.pop("problem")} if "problem" in more else {}
        return self.at(event).put(f"/encounters/{encounter_id}", {"code": code, **more}, **expected)

    def meet(self, other: Person, event: dict[str, Any], at: datetime | None = None) -> dict[str, Any]:
        """Scan the live code that the other's phone shows, or showed at a moment."""
        met: dict[str, Any] = self.scan(other.code(event, at), event)
        return met

    def people(self, event: dict[str, Any]) -> list[dict[str, Any]]:
        """Whom this person sees at an event."""
        seen: list[dict[str, Any]] = self.at(event).get("/encounters")
        return seen

    def write(self, encounter: dict[str, Any], words: str, **more: Any) -> dict[str, Any]:
        """Jot something about somebody met."""
        path = f"/events/{encounter['event_id']}/notes/{more.pop('note_id', None) or new_id()}"
        note: dict[str, Any] = self.api.put(path, {"encounter_id": encounter["id"], "text": words, **more})
        return note

    def notes(self, event: dict[str, Any]) -> list[dict[str, Any]]:
        """What this person wrote at an event."""
        written: list[dict[str, Any]] = self.at(event).get("/notes")
        return written

    def follow_up(self, encounter: dict[str, Any], words: str, **more: Any) -> dict[str, Any]:
        """Write to somebody met."""
        path = f"/events/{encounter['event_id']}/follow-ups/{more.pop('follow_up_id', None) or new_id()}"
        written: dict[str, Any] = self.api.put(path, {"encounter_id": encounter["id"], "text": words, **more})
        return written

    def follow_ups(self, event: dict[str, Any]) -> list[dict[str, Any]]:
        """What this person writes to people met at an event."""
        written: list[dict[str, Any]] = self.at(event).get("/follow-ups")
        return written

    def recap(self, event: dict[str, Any]) -> dict[str, Any]:
        """This person's recap of an event."""
        recap: dict[str, Any] = self.at(event).get("/recap")
        return recap

    def op(
        self, kind: str, event: dict[str, Any] | None, entity_id: UUID | str, body: Any, **more: Any
    ) -> dict[str, Any]:
        """A write, as this person's phone makes it."""
        return {
            "op_id": str(new_id()),
            "seq": next(self._seq),
            "kind": kind,
            "event_id": event["id"] if event else None,
            "entity_id": str(entity_id),
            "base": None,
            "at": as_text(now()),
            "body": body,
            **more,
        }

    def push(self, *ops: dict[str, Any]) -> list[dict[str, Any]]:
        """Send writes, and answer the results."""
        body = {"v": 1, "device_id": str(self.device_id), "ops": list(ops)}
        results: list[dict[str, Any]] = self.api.post("/sync", body)["results"]
        return results

    def pull(self, cursor: str = "", **more: Any) -> dict[str, Any]:
        """One page of changes."""
        query = "&".join(f"{name}={value}" for name, value in {"cursor": cursor, **more}.items())
        page: dict[str, Any] = self.api.get(f"/sync?{query}")
        return page

    def cursor(self) -> str:
        """Where this person's feed ends now."""
        page = self.pull()
        while page["more"]:
            page = self.pull(page["cursor"])
        cursor: str = page["cursor"]
        return cursor


def live_code(
    event: dict[str, Any],
    card_id: bytes,
    secret: bytes,
    *,
    name: str,
    at: datetime | None = None,
    **more: Any,
) -> str:
    """A live code of a card."""
    zero = datetime.fromisoformat(event["code_zero_at"])
    payload = live_payload(
        event_number=event["number"],
        card_id=card_id,
        revision=1,
        card=(name, "", ""),
        answers=[],
        step=step_of(at or now(), zero),
        secret=secret,
        **more,
    )
    return f"{BASE_URL}/s#{to_base32(payload)}"


def event_in(**changes: Any) -> dict[str, Any]:
    """A new event that began an hour ago."""
    start = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)
    return {
        "name": "Repair café",
        "zone": "Europe/Lisbon",
        "starts_at": as_text(start),
        "ends_at": as_text(start + timedelta(hours=6)),
        "prompts": [{"text": "What did you mend last?"}, {"text": "Which tool would you miss?"}],
        **changes,
    }

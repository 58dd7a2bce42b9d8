"""A Kith with as many people and meetings as a measurement needs, filled by set-wise inserts."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import insert, select

from server.accounts.models import Account, Session
from server.accounts.services import SESSION_LIFE
from server.app import create_app
from server.attendees.card import render_card
from server.attendees.codes import live_payload, step_of
from server.attendees.models import Attendee
from server.core.clock import as_text, now
from server.core.db import Base, db, transaction
from server.core.feed import FeedCounter, FeedEpoch, FeedRow
from server.core.tokens import digest, new_id, new_secret, to_base32
from server.events.models import MARGIN, Event, Organiser, Prompt
from server.operations import migrate
from server.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask

BASE_URL = "http://localhost:8000"
CARD = ("they", "I would rather talk than type")
ANSWERS = (
    (0, "A lamp that nobody else wanted"),
    (1, "The soldering iron of my grandmother, which still smells of pine"),
    (2, "How to sharpen a chisel without losing a thumb"),
)
JOINED_WITH = 2  # changes in the feed of somebody who has just joined: their place, and the event


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who attends, with what their phone knows."""

    account_id: UUID
    attendee_id: UUID
    name: str
    card_id: bytes
    live_secret: bytes
    token: str


class World:
    """One application on one database, and one event with its guests."""

    join_code = "REPAIR22"

    def __init__(
        self, database_url: str, folder: Path, base_url: str = BASE_URL, web_root: Path | None = None
    ) -> None:
        """Use the database at `database_url`, made when empty; `folder` holds the server's key."""
        self.web_root = web_root or folder / "web"
        self.database_url, self.folder, self.base_url = database_url, folder, base_url
        self.guests: list[Guest] = []
        self.event_id = new_id()
        self.starts_at = now().replace(microsecond=0) - timedelta(hours=1)

    @cached_property
    def settings(self) -> Settings:
        """The settings of its application."""
        return Settings.from_environment(
            {
                "KITH_BASE_URL": self.base_url,
                "KITH_DATABASE_URL": self.database_url,
                "KITH_DATA_DIR": str(self.folder),
                "KITH_WEB_ROOT": str(self.web_root),
                "KITH_LOG_LEVEL": "ERROR",
            }
        )

    @cached_property
    def app(self) -> Flask:
        """Its application."""
        return create_app(self.settings)

    @property
    def code_zero_at(self) -> datetime:
        """The moment from which live codes count."""
        return (self.starts_at - MARGIN).replace(second=0, microsecond=0)

    def begin(self, guests: int) -> None:
        """Make the tables, the event, its organiser and its guests."""
        with self.app.app_context():
            migrate.upgrade()
            with transaction():
                for table, rows in self._people(guests):
                    db.session.execute(insert(table), rows)

    def like(self, other: World) -> World:
        """Know the people of another world, whose database this one's is a copy of."""
        self.guests, self.event_id, self.starts_at = other.guests, other.event_id, other.starts_at
        return self

    def code(self, guest: Guest, at: datetime | None = None) -> str:
        """The live code that a guest's phone shows."""
        payload = live_payload(
            event_number=1,
            card_id=guest.card_id,
            revision=1,
            card=(guest.name, *CARD),
            answers=ANSWERS,
            step=step_of(at or now(), self.code_zero_at),
            secret=guest.live_secret,
        )
        return f"{self.base_url}/s#{to_base32(payload)}"

    def epoch(self) -> str:
        """The epoch of its database."""
        with self.app.app_context(), transaction(write=False):
            return db.session.execute(select(FeedEpoch.epoch)).scalar_one()

    def rows(self) -> dict[str, list[str]]:
        """Everything in its database, by table."""
        with self.app.app_context(), transaction(write=False):
            return {
                table.name: sorted(map(repr, db.session.execute(select(*table.c)).all()))
                for table in Base.metadata.sorted_tables
            }

    def close(self) -> None:
        """Let go of the database."""
        with self.app.app_context():
            db.engine.dispose()

    def _people(self, guests: int) -> Iterator[tuple[Any, list[dict[str, Any]]]]:
        olga = self._guest(0)
        self.guests = [self._guest(number) for number in range(1, guests + 1)]
        everybody = [olga, *self.guests]
        moment = now()
        yield Account, [self._account(guest, moment) for guest in everybody]
        yield Session, [self._session(guest, moment) for guest in everybody]
        yield Event, [self._event(moment)]
        yield Organiser, [{"event_id": self.event_id, "account_id": olga.account_id, "role": "owner"}]
        yield Prompt, [self._prompt(index) for index in range(3)]
        yield Attendee, [self._attendee(guest, moment) for guest in self.guests]
        yield FeedCounter, [{"account_id": guest.account_id, "n": JOINED_WITH} for guest in everybody]
        yield FeedRow, [row for guest in self.guests for row in self._joined(guest, moment)]

    def _guest(self, number: int) -> Guest:
        names = f"Guest {number}"
        return Guest(new_id(), new_id(), names, secrets.token_bytes(8), secrets.token_bytes(32), new_secret())

    def _account(self, guest: Guest, moment: datetime) -> dict[str, Any]:
        return {"id": guest.account_id, "name": guest.name, "created_at": moment, "device_secret_hash": None}

    def _session(self, guest: Guest, moment: datetime) -> dict[str, Any]:
        return {
            "token_hash": digest(guest.token),
            "account_id": guest.account_id,
            "created_at": moment,
            "expires_at": moment + SESSION_LIFE,
            "last_seen_on": moment.date(),
        }

    def _event(self, moment: datetime) -> dict[str, Any]:
        return {
            "id": self.event_id,
            "number": 1,
            "name": "Repair café",
            "zone": "Europe/Lisbon",
            "starts_at": self.starts_at,
            "ends_at": self.starts_at + timedelta(hours=6),
            "code_zero_at": self.code_zero_at,
            "join_code": self.join_code,
            "version": 1,
            "created_at": moment,
        }

    def _prompt(self, index: int) -> dict[str, Any]:
        text = f"Question {index}: what did you mend last?"
        return {"id": new_id(), "event_id": self.event_id, "index": index, "text": text, "deck_key": None}

    def _attendee(self, guest: Guest, moment: datetime) -> dict[str, Any]:
        pronouns, boundary = CARD
        row = {
            "id": guest.attendee_id,
            "event_id": self.event_id,
            "account_id": guest.account_id,
            "name": guest.name,
            "pronouns": pronouns,
            "boundary": boundary,
            "card_id": guest.card_id,
            "live_secret": guest.live_secret,
            "badge_handle": guest.live_secret[:16],
            "joined_at": moment,
        }
        answers = [{"prompt": index, "text": text} for index, text in ANSWERS]
        return {**row, "card": render_card(Attendee(**row), answers)}

    def _joined(self, guest: Guest, moment: datetime) -> list[dict[str, Any]]:
        told = [("attendee", guest.attendee_id), ("event", self.event_id)]
        return [
            {
                "account_id": guest.account_id,
                "kind": kind,
                "entity_id": entity_id,
                "n": n,
                "gone": False,
                "changed_at": moment,
            }
            for n, (kind, entity_id) in enumerate(told, 1)
        ]


def scan_op(world: World, seen: Guest, seq: int, at: datetime | None = None) -> dict[str, Any]:
    """A scan, as a phone sends it."""
    body = {"code": world.code(seen, at), "label": ""}
    return _op(world, "encounter.record", new_id(), body, seq)


def note_op(world: World, encounter_id: str, seq: int) -> dict[str, Any]:
    """A note about somebody met, as a phone sends it."""
    body = {
        "encounter_id": encounter_id,
        "text": "Mends lamps that nobody else wanted",
        "offer": "A lampshade",
    }
    return _op(world, "note.write", new_id(), body, seq)


def _op(world: World, kind: str, entity_id: UUID, body: dict[str, Any], seq: int) -> dict[str, Any]:
    return {
        "op_id": str(new_id()),
        "seq": seq,
        "kind": kind,
        "event_id": str(world.event_id),
        "entity_id": str(entity_id),
        "base": None,
        "at": as_text(now()),
        "body": body,
    }

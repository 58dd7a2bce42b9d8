"""An event with very many attendees, written straight into the tables, and its export as a process."""

from __future__ import annotations

import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import insert

from server.accounts.models import Account
from server.app import create_app
from server.attendees.models import PURPOSES, Answer, Attendee, Consent, ContactDetail
from server.core.clock import now
from server.core.db import db, transaction
from server.core.tokens import new_id
from server.events import queries as events
from server.exports import writing
from server.settings import Settings

if TYPE_CHECKING:
    from datetime import datetime

PAGE = 1_000
DETAILS = {"email": "somebody@x.example", "phone": "+351 600 112 233", "company": "Menders & Sons"}


def fill(event_id: UUID, count: int) -> None:
    """Let so many attend who agreed to everything; three of four."""
    with transaction(write=False):
        prompt_ids = list(events.prompt_ids(event_id).values())
    for begin in range(0, count, PAGE):
        with transaction():
            _add(event_id, prompt_ids, range(begin, min(begin + PAGE, count)))


def _add(event_id: UUID, prompt_ids: list[UUID], numbers: range) -> None:
    moment = now()
    accounts = [_account(number, moment) for number in numbers]
    attendees = [_attendee(event_id, account, moment) for account in accounts]
    ids = [attendee["id"] for attendee in attendees]
    db.session.execute(insert(Account), accounts)
    db.session.execute(insert(Attendee), attendees)
    db.session.execute(
        insert(Answer),
        [
            {"attendee_id": one, "position": position, "prompt_id": prompt_id, "text": f"A kettle, {one}"}
            for one in ids
            for position, prompt_id in enumerate(prompt_ids)
        ],
    )
    db.session.execute(
        insert(ContactDetail),
        [
            {"attendee_id": one, "kind": kind, "value": value, "shared": True}
            for one in ids
            for kind, value in DETAILS.items()
        ],
    )
    # One alone agreed, so that there is always somebody to write.
    agreed = [one for one, number in zip(ids, numbers, strict=True) if number % 4 or len(ids) == 1]
    db.session.execute(
        insert(Consent), [_consent(one, purpose, moment) for one in agreed for purpose in PURPOSES]
    )


def _account(number: int, moment: datetime) -> dict[str, Any]:
    return {"id": new_id(), "name": f"Guest {number}", "created_at": moment, "device_secret_hash": None}


def _attendee(event_id: UUID, account: dict[str, Any], moment: datetime) -> dict[str, Any]:
    return {
        "id": new_id(),
        "event_id": event_id,
        "account_id": account["id"],
        "status": "attending",
        "name": account["name"],
        "pronouns": "they",
        "boundary": "",
        "revision": 1,
        "card_id": secrets.token_bytes(8),
        "live_secret": secrets.token_bytes(32),
        "badge_handle": secrets.token_bytes(16),
        "share_with_everyone": False,
        "card": "{}",
        "shared_details": "[]",
        "joined_at": moment,
    }


def _consent(attendee_id: UUID, purpose: str, moment: datetime) -> dict[str, Any]:
    return {
        "id": new_id(),
        "attendee_id": attendee_id,
        "purpose": purpose,
        "wording": "2026-11-b",
        "language": "en",
        "given_at": moment,
        "withdrawn_at": None,
    }


def main() -> None:
    """Write the exports that wait, and say how much memory this process took at most, in MiB."""
    with create_app(Settings.from_environment()).app_context():
        assert writing.write_exports() == 1
    # Not `ru_maxrss`, which counts the process that began this one, too.
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    sys.stdout.write(f"{int(status['VmHWM'].split()[0]) / 1024:.1f}\n")


if __name__ == "__main__":
    main()

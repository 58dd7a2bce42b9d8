"""How many badges and spoken codes one person may send in ten minutes, and one event take in vain.

Counted from what was recorded, so that every server process counts alike. What is over the
budget is not lost: it stays on the phone and is taken later.
"""

from datetime import datetime, timedelta
from typing import ClassVar

from server.accounts.models import Account
from server.attendees.models import Attendee
from server.core.db import db
from server.core.errors import NotNow
from server.encounters import queries
from server.encounters.sides import BADGE, SPOKEN

WINDOW = timedelta(minutes=10)
BADGES = 150  # an honest phone that was offline all day brings 120
NEW_ACCOUNT = timedelta(hours=1)
BADGES_OF_A_NEW_ACCOUNT = 40
WRONG_TRIES = 20
WRONG_TRIES_AT_AN_EVENT = 200


class TooManyScans(NotNow):
    """More badges or spoken codes than somebody meets people."""

    code: ClassVar[str] = "too_many_scans"
    detail: ClassVar[str] = (
        "That is more codes than a conversation takes. They stay on your phone and are sent a little later."
    )


class Budget:
    """What is left for one person; counted once for a batch."""

    def __init__(self, me: Attendee, moment: datetime) -> None:
        """Count what `me` sent in the ten minutes before `moment`."""
        sent = queries.scans_since(me, moment - WINDOW)
        joined = db.session.get_one(Account, me.account_id).created_at
        most = BADGES_OF_A_NEW_ACCOUNT if moment - joined < NEW_ACCOUNT else BADGES
        self._badges_left = most - sent.get((BADGE, True), 0) - sent.get((BADGE, False), 0)
        self._wrong_tries = sent.get((SPOKEN, True), 0)
        self._left_at_event = WRONG_TRIES_AT_AN_EVENT - queries.wrong_tries_since(
            me.event_id, moment - WINDOW
        )

    def take_badge(self) -> bool:
        """Whether one more badge may be scanned."""
        self._badges_left -= 1
        return self._badges_left >= 0

    def may_try(self) -> bool:
        """Whether another spoken code may be tried; at a besieged event, by those who made no mistake."""
        if self._left_at_event <= 0 and self._wrong_tries:
            return False
        return self._wrong_tries < WRONG_TRIES

    def note_wrong_try(self) -> None:
        """Count a spoken code that is nobody's."""
        self._wrong_tries += 1
        self._left_at_event -= 1

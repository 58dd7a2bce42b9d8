"""Two people scan each other several times: in which order that arrives is nothing."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import combinations, permutations
from typing import Any, TypeAlias
from uuid import UUID

import pytest

from server.core.clock import now
from server.encounters.meeting import MINUTES_KEPT, note_scan, settle
from server.encounters.sides import BADGE, LIVE, SPOKEN, Meeting, Shown, Side
from tests.people import Event, Person

Scan: TypeAlias = tuple[str, str, int]
"""Who scanned, which code, and for a live one at which minute of the day."""

MIDNIGHT = datetime(2026, 11, 22, tzinfo=UTC)
MOMENT = MIDNIGHT + timedelta(hours=20)
IDS = {"Ada": UUID(int=1), "Bo": UUID(int=2)}
MINUTES = (540, 549, 560, 900)
SCANS: list[Scan] = [
    (name, how, minute)
    for name in IDS
    for how, minute in [(BADGE, 0), (SPOKEN, 0), *[(LIVE, minute) for minute in MINUTES]]
]
NO_REQUESTS = frozenset({"Bo"})


def shown(name: str, takes_requests: bool) -> Shown:
    card = f'{{"card_id":"{name}","name":"{name}"}}'
    return Shown(IDS[name], IDS[name], card, "[]", False, takes_requests, False, True)


def after(scans: Sequence[Scan], shy: frozenset[str], *, fresh: frozenset[Scan] = frozenset()) -> Any:
    """The state, what both see, and who is asked, after scans have arrived in this order."""
    people = {IDS[name]: shown(name, name not in shy) for name in IDS}
    sides = {id_: Side(id_, id_) for id_ in people}
    meeting = Meeting(UUID(int=3), UUID(int=4), MOMENT, MOMENT, sides)
    for scan in scans:
        name, how, minute = scan
        other = next(id_ for id_ in people if id_ != IDS[name])
        at = MIDNIGHT + timedelta(minutes=minute) if how == LIVE else MOMENT
        if how == BADGE:
            sides[IDS[name]].badge = name.encode()
        note_scan(meeting, IDS[name], other, how=how, at=at, fresh=scan in fresh)
        settle(meeting, people, MOMENT)
    assert meeting.state != "mutual" or {side.live_minutes for side in sides.values()} == {None}
    asked = {name for name, id_ in IDS.items() if meeting.state == "pending" and sides[id_].asked}
    return meeting.state, [meeting.seen_by(id_) for id_ in people], asked


def have_met(scans: Sequence[Scan]) -> bool:
    """The rule, said otherwise: both asked, or both scanned live codes of minutes that are near."""
    mine, theirs = ([scan for scan in scans if scan[0] == name] for name in IDS)
    return any(
        LIVE not in {how, other_how} or how != other_how or abs(minute - other_minute) <= 10
        for _, how, minute in mine
        for _, other_how, other_minute in theirs
    )


def who_is_asked(scans: Sequence[Scan], shy: frozenset[str]) -> set[str]:
    """Whoever was scanned, if they have not met; who wants no requests only by a live code."""
    if have_met(scans):
        return set()
    others = {"Ada": "Bo", "Bo": "Ada"}
    return {others[name] for name, how, _ in scans if how == LIVE or others[name] not in shy}


@pytest.mark.parametrize("shy", [frozenset[str](), NO_REQUESTS])
@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_every_order_of_arrival_ends_alike_and_by_the_rule(count: int, shy: frozenset[str]) -> None:
    for scans in combinations(SCANS, count):
        ends = [after(order, shy) for order in permutations(scans)]
        assert all(end == ends[0] for end in ends), scans
        assert (ends[0][0] == "mutual") == have_met(scans), scans
        assert ends[0][2] == who_is_asked(scans, shy), scans


def test_a_fresh_scan_among_late_ones_is_a_meeting_in_every_order() -> None:
    for scans in combinations(SCANS, 3):
        for fresh in (scan for scan in scans if scan[1] == LIVE):
            ends = [after(order, NO_REQUESTS, fresh=frozenset({fresh})) for order in permutations(scans)]
            assert ends[0][0] == "mutual"
            assert all(end == ends[0] for end in ends), scans


def test_of_many_scans_the_latest_are_kept_whichever_came_first() -> None:
    many: list[Scan] = [("Ada", LIVE, 100 + 20 * number) for number in range(MINUTES_KEPT + 1)]
    for order in (many, many[::-1]):
        assert after([*order, ("Bo", LIVE, many[-1][2])], NO_REQUESTS)[0] == "mutual"
        assert after([*order, ("Bo", LIVE, many[1][2])], NO_REQUESTS)[0] == "mutual"
        assert after([*order, ("Bo", LIVE, many[0][2])], NO_REQUESTS)[0] == "pending"


@pytest.mark.parametrize("order", [*permutations(range(3))])
def test_phones_that_come_back_in_any_order_have_scanned_each_other(
    ada: Person, bo: Person, event: Event, order: tuple[int, ...]
) -> None:
    """Ada scans Bo in the morning; both scan each other in the afternoon; all of it arrives late."""
    scans = [(ada, bo, 50), (ada, bo, 20), (bo, ada, 18)]
    for number in order:
        scanner, other, ago = scans[number]
        scanner.meet(other, event, at=now() - timedelta(minutes=ago))
    assert [someone.people(event)[0]["state"] for someone in (ada, bo)] == ["mutual", "mutual"]


@pytest.mark.parametrize("order", [*permutations(range(3))])
def test_a_request_crosses_a_late_live_code_in_any_order(
    ada: Person, bo: Person, event: Event, order: tuple[int, ...]
) -> None:
    acts = [
        lambda: ada.scan(bo.spoken(event), event),
        lambda: ada.meet(bo, event, at=now() - timedelta(minutes=50)),
        lambda: bo.meet(ada, event, at=now() - timedelta(minutes=18)),
    ]
    for number in order:
        acts[number]()
    assert [someone.people(event)[0]["state"] for someone in (ada, bo)] == ["mutual", "mutual"]


def test_a_scan_from_before_minutes_were_kept_counts_with_its_time() -> None:
    people = {IDS[name]: shown(name, takes_requests=False) for name in IDS}
    sides = {id_: Side(id_, id_) for id_ in people}
    sides[IDS["Ada"]].scanned_how, sides[IDS["Ada"]].scanned_id = LIVE, IDS["Bo"]
    sides[IDS["Ada"]].scanned_at = MIDNIGHT + timedelta(minutes=540)
    meeting = Meeting(UUID(int=3), UUID(int=4), MOMENT, MOMENT, sides)
    settle(meeting, people, MOMENT)
    assert sides[IDS["Bo"]].asked
    for name, other, minute, state in (("Ada", "Bo", 900, "pending"), ("Bo", "Ada", 549, "mutual")):
        at = MIDNIGHT + timedelta(minutes=minute)
        note_scan(meeting, IDS[name], IDS[other], how=LIVE, at=at, fresh=False)
        settle(meeting, people, MOMENT)
        assert meeting.state == state

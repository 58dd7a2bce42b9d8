"""What push and pull would cost by hand: the same rows, the same answers, with the driver alone.

A floor to measure the application against. It is behind the same Flask, takes part in the
same queue for the write lock, and skips nothing that ends in the database: session, ledger,
membership, blocks, aliases, cards, feed. It knows only what a measurement sends: new live codes
and new notes about them. tests/bench/ holds its rows and its answers equal to the application's.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

import orjson
from flask import request

from bench.driver import Driver, ids
from server.attendees.codes import LiveCode, read_code
from server.core.clock import as_text, now
from server.core.errors import NotSignedIn
from server.core.security import base_url, refuse_foreign_pages
from server.core.strict_json import json_response
from server.encounters.meeting import is_fresh

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask
    from flask.wrappers import Response

PUSH, PULL = "/api/bench/push", "/api/bench/pull"
DIGESTED = ("at", "base", "body", "entity_id", "event_id", "kind")

SESSION = """SELECT s.account_id, s.expires_at, s.last_seen_on FROM sessions s
JOIN accounts a ON a.id = s.account_id WHERE s.token_hash = ?"""
LEDGER = (
    "SELECT write_id, digest, status, entity_id FROM applied_writes WHERE account_id = ? AND write_id IN (??)"
)
PLACE = """SELECT id, card_id, badge_handle FROM attendees
WHERE event_id = ? AND account_id = ? AND status = 'attending'"""
EVENT = "SELECT number, starts_at, ends_at, closed_at, code_zero_at FROM events WHERE id = ?"
ALIASES = "SELECT client_id, encounter_id FROM encounter_ids WHERE account_id = ? AND client_id IN (??)"
BY_ID = """SELECT e.id FROM encounters e JOIN encounter_sides s ON s.encounter_id = e.id
WHERE e.id IN (??) ORDER BY e.id"""
OWNERS = """SELECT id, account_id, card, shared_details, share_with_everyone, card_id, live_secret
FROM attendees WHERE event_id = ? AND status = 'attending' AND card_id IN (??) ORDER BY id"""
APART = """SELECT blocked_id FROM blocks WHERE blocker_id = ? AND blocked_id IN (??)
UNION ALL SELECT blocker_id FROM blocks WHERE blocked_id = ? AND blocker_id IN (??)"""
WITH = """SELECT e.id FROM encounters e JOIN encounter_sides s ON s.encounter_id = e.id
WHERE (e.event_id = ? AND e.first_id = ? AND e.second_id IN (??))
   OR (e.event_id = ? AND e.second_id = ? AND e.first_id IN (??)) ORDER BY e.id"""
FRESH = """SELECT scanned_id, scanned_at, count(*) FROM encounter_sides
WHERE scanned_id IN (??) AND scanned_at IN (??) AND fresh GROUP BY scanned_id, scanned_at"""
ADD_ENCOUNTER = """INSERT INTO encounters
(id, event_id, first_id, second_id, state, met_at, mutual_at, arrived_at)
VALUES (?, ?, ?, ?, 'mutual', ?, ?, ?)"""
ADD_SIDE = """INSERT INTO encounter_sides
(attendee_id, encounter_id, account_id, label, scanned_at, scanned_how, scanned_id, fresh, card)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""
NOTES = "SELECT id FROM notes WHERE id IN (??)"
MINE = "SELECT encounter_id FROM encounter_sides WHERE attendee_id = ? AND encounter_id IN (??)"
ADD_NOTE = """INSERT INTO notes (id, event_id, author_id, encounter_id, text, offer, created_at, edited_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)"""
REMEMBER = """INSERT INTO applied_writes (account_id, write_id, digest, status, entity_id, applied_at)
VALUES (?, ?, ?, 'applied', ?, ?)"""
SEEN = """SELECT
e.id, e.event_id, e.state, e.met_at, e.mutual_at, s.label, s.scanned_at, s.shared_at, s.card, s.details
FROM encounters e JOIN encounter_sides s ON s.encounter_id = e.id
WHERE s.account_id = ? AND s.encounter_id IN (??)"""
NOTES_SEEN = """SELECT n.id, n.encounter_id, n.event_id, n.text, n.offer, n.created_at, n.edited_at
FROM notes n JOIN attendees a ON a.id = n.author_id
WHERE n.deleted_at IS NULL AND a.account_id = ? AND n.id IN (??)"""
COUNTERS = "SELECT account_id, n FROM feed_counters WHERE account_id IN (??) ORDER BY account_id"
STAMP = """INSERT INTO feed_rows (account_id, kind, entity_id, n, gone, changed_at) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (account_id, kind, entity_id) DO UPDATE
SET n = excluded.n, gone = excluded.gone, changed_at = excluded.changed_at"""
COUNT = "UPDATE feed_counters SET n = ? WHERE account_id = ?"
EPOCH = "SELECT epoch FROM feed_epochs"
PAGE = "SELECT kind, entity_id, n, gone FROM feed_rows WHERE account_id = ? AND n > ? ORDER BY n LIMIT 201"
COUNTER = "SELECT n FROM feed_counters WHERE account_id = ?"
VERSIONS = "SELECT id, version FROM events WHERE id IN (??)"


@dataclass(frozen=True, slots=True)
class Scan:
    """A scan of this batch that nobody has sent before, and the person whose code it was."""

    id: UUID
    at: datetime
    other: Any
    fresh: bool


class Hand:
    """Push and pull, written by hand."""

    def __init__(self, driver: Driver) -> None:
        """Use one connection."""
        self.driver = driver

    def push(self) -> Response:
        """Apply scans and notes that are new."""
        refuse_foreign_pages()
        ops: list[dict[str, Any]] = request.get_json()["ops"]
        account = self._account()
        with self.driver.writing():
            entities = self._apply(account, ops)
        results = [
            {
                "op_id": op["op_id"],
                "digest": _digest(op).hex(),
                "status": "applied",
                "entity": {"kind": kind, "id": op["entity_id"], "data": entities[op["entity_id"]]},
            }
            for op in ops
            for kind in [op["kind"].partition(".")[0]]
        ]
        return json_response({"results": results, **_about()})

    def pull(self) -> Response:
        """A page of encounters."""
        driver, cursor, known = self.driver, request.args["cursor"], request.args["events"]
        driver.connection.execute("BEGIN")
        account = self._account()
        [[epoch]], [[newest]] = driver.all(EPOCH), driver.all(COUNTER, account)
        after = int(cursor.rpartition(".")[2])
        rows = driver.all(PAGE, account, min(after, newest))
        seen = self._encounters(account, [entity_id for _, entity_id, _, _ in rows]) if rows else {}
        driver.all(VERSIONS, ids(driver, [part.partition(":")[0] for part in known.split(",")]))
        driver.connection.execute("ROLLBACK")
        changes = [
            {"kind": kind, "id": id_, "gone": False, "data": seen[id_]}
            for kind, entity_id, _, _ in rows
            for id_ in [driver.text(entity_id)]
        ]
        upto = rows[-1][2] if rows else after
        page = {"changes": changes, "cursor": f"{epoch}.{upto}", "more": False, "reset": False}
        return json_response({**page, "epoch": epoch, "poll_after_ms": 30_000, **_about()})

    def _account(self) -> Any:
        token = hashlib.sha256(request.cookies["sid"].encode()).digest()
        [[account, expires_at, _]] = self.driver.all(SESSION, token)
        if self.driver.read_moment(expires_at) < now():
            raise NotSignedIn
        return account

    def _apply(self, account: Any, ops: list[dict[str, Any]]) -> dict[str, Any]:
        driver, moment = self.driver, now()
        event = driver.id(ops[0]["event_id"])
        if driver.all(LEDGER, account, ids(driver, [op["op_id"] for op in ops])):
            raise RuntimeError("this was sent before")
        [me] = driver.all(PLACE, event, account)
        scans = [op for op in ops if op["kind"] == "encounter.record"]
        notes = [op for op in ops if op["kind"] == "note.write"]
        marks = self._scans(account, event, me, scans, moment)
        if notes:
            marks += self._notes(account, event, me, notes, moment)
        entered = [
            (account, driver.id(op["op_id"]), _digest(op), driver.id(op["entity_id"]), driver.moment(moment))
            for op in ops
        ]
        driver.write(REMEMBER, entered)
        found = self._encounters(account, ids(driver, [op["entity_id"] for op in scans]))
        if notes:
            found |= self._notes_seen(account, ids(driver, [op["entity_id"] for op in notes]))
        self._stamp(marks, moment)
        return found

    def _scans(
        self, account: Any, event: Any, me: Any, ops: list[dict[str, Any]], moment: datetime
    ) -> list[tuple[Any, str, Any]]:
        driver = self.driver
        [[number, _, _, _, zero]] = driver.all(EVENT, event)
        sent = ids(driver, [op["entity_id"] for op in ops])
        known = driver.all(ALIASES, account, sent)
        codes = {op["entity_id"]: read_code(op["body"]["code"], base_url()) for op in ops}
        cards = [code.card_id for code in codes.values() if isinstance(code, LiveCode)]
        words = OWNERS + driver.for_share(" FOR NO KEY UPDATE")
        owners = {row[5]: row for row in driver.all(words, event, [me[1], *cards])}
        accounts = [row[1] for row in owners.values()]
        apart = {row[0] for row in driver.all(APART, account, accounts, account, accounts)}
        if known or driver.all(BY_ID, sent):
            raise RuntimeError("this encounter is known")
        scans: list[Scan] = []
        for op in ops:
            code = codes[op["entity_id"]]
            if not isinstance(code, LiveCode) or code.event_number != number:
                raise RuntimeError("this is no live code of this event")
            other = owners[code.card_id]
            if other[1] in apart or not code.signed_with(other[6]):
                raise RuntimeError("this code is not genuine")
            at = code.shown_at(driver.read_moment(zero))
            scans.append(Scan(UUID(op["entity_id"]), at, other, is_fresh(at, moment)))
        others = [scan.other[0] for scan in scans]
        fresh = driver.all(FRESH, others, [driver.moment(scan.at) for scan in scans])
        if driver.all(WITH, event, me[0], others, event, me[0], others) or any(row[2] > 3 for row in fresh):
            raise RuntimeError("they have met, or the code was met by many")
        self._add(event, account, owners[me[1]], scans, moment)
        return [
            (whose, "encounter", driver.id(scan.id)) for scan in scans for whose in (account, scan.other[1])
        ]

    def _add(self, event: Any, account: Any, me: Any, scans: list[Scan], moment: datetime) -> None:
        driver, at = self.driver, self.driver.moment(moment)
        encounters: list[Any] = []
        sides: list[Any] = []
        for scan in scans:
            id_, shown_at, (other, their_account, card, *_) = (
                driver.id(scan.id),
                driver.moment(scan.at),
                scan.other,
            )
            encounters.append((id_, event, *sorted([me[0], other]), shown_at, at, at))
            sides.append((me[0], id_, account, "", shown_at, "live", other, scan.fresh, card))
            sides.append((other, id_, their_account, "", None, None, None, False, me[2]))
        driver.write(ADD_ENCOUNTER, encounters)
        driver.write(ADD_SIDE, sides)

    def _notes(
        self, account: Any, event: Any, me: Any, ops: list[dict[str, Any]], moment: datetime
    ) -> list[tuple[Any, str, Any]]:
        driver, at = self.driver, self.driver.moment(moment)
        sent = ids(driver, [op["entity_id"] for op in ops])
        about = ids(driver, [op["body"]["encounter_id"] for op in ops])
        if driver.all(NOTES, sent) or driver.all(ALIASES, account, about):
            raise RuntimeError("this note is known")
        mine = {row[0] for row in driver.all(MINE, me[0], about)}
        if not mine.issuperset(about):
            raise RuntimeError("this note is about nobody")
        rows = [
            (note_id, event, me[0], encounter, op["body"]["text"], op["body"]["offer"], at, at)
            for op, note_id, encounter in zip(ops, sent, about, strict=True)
        ]
        driver.write(ADD_NOTE, rows)
        return [(account, "note", note_id) for note_id in sent]

    def _stamp(self, marks: list[tuple[Any, str, Any]], moment: datetime) -> None:
        driver, at = self.driver, self.driver.moment(moment)
        words = COUNTERS + driver.for_share(" FOR UPDATE")
        counters = dict(driver.all(words, sorted({account for account, _, _ in marks})))
        rows: list[Any] = []
        for account, kind, entity_id in marks:
            counters[account] += 1
            rows.append((account, kind, entity_id, counters[account], False, at))
        driver.write(STAMP, rows)
        driver.write(COUNT, [(n, account) for account, n in counters.items()])

    def _encounters(self, account: Any, encounter_ids: list[Any]) -> dict[str, Any]:
        driver = self.driver
        found: dict[str, Any] = {}
        for id_, event, state, met_at, mutual_at, label, scanned_at, shared_at, card, details in driver.all(
            SEEN, account, encounter_ids
        ):
            found[driver.text(id_)] = {
                "id": driver.text(id_),
                "event_id": driver.text(event),
                "state": state,
                "met_at": as_text(driver.read_moment(met_at)),
                "mutual_at": as_text(driver.read_moment(mutual_at)),
                "label": label,
                "i_scanned": scanned_at is not None,
                "i_shared": shared_at is not None,
                "asks_me": False,
                "asker": None,
                "person": {**orjson.loads(card), "contact_details": orjson.loads(details or "[]")},
            }
        return found

    def _notes_seen(self, account: Any, note_ids: list[Any]) -> dict[str, Any]:
        driver = self.driver
        return {
            driver.text(id_): {
                "id": driver.text(id_),
                "encounter_id": driver.text(encounter),
                "event_id": driver.text(event),
                "text": text,
                "offer": offer,
                "conflict_of": None,
                "created_at": as_text(driver.read_moment(created_at)),
                "edited_at": as_text(driver.read_moment(edited_at)),
            }
            for id_, encounter, event, text, offer, created_at, edited_at in driver.all(
                NOTES_SEEN, account, note_ids
            )
        }


def answer_by_hand(app: Flask, driver: Driver) -> None:
    """Let `app` answer the same requests by hand, at addresses of their own."""
    hand = Hand(driver)
    app.add_url_rule(PUSH, view_func=hand.push, methods=["POST"])
    app.add_url_rule(PULL, view_func=hand.pull, methods=["GET"])


def _digest(op: dict[str, Any]) -> bytes:
    content = {name: op[name] for name in DIGESTED}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).digest()


def _about() -> dict[str, Any]:
    return {"api_version": 1, "min_client": 1, "server_time": as_text(now())}

"""Each account's feed of changes: marked by services, stamped just before the commit.

One row stands for one thing as one account sees it. Rows carry the account's own
counter, taken under a lock on that counter, so a cursor never steps over a row that
another transaction is still about to commit.
"""

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, bindparam, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from server.core.clock import now
from server.core.db import BEFORE_COMMIT, Model, db, insert_or_update, notes
from server.core.prepared import Prepared, many

Reader: TypeAlias = Callable[[UUID, Sequence[UUID]], Mapping[UUID, dict[str, Any]]]
"""Given an account and ids of one kind, what that account may see of them now."""

PAGE = 200
MARKS = "feed_marks"


class FeedCounter(Model):
    """How many changes an account's feed has had."""

    __tablename__ = "feed_counters"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    n: Mapped[int] = mapped_column(BigInteger, default=0)


class FeedRow(Model):
    """The latest change of one thing for one account; `gone` rows tell other devices to forget it."""

    __tablename__ = "feed_rows"
    __table_args__ = (Index(None, "account_id", "n", unique=True), {"sqlite_with_rowid": False})

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    entity_id: Mapped[UUID] = mapped_column(primary_key=True)
    n: Mapped[int] = mapped_column(BigInteger)
    gone: Mapped[bool]
    changed_at: Mapped[datetime]


class FeedEpoch(Model):
    """Which life of the database this is; a restore begins another."""

    __tablename__ = "feed_epochs"

    epoch: Mapped[str] = mapped_column(primary_key=True)


_ROWS: Any = FeedRow.__table__
_COUNTERS: Any = FeedCounter.__table__
_EPOCH = Prepared(select(FeedEpoch.__table__.c.epoch))
_COUNTER = Prepared(select(_COUNTERS.c.n).where(_COUNTERS.c.account_id == bindparam("account_id")))
_LOCKED_COUNTERS = Prepared(
    select(_COUNTERS.c.account_id, _COUNTERS.c.n)
    .where(_COUNTERS.c.account_id.in_(many("account_ids")))
    .order_by(_COUNTERS.c.account_id)
    .with_for_update()
)
_SET_COUNTER = Prepared(
    update(_COUNTERS).where(_COUNTERS.c.account_id == bindparam("of")).values(n=bindparam("to"))
)
_UPSERT = Prepared(
    lambda: insert_or_update(_ROWS, ["account_id", "kind", "entity_id"], ["n", "gone", "changed_at"])
)
_AFTER = Prepared(
    select(_ROWS.c.kind, _ROWS.c.entity_id, _ROWS.c.n, _ROWS.c.gone)
    .where(_ROWS.c.account_id == bindparam("account_id"), _ROWS.c.n > bindparam("after"))
    .order_by(_ROWS.c.n)
    .limit(PAGE + 1)
)


@dataclass(frozen=True, slots=True)
class End:
    """Where an account's feed ended when a request began: the database's epoch, and its newest number."""

    epoch: str
    n: int


EPOCH: Any = select(FeedEpoch.__table__.c.epoch).scalar_subquery()
"""For a statement that reads it beside something else."""


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a pull."""

    kind: str
    id: UUID
    gone: bool
    data: dict[str, Any] | None


def mark(account_id: UUID, kind: str, entity_id: UUID, *, gone: bool = False) -> None:
    """Say that a thing changed as `account_id` sees it."""
    notes().setdefault(MARKS, {})[account_id, kind, entity_id] = gone


@contextmanager
def marks_of_a_step() -> Generator[None]:
    """Forget what the block marked if it raises; what was marked before stays."""
    before: dict[tuple[UUID, str, UUID], bool] = dict(notes().get(MARKS, {}))
    try:
        yield
    except Exception:
        notes()[MARKS] = before
        raise


def open_feed(account_id: UUID) -> None:
    """Begin the feed of a new account."""
    db.session.execute(insert(FeedCounter).values(account_id=account_id, n=0))


def stamp() -> None:
    """Give every marked change its number; all touched accounts are locked in one ordered statement."""
    marks: dict[tuple[UUID, str, UUID], bool] = notes().pop(MARKS, {})
    if not marks:
        return
    counters = _lock_counters({account_id for account_id, _, _ in marks})
    moment = now()
    rows: list[dict[str, Any]] = []
    for (account_id, kind, entity_id), gone in marks.items():
        if account_id not in counters:  # erased in this very transaction
            continue
        counters[account_id] += 1
        thing = {"account_id": account_id, "kind": kind, "entity_id": entity_id}
        rows.append({**thing, "n": counters[account_id], "gone": gone, "changed_at": moment})
    _UPSERT.run(rows)
    _SET_COUNTER.run([{"of": account_id, "to": n} for account_id, n in counters.items()])


def _lock_counters(account_ids: Iterable[UUID]) -> dict[UUID, int]:
    return {row.account_id: row.n for row in _LOCKED_COUNTERS.rows(account_ids=sorted(account_ids))}


def epoch() -> str:
    """The epoch of this database."""
    return str(_EPOCH.row().epoch)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of changes, and where the next one starts."""

    changes: list[Change]
    upto: int
    more: bool


def changes_after(account_id: UUID, n: int, readers: Mapping[str, Reader]) -> Page:
    """The changes of an account's feed after number `n`, oldest first."""
    found = _AFTER.rows(account_id=account_id, after=n)
    rows = found[:PAGE]
    present = read(account_id, [(kind, entity_id) for kind, entity_id, _, gone in rows if not gone], readers)
    changes = [
        Change(kind, entity_id, data is None, data)
        for kind, entity_id, _, _ in rows
        for data in [present.get((kind, entity_id))]
    ]
    return Page(changes, rows[-1].n if rows else n, len(found) > PAGE)


def read(
    account_id: UUID, wanted: Iterable[tuple[str, UUID]], readers: Mapping[str, Reader]
) -> dict[tuple[str, UUID], dict[str, Any]]:
    """What an account may see of these things now, read with one query a kind."""
    ids: dict[str, list[UUID]] = {}
    for kind, entity_id in wanted:
        ids.setdefault(kind, []).append(entity_id)
    return {
        (kind, entity_id): data
        for kind, of_kind in ids.items()
        for entity_id, data in readers[kind](account_id, of_kind).items()
    }


def last_number(account_id: UUID) -> int:
    """The number of the newest change in an account's feed."""
    row = _COUNTER.row(account_id=account_id)
    return int(row.n) if row else 0


BEFORE_COMMIT.append(stamp)

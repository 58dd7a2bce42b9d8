"""Each account's feed of changes: marked by services, stamped just before the commit.

One row stands for one thing as one account sees it. Rows carry the account's own
counter, taken under a lock on that counter, so a cursor never steps over a row that
another transaction is still about to commit.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, bindparam, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from server.core.clock import now
from server.core.db import BEFORE_COMMIT, Model, db, insert_or_update

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


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a pull."""

    kind: str
    id: UUID
    gone: bool
    data: dict[str, Any] | None


def mark(account_id: UUID, kind: str, entity_id: UUID, *, gone: bool = False) -> None:
    """Say that a thing changed as `account_id` sees it."""
    db.session.info.setdefault(MARKS, {})[account_id, kind, entity_id] = gone


def open_feed(account_id: UUID) -> None:
    """Begin the feed of a new account."""
    db.session.execute(insert(FeedCounter).values(account_id=account_id, n=0))


def stamp() -> None:
    """Give every marked change its number; all touched accounts are locked in one ordered statement."""
    marks: dict[tuple[UUID, str, UUID], bool] = db.session.info.pop(MARKS, {})
    if not marks:
        return
    counters = _lock_counters({account_id for account_id, _, _ in marks})
    moment = now()
    rows: list[dict[str, Any]] = []
    for (account_id, kind, entity_id), gone in marks.items():
        if account_id not in counters:  # erased in this very transaction
            continue
        counters[account_id] += 1
        rows.append(
            {
                "account_id": account_id,
                "kind": kind,
                "entity_id": entity_id,
                "n": counters[account_id],
                "gone": gone,
                "changed_at": moment,
            }
        )
    if rows:
        connection = db.session.connection()
        connection.execute(_upsert(), rows)
        connection.execute(_SET_COUNTER, [{"of": account_id, "to": n} for account_id, n in counters.items()])


_COUNTERS: Any = FeedCounter.__table__
_SET_COUNTER = update(_COUNTERS).where(_COUNTERS.c.account_id == bindparam("of")).values(n=bindparam("to"))


def _upsert() -> Any:
    return insert_or_update(
        FeedRow.__table__, ["account_id", "kind", "entity_id"], ["n", "gone", "changed_at"]
    )


def _lock_counters(account_ids: Iterable[UUID]) -> dict[UUID, int]:
    wanted = (
        select(FeedCounter.account_id, FeedCounter.n)
        .where(FeedCounter.account_id.in_(sorted(account_ids)))
        .order_by(FeedCounter.account_id)
        .with_for_update()
    )
    return dict(db.session.execute(wanted).all())


def epoch() -> str:
    """The epoch of this database."""
    return db.session.execute(select(FeedEpoch.epoch)).scalar_one()


@dataclass(frozen=True, slots=True)
class Page:
    """A page of changes, and where the next one starts."""

    changes: list[Change]
    upto: int
    more: bool


def changes_after(account_id: UUID, n: int, readers: Mapping[str, Reader]) -> Page:
    """The changes of an account's feed after number `n`, oldest first."""
    row = FeedRow.__table__.c
    found = db.session.execute(
        select(row.kind, row.entity_id, row.n, row.gone)
        .where(row.account_id == account_id, row.n > n)
        .order_by(row.n)
        .limit(PAGE + 1)
    ).all()
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
    return (
        db.session.execute(
            select(FeedCounter.n).where(FeedCounter.account_id == account_id)
        ).scalar_one_or_none()
        or 0
    )


BEFORE_COMMIT.append(stamp)

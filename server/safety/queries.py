"""Who must not meet whom."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select, union_all

from server.core.db import db
from server.safety.models import Block


def kept_apart(account_id: UUID, others: Iterable[UUID]) -> set[UUID]:
    """Those of `others` who blocked this account, or whom it blocked."""
    wanted = list(others)
    block = Block.__table__.c
    both_ways = union_all(
        select(block.blocked_id).where(block.blocker_id == account_id, block.blocked_id.in_(wanted)),
        select(block.blocker_id).where(block.blocked_id == account_id, block.blocker_id.in_(wanted)),
    )
    return set(db.session.execute(both_ways).scalars())

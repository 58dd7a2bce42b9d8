"""Who must not meet whom."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import bindparam, select, union_all

from server.core.prepared import Prepared, many
from server.safety.models import Block

_BLOCK = Block.__table__.c
_APART = Prepared(
    union_all(
        select(_BLOCK.blocked_id.label("account_id")).where(
            _BLOCK.blocker_id == bindparam("account_id"), _BLOCK.blocked_id.in_(many("others"))
        ),
        select(_BLOCK.blocker_id.label("account_id")).where(
            _BLOCK.blocked_id == bindparam("account_id"), _BLOCK.blocker_id.in_(many("others"))
        ),
    )
)


def kept_apart(account_id: UUID, others: Iterable[UUID]) -> set[UUID]:
    """Those of `others` who blocked this account, or whom it blocked."""
    found = _APART.rows(account_id=account_id, others=list(others))
    return {row.account_id for row in found}

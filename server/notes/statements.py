"""The statements that pushes and pulls run, prepared once."""

from typing import Any

from sqlalchemy import bindparam, insert, select

from server.attendees.models import Attendee
from server.core.prepared import Prepared, many
from server.notes.models import Note

_A: Any = Attendee.__table__
_N: Any = Note.__table__

NOTES_FOR = Prepared(
    select(_N)
    .join(_A, _A.c.id == _N.c.author_id)
    .where(
        _N.c.deleted_at.is_(None),
        _A.c.account_id == bindparam("account_id"),
        _N.c.id.in_(many("note_ids")),
    )
    .order_by(_N.c.id)
)
KNOWN = Prepared(select(_N.c.id).where(_N.c.id.in_(many("note_ids"))))
ADD_NOTE = Prepared(insert(_N))

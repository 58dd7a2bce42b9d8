"""The statements that pushes and pulls run, prepared once."""

from typing import Any

from sqlalchemy import bindparam, select

from server.core.prepared import Prepared, many
from server.events.models import Event, Organiser, Prompt

_E: Any = Event.__table__
_O: Any = Organiser.__table__
_P: Any = Prompt.__table__
_RETIRED: Any = _P.c.retired_at.is_not(None)


EVENTS = Prepared(select(_E).where(_E.c.id.in_(many("event_ids"))))
PROMPTS = Prepared(
    select(_P.c.event_id, _P.c.index, _P.c.text, _RETIRED.label("retired"))
    .where(_P.c.event_id.in_(many("event_ids")))
    .order_by(_RETIRED, _P.c.position, _P.c.index)
)
ROLES = Prepared(
    select(_O.c.event_id, _O.c.role)
    .join(_E, _E.c.id == _O.c.event_id)
    .where(
        _O.c.account_id == bindparam("account_id"),
        _O.c.event_id.in_(many("event_ids")),
        _E.c.deleted_at.is_(None),
    )
)

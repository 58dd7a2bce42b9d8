"""The statements that pushes and pulls run, prepared once."""

from typing import Any

from sqlalchemy import and_, bindparam, exists, func, or_, select

from server.attendees.models import ATTENDING, Answer, Attendee, Consent, ContactDetail
from server.core.prepared import Prepared, many
from server.events.models import Event, Organiser, Prompt

_A: Any = Attendee.__table__
_ANSWER: Any = Answer.__table__
_CONSENT: Any = Consent.__table__
_DETAIL: Any = ContactDetail.__table__
_E: Any = Event.__table__
_O: Any = Organiser.__table__
_PROMPT: Any = Prompt.__table__


PLACE = Prepared(
    select(_A).where(
        _A.c.event_id == bindparam("event_id"),
        _A.c.account_id == bindparam("account_id"),
        _A.c.status == ATTENDING,
    )
)
PLACES = Prepared(
    select(_A).where(
        _A.c.id.in_(many("attendee_ids")),
        _A.c.account_id == bindparam("account_id"),
        _A.c.status == ATTENDING,
    )
)
ATTENDED = Prepared(
    select(_A.c.event_id).where(
        _A.c.account_id == bindparam("account_id"),
        _A.c.event_id.in_(many("event_ids")),
        _A.c.status == ATTENDING,
    )
)
VERSIONS = Prepared(
    select(_E.c.id, _E.c.version).where(
        _E.c.id.in_(many("event_ids")),
        or_(
            exists().where(
                _A.c.event_id == _E.c.id,
                _A.c.account_id == bindparam("account_id"),
                _A.c.status == ATTENDING,
            ),
            and_(
                _E.c.deleted_at.is_(None),
                exists().where(_O.c.event_id == _E.c.id, _O.c.account_id == bindparam("account_id")),
            ),
        ),
    )
)
ANSWERS = Prepared(
    select(_ANSWER.c.attendee_id, _PROMPT.c.index, _ANSWER.c.text)
    .join(_PROMPT, _PROMPT.c.id == _ANSWER.c.prompt_id)
    .where(_ANSWER.c.attendee_id.in_(many("attendee_ids")))
    .order_by(_ANSWER.c.position)
)
DETAILS = Prepared(
    select(_DETAIL).where(_DETAIL.c.attendee_id.in_(many("attendee_ids"))).order_by(_DETAIL.c.kind)
)
CONSENTS = Prepared(
    select(_CONSENT).where(
        _CONSENT.c.attendee_id.in_(many("attendee_ids")), _CONSENT.c.withdrawn_at.is_(None)
    )
)
JOINED = Prepared(
    select(_A.c.event_id, func.count().label("joined"))
    .where(_A.c.event_id.in_(many("event_ids")), _A.c.status == ATTENDING)
    .group_by(_A.c.event_id)
)

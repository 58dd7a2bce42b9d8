"""One scene in which every route can be tried by everybody, and the table of who gets what.

Ada and Bo attend the café and the seed swap. Bo asks Ada for an exchange, and she wrote a note about him.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from server.core.clock import as_text, now
from server.core.jobs import run_once
from server.core.tokens import new_id, to_base64url
from server.exports import jobs as export_jobs
from tests.people import Caller, Person, event_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from werkzeug.test import TestResponse

ROLES = (
    "anonymous",
    "stranger",  # has an account, and is at no event
    "neighbour",  # attends the seed swap
    "trespasser",  # the neighbour, naming what is Ada's at the café under the seed swap's address
    "fellow",  # attends the café
    "organiser",  # organises both, attends none
    "elsewhere",  # Ada, naming what is hers at the café under the seed swap's address
    "ada",
)
TABLE = """
                                                          anon str  nei  tre  fel  org  els  ada
GET    /api/health                                        200  200  200  200  200  200  200  200
GET    /api/ready                                         200  200  200  200  200  200  200  200
GET    /api/openapi.json                                  200  200  200  200  200  200  200  200
POST   /api/csp-reports                                   204  204  204  204  204  204  204  204
PUT    /api/accounts/<uuid:account_id>                    200  200  200  200  200  200  200  200
GET    /api/accounts/me                                   401  200  200  200  200  200  200  200
POST   /api/sessions                                      404  404  404  404  404  404  404  404
DELETE /api/sessions/current                              401  204  204  401  204  204  204  204
GET    /api/join/<string:join_code>                       200  200  200  200  200  200  200  200
GET    /api/deck                                          200  200  200  200  200  200  200  200
GET    /api/sync                                          401  200  200  200  200  200  200  200
POST   /api/sync                                          401  200  200  200  200  200  200  200
GET    /api/events/by-number/<int:number>                 200  200  200  200  200  200  200  200
GET    /api/events                                        401  200  200  200  200  200  200  200
GET    /api/events/<uuid:event_id>                        401  404  404  200  200  200  200  200
PUT    /api/events/<uuid:event_id>                        401  409  409  409  409  200  409  409
PATCH  /api/events/<uuid:event_id>                        401  404  404  404  404  200  404  404
DELETE /api/events/<uuid:event_id>                        401  404  404  404  404  204  404  404
PUT    /api/events/<uuid:event_id>/prompts                401  404  404  404  404  200  404  404
POST   /api/events/<uuid:event_id>/close                  401  404  404  404  404  200  404  404
POST   /api/events/<uuid:event_id>/reopen                 401  404  404  404  404  200  404  404
GET    /api/events/<uuid:event_id>/join.svg               401  404  404  404  404  200  404  404
GET    …/attendees                                        401  404  404  404  404  200  404  404
GET    …/badges                                           401  404  404  404  404  200  404  404
GET    …/badges.pdf                                       401  404  404  404  404  200  404  404
GET    …/blank-badges.pdf                                 401  404  404  404  404  200  404  404
GET    …/poster.pdf                                       401  404  404  404  404  200  404  404
PUT    …/attendees/<uuid:attendee_id>                     401  409  409  422  200  409  422  200
GET    …/attendees/<uuid:attendee_id>                     401  404  404  404  404  404  404  200
PATCH  …/attendees/<uuid:attendee_id>                     401  404  404  404  404  404  404  200
PUT    …/attendees/<uuid:attendee_id>/contact-details     401  404  404  404  404  404  404  200
PUT    …/attendees/<uuid:attendee_id>/consents/<string:purpose> 401 404 404 404 404 404 404 200
PUT    …/attendees/<uuid:attendee_id>/badge               401  404  404  404  404  404  404  200
DELETE …/attendees/<uuid:attendee_id>/badge               401  404  404  404  404  404  404  204
PUT    …/attendees/<uuid:attendee_id>/live-code           401  404  404  404  404  404  404  200
PUT    …/attendees/<uuid:attendee_id>/requests            401  404  404  404  404  404  404  200
GET    …/attendees/<uuid:attendee_id>/seen-by-organiser   401  404  404  404  404  404  404  200
GET    …/exports                                          401  404  404  404  404  200  404  404
PUT    …/exports/<uuid:export_id>                         401  404  404  404  404  200  404  404
GET    …/exports/<uuid:export_id>                         401  404  404  404  404  200  404  404
GET    …/exports/<uuid:export_id>/file                    401  404  404  404  404  200  404  404
GET    …/encounters                                       401  404  404  200  200  404  200  200
GET    …/encounters/<uuid:encounter_id>                   401  404  404  404  404  404  404  200
PUT    …/encounters/<uuid:encounter_id>                   401  404  404  422  409  404  422  200
PATCH  …/encounters/<uuid:encounter_id>                   401  404  404  404  404  404  404  200
POST   …/encounters/<uuid:encounter_id>/accept            401  404  404  404  404  404  404  200
POST   …/encounters/<uuid:encounter_id>/ignore            401  404  404  404  404  404  404  204
POST   …/encounters/<uuid:encounter_id>/share             401  404  404  404  404  404  404  200
GET    …/notes                                            401  404  404  200  200  404  200  200
GET    …/notes/<uuid:note_id>                             401  404  404  404  404  404  404  200
PUT    …/notes/<uuid:note_id>                             401  404  404  404  404  404  404  200
DELETE …/notes/<uuid:note_id>                             401  404  404  404  404  404  404  204
GET    …/follow-ups                                       401  404  404  200  200  404  200  200
GET    …/follow-ups/<uuid:follow_up_id>                   401  404  404  404  404  404  404  200
PUT    …/follow-ups/<uuid:follow_up_id>                   401  404  404  404  404  404  404  200
POST   …/follow-ups/<uuid:follow_up_id>/sent              401  404  404  404  404  404  404  200
POST   …/follow-ups/<uuid:follow_up_id>/let-go            401  404  404  404  404  404  404  200
GET    …/recap                                            401  404  404  200  200  404  200  200
"""


@dataclass(frozen=True)
class Route:
    """One line of the table."""

    method: str
    rule: str
    expected: dict[str, int]

    @property
    def name(self) -> str:
        return f"{self.method} {self.rule}"


def _routes() -> list[Route]:
    rows = [line.split() for line in TABLE.strip().splitlines()[1:]]
    return [
        Route(
            method,
            rule.replace("…", "/api/events/<uuid:event_id>"),
            dict(zip(ROLES, map(int, statuses), strict=True)),
        )
        for method, rule, *statuses in rows
    ]


ROUTES = _routes()


class Scene:
    """Everybody, and what there is to ask for."""

    def __init__(self, app: Flask) -> None:
        self.olga = Person(app, "Olga")
        self.cafe, self.swap = self.olga.create_event(), self.olga.create_event(name="Seed swap")
        self.ada, self.bo, self.cy, self.dee, self.eve = (
            Person(app, name) for name in ("Ada", "Bo", "Cy", "Dee", "Eve")
        )
        for person, events in (
            (self.ada, (self.cafe, self.swap)),
            (self.bo, (self.cafe, self.swap)),
            (self.cy, (self.swap,)),
            (self.dee, (self.cafe,)),
        ):
            for event in events:
                person.join(event)
        self.bo.meet(self.ada, self.cafe, at=now() - timedelta(minutes=30))
        [self.encounter] = self.ada.people(self.cafe)
        self.note = self.ada.write(self.encounter, "Keeps bees")
        self.follow_up = self.ada.follow_up(self.encounter, "About those bees")
        self.export = self.olga.at(self.cafe).put(f"/exports/{new_id()}", EXPORT)
        for job in export_jobs.JOBS:
            run_once(app, job)
        self._callers = {
            "anonymous": Caller(app.test_client(), prefix=""),
            **{
                role: Caller(person.client, prefix="")
                for role, person in {
                    "stranger": self.eve,
                    "neighbour": self.cy,
                    "trespasser": self.cy,
                    "fellow": self.dee,
                    "organiser": self.olga,
                    "elsewhere": self.ada.with_another_phone(),
                    "ada": self.ada,
                }.items()
            },
        }

    def ask(
        self,
        route: Route,
        role: str,
        fields: dict[str, Any] | None = None,
        *,
        headers: dict[str, str] | None = None,
    ) -> TestResponse:
        """Send a request of one route in a role; `fields` are added to the body."""
        event = self.swap if role in {"trespasser", "elsewhere"} else self.cafe
        make = BODIES.get(route.name)
        body = {**make(self), **(fields or {})} if make else None
        return self._callers[role].raw(route.method, self.path(route, event), json=body, headers=headers)

    def path(self, route: Route, event: dict[str, Any]) -> str:
        """The address of what is Ada's, said to be at an event."""
        values = {
            "<uuid:account_id>": new_id(),
            "<string:join_code>": self.cafe["join_code"],
            "<int:number>": self.cafe["number"],
            "<uuid:event_id>": event["id"],
            "<uuid:attendee_id>": self.ada.places[self.cafe["id"]].attendee_id,
            "<string:purpose>": "organiser_list",
            "<uuid:encounter_id>": self.encounter["id"],
            "<uuid:note_id>": self.note["id"],
            "<uuid:follow_up_id>": self.follow_up["id"],
            "<uuid:export_id>": self.export["id"],
        }
        path = route.rule
        for placeholder, value in values.items():
            path = path.replace(placeholder, str(value))
        assert "<" not in path, path
        return path

    def adas_world(self) -> object:
        """All that is Ada's, to see whether somebody touched it."""
        events = self.ada.api.get("/events")
        return (
            events,
            [[self.ada.people(event), self.ada.notes(event), self.ada.follow_ups(event)] for event in events],
            self.ada.cursor(),
        )


def _op(scene: Scene) -> dict[str, Any]:
    body = {"encounter_id": scene.encounter["id"], "text": "Hums", "offer": ""}
    return {
        "op_id": str(new_id()),
        "seq": 1,
        "kind": "note.write",
        "event_id": scene.cafe["id"],
        "entity_id": str(new_id()),
        "base": None,
        "at": as_text(now()),
        "body": body,
    }


EXPORT = {"format": "csv", "columns": ["name"]}
NESTED = "/api/events/<uuid:event_id>"
BODIES: dict[str, Callable[[Scene], dict[str, Any]]] = {
    "PUT /api/accounts/<uuid:account_id>": lambda _: {
        "name": "Flo",
        "device_secret": secrets.token_urlsafe(32),
    },
    "POST /api/sessions": lambda _: {"pass": secrets.token_urlsafe(32)},
    "POST /api/sync": lambda scene: {"v": 1, "device_id": str(new_id()), "ops": [_op(scene)]},
    "PUT /api/events/<uuid:event_id>": lambda _: event_in(),
    "PATCH /api/events/<uuid:event_id>": lambda _: {"name": "Mending night"},
    "PUT /api/events/<uuid:event_id>/prompts": lambda _: {"prompts": [{"text": "Why?"}]},
    f"PUT {NESTED}/attendees/<uuid:attendee_id>": lambda scene: {
        "invitation": scene.cafe["join_code"],
        "name": "Flo",
        "card_id": secrets.token_bytes(8).hex(),
        "live_secret": to_base64url(secrets.token_bytes(32)),
    },
    f"PATCH {NESTED}/attendees/<uuid:attendee_id>": lambda _: {"boundary": "No sales"},
    f"PUT {NESTED}/attendees/<uuid:attendee_id>/contact-details": lambda _: {
        "details": [{"kind": "email", "value": "ada@ada.example", "shared": True}]
    },
    f"PUT {NESTED}/attendees/<uuid:attendee_id>/consents/<string:purpose>": lambda _: {
        "given": True,
        "wording": "2026-11-a",
        "language": "en",
    },
    f"PUT {NESTED}/attendees/<uuid:attendee_id>/badge": lambda scene: {"code": scene.ada.printed(scene.cafe)},
    f"PUT {NESTED}/attendees/<uuid:attendee_id>/live-code": lambda _: {
        "live_secret": to_base64url(secrets.token_bytes(32))
    },
    f"PUT {NESTED}/attendees/<uuid:attendee_id>/requests": lambda _: {"takes_requests": False},
    f"PUT {NESTED}/exports/<uuid:export_id>": lambda _: EXPORT,
    f"PUT {NESTED}/encounters/<uuid:encounter_id>": lambda scene: {"code": scene.bo.code(scene.cafe)},
    f"PATCH {NESTED}/encounters/<uuid:encounter_id>": lambda _: {"label": "Red scarf"},
    f"PUT {NESTED}/notes/<uuid:note_id>": lambda scene: {
        "encounter_id": scene.encounter["id"],
        "text": "Keeps bees",
        "offer": "A queen",
    },
    f"PUT {NESTED}/follow-ups/<uuid:follow_up_id>": lambda scene: {
        "encounter_id": scene.encounter["id"],
        "text": "About those bees",
    },
    **{
        f"POST {NESTED}/follow-ups/<uuid:follow_up_id>/{act}": lambda scene: {
            "encounter_id": scene.encounter["id"]
        }
        for act in ("sent", "let-go")
    },
}

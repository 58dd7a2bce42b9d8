"""Agreeing, and taking it back: which wording, when, and nothing rubbed out."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from time_machine import Traveller

from server.attendees.models import PURPOSES, WORDINGS, Consent
from server.core.clock import as_text, now
from server.core.db import db
from server.core.tokens import new_id, to_base64url
from tests.people import Event, Person

FORM = Path(__file__).parents[2] / "pwa" / "src" / "commands" / "card-form.ts"
GIVEN = {"given": True, "wording": "2026-11-a", "language": "en"}
TAKEN_BACK = {**GIVEN, "given": False}


def consent(someone: Person, event: Event, body: dict[str, Any], **expected: Any) -> Any:
    place = someone.places[event["id"]].attendee_id
    return someone.at(event).put(f"/attendees/{place}/consents/organiser_list", body, **expected)


def kept(app: Flask) -> list[Consent]:
    with app.app_context():
        return list(db.session.scalars(select(Consent).order_by(Consent.given_at)))


def test_a_consent_is_kept_with_its_wording_language_and_time(ada: Person, event: Event) -> None:
    [given] = consent(ada, event, {**GIVEN, "language": "pt-BR"})["consents"]
    assert given == {
        "purpose": "organiser_list",
        "wording": "2026-11-a",
        "language": "pt-BR",
        "given_at": as_text(now()),
    }


def test_a_consent_may_be_given_while_joining(person: Any, event: Event) -> None:
    line = {"purpose": "organiser_list", "wording": "2026-11-a", "language": "en"}
    dee = person("Dee")
    place = dee.join(event, consents=[line])
    [given] = dee.at(event).get(f"/attendees/{place.attendee_id}")["consents"]
    assert given == {**line, "given_at": as_text(now())}


def test_nobody_has_agreed_to_anything_unasked(app: Flask, ada: Person) -> None:
    assert kept(app) == []


def test_a_withdrawn_consent_is_no_longer_in_force_and_still_kept(
    app: Flask, ada: Person, event: Event, clock: Traveller
) -> None:
    consent(ada, event, GIVEN)
    clock.shift(timedelta(hours=1))
    assert consent(ada, event, TAKEN_BACK)["consents"] == []
    [row] = kept(app)
    assert row.withdrawn_at == row.given_at + timedelta(hours=1)


def test_agreeing_again_is_a_consent_of_its_own(
    app: Flask, ada: Person, event: Event, clock: Traveller
) -> None:
    for body in (GIVEN, TAKEN_BACK, {**GIVEN, "wording": "2026-11-b"}):
        clock.shift(timedelta(hours=1))
        consent(ada, event, body)
    assert [(row.wording, row.withdrawn_at is None) for row in kept(app)] == [
        ("2026-11-a", False),
        ("2026-11-b", True),
    ]


@pytest.mark.parametrize("wording", ["1999-01-z", "2026-11-z", "2026-12-a"])
def test_a_wording_that_was_never_shown_cannot_be_agreed_to(
    app: Flask, ada: Person, person: Any, event: Event, wording: str
) -> None:
    consent(ada, event, {**GIVEN, "wording": wording}, problem=(422, "unknown_wording"))
    body = {"purpose": "organiser_list", **GIVEN, "wording": wording}
    [result] = ada.push(ada.op("consent.write", event, ada.places[event["id"]].attendee_id, body))
    assert result["problem"]["code"] == "unknown_wording"
    joining = {
        "invitation": event["join_code"],
        "name": "Dee",
        "card_id": "0123456789abcdef",
        "live_secret": to_base64url(bytes(32)),
        "consents": [{"purpose": "organiser_list", "wording": wording, "language": "en"}],
    }
    path = f"/attendees/{new_id()}"
    person("Dee").at(event).put(path, joining, problem=(422, "unknown_wording"))
    assert kept(app) == []


def test_a_consent_may_be_withdrawn_whatever_the_wording(ada: Person, event: Event) -> None:
    consent(ada, event, GIVEN)
    assert consent(ada, event, {**TAKEN_BACK, "wording": "2031-01-a"})["consents"] == []


def test_the_wordings_of_the_web_app_are_known_and_every_purpose_has_one() -> None:
    [shown] = re.findall(r"CONSENT_WORDING = '(.*)'", FORM.read_text())
    for purpose in PURPOSES:
        assert shown in WORDINGS[purpose]


def test_withdrawing_what_was_never_given_changes_nothing(app: Flask, ada: Person, event: Event) -> None:
    assert consent(ada, event, TAKEN_BACK)["consents"] == []
    assert kept(app) == []


def test_a_consent_from_an_offline_phone_is_the_same(ada: Person, event: Event) -> None:
    body = {"purpose": "organiser_list", **GIVEN}
    [result] = ada.push(ada.op("consent.write", event, ada.places[event["id"]].attendee_id, body))
    assert [given["wording"] for given in result["entity"]["data"]["consents"]] == ["2026-11-a"]


def test_an_unknown_purpose_is_not_there(ada: Person, event: Event) -> None:
    place = ada.places[event["id"]].attendee_id
    path = f"/attendees/{place}/consents/everything"
    ada.at(event).put(path, GIVEN, problem=(404, "not_found"))


@pytest.mark.parametrize(
    "changes",
    [
        {"given": "yes"},
        {"given": None},
        {"wording": "2026-11-a\n"},
        {"wording": "２０２６-11-a"},  # noqa: RUF001  digits of another script
        {"wording": ""},
        {"language": "english"},
        {"language": "en\n"},
        {"language": "en-abcdefgh-abcdefgh"},
    ],
    ids=str,
)
def test_what_is_no_consent_is_refused(
    app: Flask, ada: Person, event: Event, changes: dict[str, Any]
) -> None:
    told = consent(ada, event, {**GIVEN, **changes}, problem=(422, "invalid_input"))
    assert list(told["errors"]["json"]) == list(changes)
    assert kept(app) == []


def test_the_apis_description_names_every_known_wording(app: Flask) -> None:
    schemas = app.extensions["openapi"]["components"]["schemas"]
    for schema in ("ConsentOfPurposeIn", "ConsentGivenIn"):
        described = schemas[schema]["properties"]["wording"]["description"]
        assert all(wording in described for known in WORDINGS.values() for wording in known)
        assert all(purpose in described for purpose in PURPOSES)

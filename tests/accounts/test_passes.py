"""Signing another device in, once."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from time_machine import Traveller

from server.accounts.models import SignInPass
from server.accounts.services import issue_pass
from server.core.db import db, transaction
from tests.people import Caller, Person
from tests.together import at_once


@pytest.fixture
def secret(app: Flask, ada: Person) -> str:
    """A pass of Ada's."""
    with app.app_context(), transaction():
        return issue_pass(ada.account_id)


def test_a_pass_signs_one_device_in(app: Flask, ada: Person, secret: str) -> None:
    phone = Caller(app.test_client())
    assert phone.post("/sessions", {"pass": secret}) == {"id": str(ada.account_id), "name": "Ada"}
    assert phone.get("/accounts/me")["id"] == str(ada.account_id)


def test_a_pass_works_once(app: Flask, secret: str) -> None:
    Caller(app.test_client()).post("/sessions", {"pass": secret})
    second = Caller(app.test_client())
    second.post("/sessions", {"pass": secret}, problem=(410, "pass_used"))
    second.get("/accounts/me", problem=(401, "not_signed_in"))


def test_a_pass_works_once_for_two_at_the_same_moment(app: Flask, secret: str) -> None:
    answers = at_once(
        *[lambda: Caller(app.test_client()).raw("POST", "/sessions", json={"pass": secret}) for _ in range(4)]
    )
    assert sorted(answer.status_code for answer in answers) == [200, 410, 410, 410]


def test_a_pass_expires(app: Flask, secret: str, clock: Traveller) -> None:
    clock.shift(timedelta(minutes=10, seconds=1))
    Caller(app.test_client()).post("/sessions", {"pass": secret}, problem=(404, "unknown_pass"))


@pytest.mark.parametrize("wrong", ["nobody", "x" * 43, "é" * 100, "' OR 1=1"])
def test_an_unknown_pass_signs_nobody_in(app: Flask, secret: str, wrong: str) -> None:
    Caller(app.test_client()).post("/sessions", {"pass": wrong}, problem=(404, "unknown_pass"))


@pytest.mark.parametrize("body", [{}, {"pass": ""}, {"pass": "x" * 101}, {"pass": 7}, {"secret": "x"}])
def test_a_pass_has_a_shape(app: Flask, body: dict[str, object]) -> None:
    Caller(app.test_client()).post("/sessions", body, problem=(422, "invalid_input"))


def test_a_pass_signs_in_at_a_new_session_and_not_at_the_old_one(
    app: Flask, ada: Person, secret: str
) -> None:
    bo = Person(app, "Bo")
    before = bo.client.get_cookie("sid")
    bo.api.post("/sessions", {"pass": secret})
    assert bo.client.get_cookie("sid") != before
    assert bo.api.get("/accounts/me")["name"] == "Ada"


def test_a_phone_with_words_of_one_account_lets_only_that_one_in(
    app: Flask, ada: Person, secret: str
) -> None:
    bo, phone = Person(app, "Bo"), Caller(app.test_client())
    not_hers = {"pass": secret, "account_id": str(bo.account_id)}
    phone.post("/sessions", not_hers, problem=(409, "other_account"))
    phone.get("/accounts/me", problem=(401, "not_signed_in"))
    hers = {"pass": secret, "account_id": str(ada.account_id)}
    assert phone.post("/sessions", hers)["id"] == str(ada.account_id)


def test_the_database_keeps_a_hash_of_the_pass_only(app: Flask, secret: str) -> None:
    with app.app_context():
        [kept] = db.session.scalars(select(SignInPass)).all()
    assert secret.encode() not in kept.secret_hash

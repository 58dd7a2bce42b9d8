"""Making an account on a phone that may have to ask twice."""

import secrets
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from time_machine import Traveller

from server.accounts.models import Account, Session
from server.core.db import db
from server.core.tokens import new_id
from tests.people import Caller, Person
from tests.together import at_once


def count(app: Flask, model: type[Account | Session]) -> int:
    with app.app_context():
        return db.session.execute(select(func.count()).select_from(model)).scalar_one()


def test_a_new_account_is_signed_in(person: Callable[[str], Person]) -> None:
    ada = person("Ada")
    assert ada.api.get("/accounts/me") == {"id": str(ada.account_id), "name": "Ada"}


def test_a_phone_that_got_no_answer_asks_again_and_stays_one_person(app: Flask, ada: Person) -> None:
    people = count(app, Account)
    again = Caller(app.test_client())
    body = {"name": "Ada", "device_secret": ada.device_secret}
    assert again.put(f"/accounts/{ada.account_id}", body)["id"] == str(ada.account_id)
    assert again.get("/accounts/me")["name"] == "Ada"
    assert count(app, Account) == people


def test_the_first_name_stays_when_a_phone_asks_again(app: Flask, ada: Person) -> None:
    body = {"name": "Adela", "device_secret": ada.device_secret}
    assert Caller(app.test_client()).put(f"/accounts/{ada.account_id}", body)["name"] == "Ada"


def test_another_phone_cannot_take_an_account(app: Flask, ada: Person) -> None:
    stranger = Caller(app.test_client())
    body = {"name": "Ada", "device_secret": secrets.token_urlsafe(32)}
    stranger.put(f"/accounts/{ada.account_id}", body, problem=(409, "account_taken"))
    stranger.get("/accounts/me", problem=(401, "not_signed_in"))


@pytest.mark.parametrize("minutes, expected", [(59, None), (61, (409, "device_secret_expired"))])
def test_the_device_secret_works_for_an_hour(
    app: Flask, ada: Person, clock: Traveller, minutes: int, expected: tuple[int, str] | None
) -> None:
    clock.shift(timedelta(minutes=minutes))
    body = {"name": "Ada", "device_secret": ada.device_secret}
    Caller(app.test_client()).put(f"/accounts/{ada.account_id}", body, problem=expected)


def test_two_requests_of_one_phone_at_once_make_one_account(app: Flask) -> None:
    path, body = f"/accounts/{new_id()}", {"name": "Ada", "device_secret": secrets.token_urlsafe(32)}
    made = at_once(*[lambda: Caller(app.test_client()).put(path, body) for _ in range(4)])
    assert [account["name"] for account in made] == ["Ada"] * 4
    assert (count(app, Account), count(app, Session)) == (1, 4)


@pytest.mark.parametrize("secret", ["", "x" * 42, "x" * 44, "x" * 42 + "=", "x" * 43 + "\n", 7, None])
def test_a_device_secret_is_32_bytes_in_base64url(app: Flask, secret: object) -> None:
    body = {"name": "Ada", "device_secret": secret}
    told = Caller(app.test_client()).put(f"/accounts/{new_id()}", body, problem=(422, "invalid_input"))
    assert list(told["errors"]["json"]) == ["device_secret"]


def test_a_name_is_trimmed_and_composed(app: Flask) -> None:
    body = {"name": "  Zoe\u0308 \n", "device_secret": secrets.token_urlsafe(32)}
    assert Caller(app.test_client()).put(f"/accounts/{new_id()}", body)["name"] == "Zoë"

"""Being signed in: a cookie that says nothing, lives on while it is used, and ends when asked."""

from datetime import date, timedelta
from http.cookies import SimpleCookie

import pytest
from flask import Flask
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import OperationalError
from time_machine import Traveller

from server.accounts import services
from server.accounts.models import Session
from server.core.db import db
from server.core.errors import Busy
from server.core.tokens import new_id
from tests.people import BASE_URL, Caller, Person


def token_of(someone: Person) -> str:
    cookie = someone.client.get_cookie("sid")
    assert cookie is not None
    return cookie.value


def session_of(app: Flask, someone: Person) -> Session:
    with app.app_context():
        return db.session.scalars(select(Session).where(Session.account_id == someone.account_id)).one()


def test_the_cookie_is_opaque_and_out_of_reach_of_scripts(ada: Person) -> None:
    body = {"name": "Ada", "device_secret": ada.device_secret}
    answer = ada.api.raw("PUT", f"/accounts/{ada.account_id}", json=body)
    [morsel] = SimpleCookie(answer.headers["Set-Cookie"]).values()
    assert (morsel.key, morsel["path"], morsel["samesite"]) == ("sid", "/", "Lax")
    assert morsel["httponly"]
    assert int(morsel["max-age"]) == timedelta(days=400).total_seconds()
    assert len(morsel.value) == 43
    assert ada.account_id.hex not in morsel.value


def test_no_column_of_the_database_holds_a_usable_token(app: Flask, ada: Person) -> None:
    token = token_of(ada).encode()
    with app.app_context():
        for table in inspect(db.engine).get_table_names():
            for row in db.session.execute(text(f'SELECT * FROM "{table}"')):  # noqa: S608  our own tables
                assert not any(
                    token in (value if isinstance(value, bytes) else str(value).encode()) for value in row
                )


def test_a_session_that_is_used_lives_on(app: Flask, ada: Person, clock: Traveller) -> None:
    for _ in range(3):
        clock.shift(timedelta(days=399))
        ada.api.get("/accounts/me")
    assert session_of(app, ada).last_seen_on == date(2026, 11, 22) + timedelta(days=3 * 399)


@pytest.mark.parametrize("path", ["/accounts/me", "/sync"])
def test_the_browser_keeps_the_cookie_of_a_session_that_is_used(
    ada: Person, clock: Traveller, path: str
) -> None:
    token = token_of(ada)
    assert "Set-Cookie" not in ada.api.raw("GET", path).headers
    for _ in range(3):
        clock.shift(timedelta(days=399))
        [morsel] = SimpleCookie(ada.api.raw("GET", path).headers["Set-Cookie"]).values()
        assert (morsel.value, int(morsel["max-age"])) == (token, timedelta(days=400).total_seconds())
        assert morsel["httponly"]
    assert "Set-Cookie" not in ada.api.raw("GET", path).headers


def test_a_write_renews_the_cookie_also_when_it_is_refused(ada: Person, clock: Traveller) -> None:
    clock.shift(timedelta(days=1))
    answer = ada.api.raw("PUT", "/events/x", json={})
    assert answer.status_code == 404
    clock.shift(timedelta(days=1))
    answer = ada.api.raw("PUT", f"/events/{new_id()}", json={})
    assert (answer.status_code, "Set-Cookie" in answer.headers) == (422, True)


def test_signing_out_on_another_day_leaves_no_cookie(ada: Person, clock: Traveller) -> None:
    clock.shift(timedelta(days=1))
    answer = ada.api.raw("DELETE", "/sessions/current")
    assert len(answer.headers.getlist("Set-Cookie")) == 1
    assert ada.client.get_cookie("sid") is None


@pytest.mark.parametrize("error", [Busy(), OperationalError("", {}, Exception("disk full"))], ids=repr)
def test_a_session_that_cannot_be_renewed_keeps_nobody_from_reading(
    ada: Person, clock: Traveller, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def cannot(*_: object) -> None:
        raise error

    clock.shift(timedelta(days=1))
    with monkeypatch.context() as patch:
        patch.setattr(services, "renew_session", cannot)
        answer = ada.api.raw("GET", "/accounts/me")
        assert (answer.status_code, "Set-Cookie" in answer.headers) == (200, False)
    assert "Set-Cookie" in ada.api.raw("GET", "/accounts/me").headers


def test_a_session_that_is_not_used_ends_after_400_days(ada: Person, clock: Traveller) -> None:
    clock.shift(timedelta(days=400, seconds=1))
    ada.api.get("/accounts/me", problem=(401, "not_signed_in"))


def test_a_session_is_renewed_once_a_day_at_most(app: Flask, ada: Person, clock: Traveller) -> None:
    clock.shift(timedelta(days=1))
    ada.api.get("/accounts/me")
    renewed = session_of(app, ada).expires_at
    clock.shift(timedelta(hours=3))
    ada.api.get("/accounts/me")
    assert session_of(app, ada).expires_at == renewed


def test_signing_out_ends_the_session_and_clears_the_browser(app: Flask, ada: Person) -> None:
    token = token_of(ada)
    answer = ada.api.raw("DELETE", "/sessions/current")
    assert (answer.status_code, answer.data) == (204, b"")
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert ada.client.get_cookie("sid") is None
    ada.client.set_cookie("sid", token, domain="localhost")
    ada.api.get("/accounts/me", problem=(401, "not_signed_in"))


def test_a_late_sign_out_leaves_what_the_next_person_wrote_on_this_device(ada: Person) -> None:
    answer = ada.api.raw("DELETE", "/sessions/current?keep=storage")
    assert (answer.status_code, answer.headers["Clear-Site-Data"]) == (204, '"cookies"')
    assert ada.client.get_cookie("sid") is None


def test_nothing_else_can_be_kept_when_signing_out(ada: Person) -> None:
    ada.api.delete("/sessions/current?keep=cookies", problem=(422, "invalid_input"))


def test_what_is_meant_for_one_account_is_not_taken_under_the_session_of_another(
    ada: Person, bo: Person
) -> None:
    hers, his = ({"Kith-Account": str(one.account_id)} for one in (ada, bo))
    assert ada.api.call("GET", "/accounts/me", headers=hers)["name"] == "Ada"
    for wrong in (his, {"Kith-Account": ""}, {"Kith-Account": "' OR 1=1 --"}):
        ada.api.call("GET", "/accounts/me", headers=wrong, problem=(401, "not_signed_in"))
        ops = {"v": 1, "device_id": str(ada.account_id), "ops": list[str]()}
        ada.api.call("POST", "/sync", ops, headers=wrong, problem=(401, "not_signed_in"))


def test_signing_out_leaves_the_other_devices_signed_in(app: Flask, ada: Person) -> None:
    other = Caller(app.test_client())
    other.put(f"/accounts/{ada.account_id}", {"name": "Ada", "device_secret": ada.device_secret})
    ada.api.delete("/sessions/current")
    assert other.get("/accounts/me")["id"] == str(ada.account_id)


@pytest.mark.parametrize("token", ["", "x", "x" * 43, "x" * 5000, "é", "' OR 1=1 --", '"\\000"'])
def test_a_made_up_cookie_is_a_stranger(app: Flask, ada: Person, token: str) -> None:
    answer = app.test_client().get(
        "/api/accounts/me", base_url=BASE_URL, headers={"Cookie": f"sid={token}".encode().decode("latin-1")}
    )
    assert (answer.status_code, answer.get_json()["code"]) == (401, "not_signed_in")


def test_a_cookie_set_beforehand_means_nothing_after_signing_in(app: Flask) -> None:
    victim = app.test_client()
    victim.set_cookie("sid", "planted", domain="localhost")
    ada = Person(app, "Ada")
    Caller(victim).put(f"/accounts/{ada.account_id}", {"name": "Ada", "device_secret": ada.device_secret})
    planted = app.test_client()
    planted.set_cookie("sid", "planted", domain="localhost")
    Caller(planted).get("/accounts/me", problem=(401, "not_signed_in"))

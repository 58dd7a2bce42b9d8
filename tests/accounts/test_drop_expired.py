"""What the worker forgets by itself."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import func, select
from time_machine import Traveller

from server.accounts.models import Account, Session, SignInPass
from server.accounts.services import drop_expired, issue_pass
from server.core.db import db, transaction
from tests.people import Person


def dropped(app: Flask) -> int:
    with app.app_context(), transaction():
        return drop_expired()


def left(app: Flask, model: type[Session | SignInPass]) -> int:
    with app.app_context():
        return db.session.execute(select(func.count()).select_from(model)).scalar_one()


def test_nothing_is_dropped_before_its_time(app: Flask, ada: Person) -> None:
    assert dropped(app) == 0


def test_old_device_secrets_are_forgotten(app: Flask, clock: Traveller) -> None:
    ada = Person(app, "Ada")
    clock.shift(timedelta(hours=1, seconds=1))
    assert dropped(app) == 1
    assert dropped(app) == 0
    with app.app_context():
        assert db.session.get_one(Account, ada.account_id).device_secret_hash is None
    body = {"name": "Ada", "device_secret": ada.device_secret}
    ada.api.put(f"/accounts/{ada.account_id}", body, problem=(409, "device_secret_expired"))


def test_old_passes_are_forgotten(app: Flask, clock: Traveller) -> None:
    ada = Person(app, "Ada")
    with app.app_context(), transaction():
        issue_pass(ada.account_id)
        issue_pass(ada.account_id, life=timedelta(days=2))
    clock.shift(timedelta(days=1))
    dropped(app)
    assert left(app, SignInPass) == 1


def test_old_sessions_are_forgotten_and_young_ones_kept(app: Flask, clock: Traveller) -> None:
    Person(app, "Ada")
    clock.shift(timedelta(days=200))
    bo = Person(app, "Bo")
    clock.shift(timedelta(days=201))
    dropped(app)
    assert left(app, Session) == 1
    assert bo.api.get("/accounts/me")["name"] == "Bo"

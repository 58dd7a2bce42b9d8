"""Scripts name a write with `Idempotency-Key`; the same ledger sees to it that it happens once."""

from typing import Any

import pytest

from server.core.tokens import new_id
from tests.people import Event, Person


@pytest.fixture
def key() -> dict[str, str]:
    """The name of one write."""
    return {"Idempotency-Key": str(new_id())}


def test_a_repeated_put_answers_with_how_things_stand(
    ada: Person, bo: Person, event: Event, key: dict[str, str]
) -> None:
    path, body = f"/encounters/{new_id()}", {"code": bo.code(event)}
    first = ada.at(event).put(path, body, headers=key)
    ada.at(event).patch(path, {"label": "Red scarf"})
    assert ada.at(event).put(path, body, headers=key) == {**first, "label": "Red scarf"}


def test_a_repeated_edit_is_not_done_again(
    ada: Person, bo: Person, event: Event, key: dict[str, str]
) -> None:
    path = f"/encounters/{ada.meet(bo, event)['id']}"
    ada.at(event).patch(path, {"label": "First"}, headers=key)
    ada.at(event).patch(path, {"label": "Second"})
    assert ada.at(event).patch(path, {"label": "First"}, headers=key)["label"] == "Second"


def test_a_repeated_post_is_safe(ada: Person, bo: Person, event: Event, key: dict[str, str]) -> None:
    path = f"/encounters/{ada.meet(bo, event)['id']}/share"
    assert ada.at(event).post(path, headers=key) == ada.at(event).post(path, headers=key)


def test_a_repeated_delete_says_that_it_is_done(
    ada: Person, bo: Person, event: Event, key: dict[str, str]
) -> None:
    path = f"/notes/{ada.write(ada.meet(bo, event), 'Keeps bees')['id']}"
    for _ in range(2):
        assert ada.at(event).raw("DELETE", path, headers=key).status_code == 204


def test_a_repeated_delete_does_not_delete_what_was_written_since(
    ada: Person, bo: Person, event: Event, key: dict[str, str]
) -> None:
    met = ada.meet(bo, event)
    note = ada.write(met, "Keeps bees")
    ada.at(event).delete(f"/notes/{note['id']}", headers=key)
    ada.write(met, "Keeps bees", note_id=note["id"])
    ada.at(event).delete(f"/notes/{note['id']}", headers=key)
    assert [kept["text"] for kept in ada.notes(event)] == ["Keeps bees"]


@pytest.mark.parametrize("changed", ["body", "path", "method"])
def test_another_request_under_the_same_name_is_refused(
    ada: Person, bo: Person, event: Event, key: dict[str, str], changed: str
) -> None:
    path, body = f"/encounters/{new_id()}", {"code": bo.code(event)}
    ada.at(event).put(path, body, headers=key)
    again: dict[str, tuple[str, str, dict[str, Any]]] = {
        "body": ("PUT", path, {**body, "label": "Red scarf"}),
        "path": ("PUT", f"/encounters/{new_id()}", body),
        "method": ("PATCH", path, body),
    }
    ada.at(event).call(*again[changed], problem=(409, "id_reuse"), headers=key)


def test_names_are_each_accounts_own(ada: Person, bo: Person, event: Event, key: dict[str, str]) -> None:
    ada.at(event).put(f"/encounters/{new_id()}", {"code": bo.code(event)}, headers=key)
    bo.at(event).put(f"/encounters/{new_id()}", {"code": ada.code(event)}, headers=key)


def test_a_name_used_through_sync_is_the_same_name(ada: Person, bo: Person, event: Event) -> None:
    op = ada.op("encounter.record", event, new_id(), {"code": bo.code(event), "label": ""})
    ada.push(op)
    headers = {"Idempotency-Key": op["op_id"]}
    path = f"/encounters/{op['entity_id']}"
    ada.at(event).put(path, op["body"], headers=headers, problem=(409, "id_reuse"))


def test_a_refused_write_may_come_again_under_its_name(
    ada: Person, bo: Person, event: Event, key: dict[str, str]
) -> None:
    path = f"/notes/{new_id()}"
    met = ada.meet(bo, event)
    body = {"encounter_id": met["id"], "text": ""}
    ada.at(event).put(path, body, headers=key, problem=(422, "empty_note"))
    ada.at(event).put(path, {**body, "text": "Keeps bees"}, headers=key)


@pytest.mark.parametrize("name", ["x", "1", "{}", "x" * 500])
def test_a_name_is_a_uuid(ada: Person, bo: Person, event: Event, name: str) -> None:
    path, body = f"/encounters/{new_id()}", {"code": bo.code(event)}
    ada.at(event).put(path, body, headers={"Idempotency-Key": name}, problem=(422, "invalid_input"))

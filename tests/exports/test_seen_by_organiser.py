"""What Olga can see: the organiser's real row about me, and every export that I was on."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from time_machine import Traveller

from server.core.clock import as_text, now
from server.exports.columns import COLUMNS, Sheet
from tests.exports.office import ANSWERS, CONTACT, LIST, agree, ask, give_details, table, work
from tests.people import Event, Person


def seen(someone: Person, event: Event) -> dict[str, Any]:
    """What somebody is shown of what the organisers see."""
    path = f"/attendees/{someone.places[event['id']].attendee_id}/seen-by-organiser"
    told: dict[str, Any] = someone.at(event).get(path)
    return told


def as_row(told: dict[str, Any]) -> list[tuple[str, str]]:
    return [(cell["heading"], cell["text"]) for cell in told["row"]]


def exported(app: Flask, olga: Person, event: Event) -> list[tuple[str, str]]:
    """The one row of an export of everything."""
    heading, row, _ = table(app, olga, event)
    return list(zip(heading, row, strict=True))


def test_without_a_consent_there_is_no_row(olga: Person, ada: Person, event: Event) -> None:
    told = seen(ada, event)
    assert told["organisers"] == [{"name": "Olga", "role": "owner"}]
    assert (told["name"], told["row"], told["exports"]) == ("Ada", None, [])
    assert (told["kept_until"], told["deleted_at"]) == (None, None)


def test_the_time_of_joining_is_told_for_organisers_see_it_without_a_consent(
    olga: Person, ada: Person, event: Event
) -> None:
    joined = olga.at(event).get("/attendees")["attendees"]
    assert [(one["name"], one["joined_at"]) for one in joined] == [("Ada", seen(ada, event)["joined_at"])]


def test_the_row_that_i_see_is_the_row_that_is_exported(
    app: Flask, olga: Person, ada: Person, event: Event
) -> None:
    give_details(ada, event, email="ada@ada.example", company="Bees")
    give_details(ada, event, shared=False, phone="035 1234")
    for purposes in ([LIST], [ANSWERS], [CONTACT]):
        agree(ada, event, *purposes)
        assert as_row(seen(ada, event)) == exported(app, olga, event)
    assert dict(as_row(seen(ada, event)))["E-mail"] == "ada@ada.example"
    assert dict(as_row(seen(ada, event)))["Phone"] == ""


def test_a_change_of_how_a_row_is_filled_changes_both(
    app: Flask, olga: Person, ada: Person, event: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    agree(ada, event, LIST)
    filled = Sheet.row

    def planted(*known: Any) -> list[str]:
        return [f"{text}, planted" for text in filled(*known)]

    monkeypatch.setattr(Sheet, "row", planted)
    assert dict(exported(app, olga, event))["Name"] == "Ada, planted"
    assert dict(as_row(seen(ada, event)))["Name"] == "Ada, planted"


def test_i_see_who_exported_a_list_that_i_was_on_when_and_with_what(
    app: Flask, olga: Person, ada: Person, bo: Person, event: Event, clock: Traveller
) -> None:
    agree(ada, event, LIST)
    ask(olga, event, kind="xlsx", columns=["name", "email"])
    assert seen(ada, event)["exports"] == []  # nothing has been written yet
    work(app)
    first = {"by": "Olga", "format": "xlsx", "columns": ["name", "email"], "made_at": as_text(now())}
    assert seen(ada, event)["exports"] == [first]
    assert seen(bo, event)["exports"] == []
    clock.shift(timedelta(days=2))
    agree(ada, event, LIST, given=False)
    agree(bo, event, LIST)
    table(app, olga, event)
    assert seen(ada, event)["exports"] == [first]
    assert [one["columns"] for one in seen(bo, event)["exports"]] == [list(COLUMNS)]


def test_the_time_until_which_it_is_kept_is_told(olga: Person, ada: Person, event: Event) -> None:
    agree(ada, event, LIST)
    assert seen(ada, event)["kept_until"] == "2027-05-24T23:00:30.000Z"


def test_organisers_who_deleted_the_event_see_nothing_any_more(
    app: Flask, olga: Person, ada: Person, event: Event
) -> None:
    agree(ada, event, LIST)
    table(app, olga, event)
    olga.api.delete(f"/events/{event['id']}")
    told = seen(ada, event)
    assert told["deleted_at"] == as_text(now())
    assert (told["row"], told["kept_until"]) == (None, None)
    assert [one["by"] for one in told["exports"]] == ["Olga"]  # that file is still somewhere


def test_nobody_sees_what_the_organiser_sees_of_another(
    olga: Person, ada: Person, bo: Person, cy: Person, event: Event, other_event: Event
) -> None:
    path = f"/attendees/{ada.places[event['id']].attendee_id}/seen-by-organiser"
    for someone, at in ((bo, event), (olga, event), (cy, event), (cy, other_event)):
        someone.at(at).get(path, problem=(404, "not_found"))

"""An organiser takes out who agreed to be listed, and what each agreed to; nothing else."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import update
from time_machine import Traveller

from server.attendees.models import Attendee
from server.core.db import db, transaction
from server.core.tokens import new_id
from server.events.models import Event as EventRow
from server.events.models import Organiser
from tests.exports.office import ANSWERS, CONTACT, LIST, agree, ask, give_details, in_xlsx, made, table, work
from tests.people import Event, Person, event_in

BOTH = pytest.mark.parametrize("kind", ["csv", "xlsx"])
NOBODY_ELSE = "# 0 others chose not to be listed"


def column(cells: list[list[str]], heading: str) -> list[str]:
    """What stands below a heading, without the last line."""
    return [row[cells[0].index(heading)] for row in cells[1:-1]]


@BOTH
def test_only_those_who_agreed_have_a_row_and_the_others_are_counted(
    app: Flask, olga: Person, ada: Person, bo: Person, event: Event, kind: str
) -> None:
    agree(ada, event, LIST)
    agree(bo, event, ANSWERS, CONTACT)  # without the list there is no row to put it in
    heading, row, last = table(app, olga, event, kind, columns=["name", "answers"])
    assert heading == ["Name", "What did you mend last?", "Which tool would you miss?"]
    assert row == ["Ada", "", ""]
    assert last == ["# 1 other chose not to be listed", "", ""]


@BOTH
def test_an_event_without_attendees_is_a_file_with_headings(
    app: Flask, olga: Person, event: Event, kind: str
) -> None:
    assert table(app, olga, event, kind, columns=["name"]) == [["Name"], [NOBODY_ELSE]]


@BOTH
def test_answers_are_given_out_only_with_a_consent_of_their_own(
    app: Flask, olga: Person, ada: Person, bo: Person, event: Event, kind: str
) -> None:
    agree(ada, event, LIST)
    agree(bo, event, LIST, ANSWERS)
    cells = table(app, olga, event, kind, columns=["answers", "name"])
    assert column(cells, "Name") == ["Ada", "Bo"]
    assert column(cells, "What did you mend last?") == ["", "Bo would like to tell you"]
    assert column(cells, "Which tool would you miss?") == ["", ""]


@BOTH
def test_contact_details_need_their_consent_and_their_own_switch(
    app: Flask, olga: Person, ada: Person, bo: Person, event: Event, kind: str
) -> None:
    for someone, purposes in ((ada, [LIST]), (bo, [LIST, CONTACT])):
        agree(someone, event, *purposes)
        give_details(
            someone, event, email=f"{someone.name}@x.example", phone="0351 600", company="Mending Co"
        )
        give_details(someone, event, phone="0351 600", shared=False)
    cells = table(app, olga, event, kind, columns=["name", "email", "phone", "company"])
    assert column(cells, "E-mail") == ["", "Bo@x.example"]
    assert column(cells, "Phone") == ["", ""]
    assert column(cells, "Organisation") == ["", "Mending Co"]


def test_what_was_withdrawn_is_in_no_later_export(
    app: Flask, olga: Person, ada: Person, event: Event
) -> None:
    agree(ada, event, LIST, ANSWERS)
    assert column(table(app, olga, event), "What did you mend last?") != [""]
    agree(ada, event, ANSWERS, given=False)
    assert column(table(app, olga, event), "What did you mend last?") == [""]
    agree(ada, event, LIST, given=False)
    assert table(app, olga, event, columns=["name"]) == [["Name"], ["# 1 other chose not to be listed"]]


def test_somebody_who_left_is_neither_listed_nor_counted(
    app: Flask, olga: Person, ada: Person, event: Event
) -> None:
    agree(ada, event, LIST)
    with app.app_context(), transaction():
        db.session.execute(update(Attendee).values(status="left"))
    assert table(app, olga, event, columns=["name"]) == [["Name"], [NOBODY_ELSE]]


def test_times_are_those_of_the_events_clocks_even_in_the_night_they_change(
    app: Flask, olga: Person, clock: Traveller
) -> None:
    clock.move_to("2026-10-25T00:30:00+00:00")
    event = olga.create_event(**event_in(starts_at="2026-10-24T20:00:00Z", ends_at="2026-10-25T04:00:00Z"))
    for name in ("Summer", "Winter"):
        someone = Person(app, name)
        someone.join(event)
        agree(someone, event, LIST)
        clock.shift(timedelta(hours=1))
    cells = table(app, olga, event, columns=["joined_at", "listed_since"])
    assert column(cells, "Joined") == ["2026-10-25T01:30:00+01:00", "2026-10-25T01:30:00+00:00"]
    assert column(cells, "On the list since") == column(cells, "Joined")


def test_a_question_called_like_a_column_has_a_column_of_its_own(app: Flask, person: Any) -> None:
    olga = person("Olga")
    event = olga.create_event(prompts=[{"text": "Name"}, {"text": "Tea?"}])
    heading = table(app, olga, event, "xlsx", columns=["name", "answers"])[0]
    assert heading == ["Name", "Name (2)", "Tea?"]


def test_the_workbooks_second_sheet_says_what_it_is(
    app: Flask, olga: Person, ada: Person, bo: Person, event: Event
) -> None:
    agree(ada, event, LIST)
    about = dict(in_xlsx(made(app, olga, event, "xlsx", columns=["name", "answers"]), sheet=2)[1:])
    assert about["Event"] == "Repair café"
    assert about["Made by"] == "Olga"
    assert about["Columns"] == "Name, Answers"
    assert (about["On the list"], about["Not on the list"]) == ("1", "1 other chose not to be listed")


def test_the_page_says_how_many_are_on_the_list(olga: Person, ada: Person, bo: Person, event: Event) -> None:
    agree(ada, event, LIST)
    told = olga.at(event).get("/exports")
    assert (told["listed"], told["others"], told["exports"]) == (1, 1, [])


def test_every_export_is_logged(app: Flask, olga: Person, ada: Person, event: Event) -> None:
    agree(ada, event, LIST)
    asked = ask(olga, event, columns=["company", "name"])
    assert (asked["state"], asked["there"], asked["rows_total"]) == ("waiting", False, 1)
    work(app)
    [logged] = olga.at(event).get("/exports")["exports"]
    assert logged == olga.at(event).get(f"/exports/{asked['id']}")
    assert (logged["by"], logged["format"], logged["columns"]) == ("Olga", "csv", ["name", "company"])
    assert (logged["state"], logged["rows_done"], logged["rows_total"], logged["there"]) == (
        "ready",
        1,
        1,
        True,
    )
    assert logged["made_at"] > logged["asked_at"] or logged["made_at"] == logged["asked_at"]
    assert logged["size"] > 0


def test_asking_twice_is_asking_once(app: Flask, olga: Person, event: Event) -> None:
    export_id = new_id()
    assert ask(olga, event, export_id=export_id) == ask(olga, event, export_id=export_id)
    assert len(olga.at(event).get("/exports")["exports"]) == 1
    ask(olga, event, export_id=export_id, kind="xlsx", problem=(409, "id_reuse"))


def test_an_id_of_another_event_is_taken(olga: Person, event: Event, other_event: Event) -> None:
    export = ask(olga, event)
    ask(olga, other_event, export_id=export["id"], problem=(409, "id_taken"))
    for path in (f"/exports/{export['id']}", f"/exports/{export['id']}/file"):
        olga.at(other_event).get(path, problem=(404, "not_found"))


def test_a_fourth_file_waits_until_one_is_ready(app: Flask, olga: Person, event: Event) -> None:
    for _ in range(3):
        ask(olga, event)
    ask(olga, event, problem=(409, "too_many_exports"))
    work(app)
    ask(olga, event)


@pytest.mark.parametrize(
    "body",
    [
        {"format": "pdf", "columns": ["name"]},
        {"format": "csv", "columns": []},
        {"format": "csv", "columns": ["notes"]},
        {"format": "csv", "columns": ["name", "name"]},
        {"format": "csv", "columns": "name"},
        {"format": "csv"},
        {"columns": ["name"]},
    ],
    ids=str,
)
def test_what_is_no_export_is_refused(olga: Person, event: Event, body: Any) -> None:
    olga.at(event).put(f"/exports/{new_id()}", body, problem=(422, "invalid_input"))
    assert olga.at(event).get("/exports")["exports"] == []


def test_a_helper_needs_the_right_to_export(app: Flask, olga: Person, event: Event, person: Any) -> None:
    sam, export = person("Sam"), ask(olga, event)
    with app.app_context(), transaction():
        db.session.add(Organiser(event_id=UUID(event["id"]), account_id=sam.account_id, role="staff"))
    for path in ("/exports", f"/exports/{export['id']}", f"/exports/{export['id']}/file"):
        sam.at(event).get(path, problem=(403, "export_not_allowed"))
    ask(sam, event, problem=(403, "export_not_allowed"))
    with app.app_context(), transaction():
        db.session.execute(update(Organiser).where(Organiser.role == "staff").values(may_export=True))
    assert ask(sam, event)["by"] == "Sam"


def test_another_events_organiser_finds_nothing(app: Flask, olga: Person, event: Event, person: Any) -> None:
    pete, export = person("Pete"), ask(olga, event)
    theirs = pete.create_event(name="Seed swap")
    work(app)
    for path in ("/exports", f"/exports/{export['id']}", f"/exports/{export['id']}/file"):
        pete.at(event).get(path, problem=(404, "not_found"))
    ask(pete, event, problem=(404, "not_found"))
    pete.at(theirs).get(f"/exports/{export['id']}/file", problem=(404, "not_found"))


def test_the_files_name_is_made_of_the_events(app: Flask, olga: Person, event: Event) -> None:
    with app.app_context(), transaction():
        db.session.execute(update(EventRow).values(name='../Café "Ñandú"\u202e/évènement; x=1'))
    export = ask(olga, event)
    work(app)
    answer = olga.at(event).raw("GET", f"/exports/{export['id']}/file")
    header = answer.headers["Content-Disposition"]
    assert header.startswith("attachment; filename")
    assert "Kith-Caf%C3%A9-%C3%91and%C3%BA-%C3%A9v%C3%A8nement-x-1-2026-11-22.csv" in header
    assert "/" not in header

"""An organiser changes, closes and deletes an event while phones are there, with and without a network."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from server.core.tokens import new_id
from tests.e2e import steps
from tests.e2e.codes import picture_of
from tests.e2e.guests import Guest, code_of
from tests.e2e.test_organiser import fill_in, write_prompt
from tests.people import event_in

if TYPE_CHECKING:
    from tests.e2e.phone import Phone
    from tests.e2e.real_server import RealServer

Phones = Callable[..., "Phone"]
NEW_PROMPT = "What do you grow?"


@pytest.fixture
def olga(phone: Phones) -> Phone:
    """An organiser's phone."""
    olga = phone()
    olga.page.goto("/events/new")
    fill_in(olga, "Warm-up")
    olga.page.get_by_role("button", name="Create the event").click()
    expect(olga.page.get_by_role("button", name="Show on a projector")).to_be_visible()
    return olga


@pytest.fixture
def at(olga: Phone, server: RealServer) -> steps.OrganisedEvent:
    """Olga's event, open on her phone."""
    event = olga.ask("PUT", f"/events/{new_id()}", event_in(zone="UTC"))
    olga.wait_for_row("meta", {"local": False})
    olga.page.goto(f"/events/{event['id']}")
    expect(olga.page.get_by_role("heading", name="Repair café")).to_be_visible()
    return steps.OrganisedEvent(event, "", server.url)


def expect_saved(olga: Phone) -> None:
    """See that a change was kept, and let it reach the server."""
    expect(olga.page.get_by_text("Phones at the event learn of it by themselves.")).to_be_visible()
    expect(steps.chip(olga, "Sent")).to_be_visible()


def test_a_new_question_reaches_phones_and_old_answers_keep_theirs(
    phone: Phones, olga: Phone, at: steps.OrganisedEvent
) -> None:
    ada = phone()
    steps.join(ada, at, "Ada", "A kettle")
    steps.wait_until_sent(ada)
    olga.page.get_by_role("link", name="Change the questions").click()
    write_prompt(olga, NEW_PROMPT)
    olga.page.get_by_role("button", name=f"Move up: {NEW_PROMPT}").click()
    olga.page.get_by_role("button", name=f"Remove: {steps.FIRST_PROMPT}").click()
    olga.page.get_by_role("button", name="Save the questions").click()
    expect_saved(olga)
    asked = olga.page.get_by_role("region", name="Questions").get_by_role("listitem")
    expect(asked).to_have_text([NEW_PROMPT, steps.SECOND_PROMPT])

    ada.page.goto("/me")
    expect(ada.page.get_by_role("button", name=NEW_PROMPT)).to_be_visible()
    expect(ada.page.get_by_label(steps.FIRST_PROMPT)).to_have_value("A kettle")
    ada.page.goto("/")
    expect(ada.page.get_by_text(steps.FIRST_PROMPT)).to_be_visible()
    expect(ada.page.get_by_text("A kettle")).to_be_visible()
    newcomer = phone()
    newcomer.page.goto(at.join_path)
    steps.give_name(newcomer, "Bo")
    expect(newcomer.page.get_by_role("button", name=NEW_PROMPT)).to_be_visible()
    expect(newcomer.page.get_by_role("button", name=steps.FIRST_PROMPT)).to_have_count(0)


def test_a_new_name_and_new_times_reach_phones(phone: Phones, olga: Phone, at: steps.OrganisedEvent) -> None:
    ada = phone()
    steps.join(ada, at, "Ada")
    steps.wait_until_sent(ada)
    olga.page.get_by_role("link", name="Name, times and joining").click()
    later = datetime.fromisoformat(at.event["ends_at"]) + timedelta(hours=2)
    olga.page.get_by_label("Name of the event").fill("Mending night")
    olga.page.get_by_label("Ends", exact=True).fill(f"{later:%Y-%m-%dT%H:%M}")
    olga.page.get_by_label("Joining ends").fill(f"{later - timedelta(days=1):%Y-%m-%dT%H:%M}")
    olga.page.get_by_role("button", name="Save the changes").click()
    expect_saved(olga)
    expect(olga.page.get_by_role("heading", name="Mending night")).to_be_visible()
    expect(olga.page.get_by_text("Joining ended on")).to_be_visible()
    seen = olga.ask("GET", f"/events/{at.event['id']}")
    assert seen["ends_at"] == f"{later:%Y-%m-%dT%H:%M}:00.000Z"
    assert seen["starts_at"] == at.event["starts_at"]

    ada.page.goto("/")
    expect(ada.page.get_by_role("heading", name="Mending night")).to_be_visible()
    newcomer = phone()
    newcomer.page.goto(at.join_path)
    expect(newcomer.page.get_by_role("heading", name="Joining has ended")).to_be_visible()


def test_a_time_that_the_clocks_skip_is_said_before_it_is_used(olga: Phone, at: steps.OrganisedEvent) -> None:
    olga.page.goto(f"/events/{at.event['id']}/edit")
    olga.page.get_by_label("Time zone").select_option("Europe/Lisbon")
    olga.page.get_by_label("Starts").fill("2027-03-27T22:00")
    olga.page.get_by_label("Ends", exact=True).fill("2027-03-28T01:30")
    expect(olga.page.get_by_text("so 01:30 does not exist: 02:30 is used.")).to_be_visible()
    olga.page.get_by_label("Ends", exact=True).fill("2027-03-28T06:00")
    expect(olga.page.get_by_text("The clocks change meanwhile: it lasts 7 hours.")).to_be_visible()


def test_names_appear_as_people_join_and_stay_without_a_network(
    olga: Phone, at: steps.OrganisedEvent
) -> None:
    expect(olga.page.get_by_text("Nobody yet.")).to_be_visible()
    Guest.join(at, "Ada")
    joined = olga.page.get_by_role("region", name="Who joined")
    expect(joined.get_by_role("listitem").filter(has_text="Ada")).to_be_visible()
    expect(joined.get_by_text("1 person has joined")).to_be_visible()
    olga.offline()
    expect(joined.get_by_text("This is the list as it was a moment ago.")).to_be_visible()
    expect(joined.get_by_role("listitem").filter(has_text="Ada")).to_be_visible()
    for n in range(9):
        Guest.join(at, f"Guest {n}")
    olga.offline(yes=False)
    expect(joined.get_by_text("10 people have joined")).to_be_visible()
    expect(joined.get_by_role("listitem").first).to_contain_text("Guest 8")
    expect(joined.get_by_text("Ada")).to_have_count(0)
    joined.get_by_role("button", name="Show earlier ones").click()
    expect(joined.get_by_role("listitem").last).to_contain_text("Ada")
    expect(joined.get_by_role("button", name="Show earlier ones")).to_have_count(0)


def test_closing_can_be_undone(olga: Phone, at: steps.OrganisedEvent) -> None:
    olga.page.get_by_role("button", name="Close the event").click()
    expect(olga.page.get_by_text("Nobody can join or scan here any more.")).to_be_visible()
    expect(olga.page.get_by_text("You can open it again below.")).to_be_visible()
    expect(olga.page.get_by_role("img", name="QR code to join")).to_have_count(0)
    for door in ("Show on a projector", "Copy the link"):
        expect(olga.page.get_by_role("button", name=door)).to_have_count(0)
    # It is there for ten seconds; a busy browser may need longer to see that it stands still.
    olga.page.get_by_role("button", name="Undo").click(force=True)
    expect(olga.page.get_by_role("button", name="Close the event")).to_be_visible()
    expect(olga.page.get_by_role("button", name="Show on a projector")).to_be_visible()
    expect(steps.chip(olga, "Sent")).to_be_visible()
    assert olga.ask("GET", f"/events/{at.event['id']}")["closed_at"] is None


def test_a_phone_without_a_network_brings_what_was_done_before_the_closing_and_gets_the_rest_back(
    phone: Phones, olga: Phone, at: steps.OrganisedEvent
) -> None:
    bo = phone()
    steps.join(bo, at, "Bo")
    steps.wait_until_ready_offline(bo)
    ada, cleo = Guest.join(at, "Ada"), Guest.join(at, "Cleo")
    steps.open_camera(bo)
    bo.offline()
    bo.hold_in_front_of_camera(picture_of(ada.code()))
    expect(bo.page.get_by_role("heading", name="You met Ada")).to_be_visible()
    steps.jot(bo, "Keeps bees")

    olga.page.get_by_role("button", name="Close the event").click()
    expect(steps.chip(olga, "Sent")).to_be_visible()
    bo.hold_in_front_of_camera(None)
    steps.open_camera(bo)
    bo.hold_in_front_of_camera(picture_of(code_of(at, cleo.me, minutes_ago=-2)))
    expect(bo.page.get_by_role("heading", name="You met Cleo")).to_be_visible()
    steps.jot(bo, "Sings while welding")

    bo.offline(yes=False)
    bo.page.goto("/me")
    refused = bo.page.get_by_role("region", name="Needs your attention")
    expect(refused.get_by_text("This event is over.")).to_be_visible()
    expect(refused.get_by_text("Sings while welding")).to_be_visible()
    expect(refused.get_by_role("button", name="Copy text")).to_be_visible()
    bo.page.goto("/people")
    expect(bo.page.get_by_text("Keeps bees")).to_be_visible()
    [note] = bo.ask("GET", f"/events/{at.event['id']}/notes")
    assert note["text"] == "Keeps bees"

    olga.page.get_by_role("button", name="Open it again").click()
    expect(steps.chip(olga, "Sent")).to_be_visible()
    bo.page.goto("/me")
    refused.get_by_role("button", name="Try again").click()
    expect(refused.get_by_text("This event is over.")).to_have_count(0)


def test_deleting_wants_the_name_and_takes_nothing_from_those_who_met(
    phone: Phones, olga: Phone, at: steps.OrganisedEvent
) -> None:
    ada = phone()
    steps.join(ada, at, "Ada")
    steps.scan(ada, picture_of(Guest.join(at, "Cleo").code()))
    expect(ada.page.get_by_role("heading", name="You met Cleo")).to_be_visible()
    steps.jot(ada, "Keeps bees")
    steps.wait_until_sent(ada)
    olga.page.get_by_role("button", name="Delete the event").click()
    dialog = olga.page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Delete for good")).to_be_disabled()
    dialog.get_by_label("Name of the event").fill("repair Café ")
    dialog.get_by_role("button", name="Delete for good").click()
    expect(olga.page.get_by_text("Deleted. People keep what is theirs.")).to_be_visible()
    expect(olga.page.get_by_role("link", name="Warm-up")).to_be_visible()
    expect(olga.page.get_by_role("link", name="Repair café")).to_have_count(0)
    expect(steps.chip(olga, "Sent")).to_be_visible()

    ada.page.goto("/")
    expect(ada.page.get_by_role("heading", name="Repair café is over")).to_be_visible()
    ada.page.goto("/people")
    expect(ada.page.get_by_text("Keeps bees")).to_be_visible()
    newcomer = phone()
    newcomer.page.goto(at.join_path)
    expect(newcomer.page.get_by_role("heading", name="No event has this code")).to_be_visible()

"""Two people meet: the main journey, on real phones' screens, with a real camera's decoder."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.e2e import steps

if TYPE_CHECKING:
    from tests.e2e.phone import Phone
    from tests.e2e.real_server import RealServer

Phones = Callable[..., "Phone"]
HOUR = 3600
OF_ADA = "A kettle that whistles too low"
OF_BO = "The hinge of a piano"


def test_two_people_exchange_cards_and_each_keeps_their_own_words(phone: Phones, server: RealServer) -> None:
    at, ada, bo = steps.organise(server.url), phone(), phone()
    steps.join(ada, at, "Ada", OF_ADA)
    steps.join(bo, at, "Bo", OF_BO)

    steps.meet(bo, ada, "Ada")
    expect(ada.page.get_by_role("heading", name="You met Bo")).to_be_visible()
    steps.jot(bo, "Her kettle came from the tip")
    steps.jot(ada, "He tunes pianos by bicycle")
    steps.wait_until_sent(ada)
    steps.wait_until_sent(bo)

    for phone_of, theirs, others in (
        (ada, "He tunes pianos by bicycle", "Her kettle came from the tip"),
        (bo, "Her kettle came from the tip", "He tunes pianos by bicycle"),
    ):
        expect(phone_of.page.get_by_text(theirs)).to_be_visible()
        expect(phone_of.page.get_by_text(others)).to_have_count(0)
        assert [note["text"] for note in phone_of.rows("notes")] == [theirs]


def test_both_see_the_same_question_colour_and_pattern(phone: Phones, server: RealServer) -> None:
    at, ada, bo = steps.organise(server.url), phone(), phone()
    steps.join(ada, at, "Ada", OF_ADA)
    steps.join(bo, at, "Bo", OF_BO)
    steps.meet(bo, ada, "Ada")
    expect(ada.page.get_by_role("heading", name="You met Bo")).to_be_visible()

    for each, theirs in ((ada, OF_BO), (bo, OF_ADA)):
        expect(each.page.get_by_role("heading", name=steps.FIRST_PROMPT)).to_be_visible()
        expect(each.page.get_by_text(theirs)).to_have_count(0)
        each.page.get_by_role("button", name="What").click()
        expect(each.page.get_by_text(theirs)).to_be_visible()
    marks = [each.page.get_by_role("img", name="Your shared mark") for each in (ada, bo)]
    assert marks[0].get_attribute("aria-label") == marks[1].get_attribute("aria-label")
    assert marks[0].inner_html() == marks[1].inner_html()


def test_a_scan_that_arrives_an_hour_late_waits_for_the_others_yes(
    phone: Phones, server_with_a_clock: RealServer
) -> None:
    server = server_with_a_clock
    at, ada, bo = steps.organise(server.url), phone(url=server.url), phone(url=server.url)
    steps.join(ada, at, "Ada", OF_ADA)
    steps.join(bo, at, "Bo", OF_BO)
    steps.wait_until_ready_offline(bo)
    bo.offline()
    steps.meet(bo, ada, "Ada")
    expect(bo.page.get_by_text("From Ada's phone.")).to_be_visible()

    with server.later(HOUR):
        bo.offline(yes=False)
        expect(bo.page.get_by_text("Ada is asked to say yes")).to_be_visible()
        expect(ada.page.get_by_text("Bo would like to exchange")).to_be_visible()
        ada.page.get_by_role("button", name="Yes, we met").click()
        expect(ada.page.get_by_role("heading", name="You met Bo")).to_be_visible()

        for each, other, theirs in ((ada, "Bo", OF_BO), (bo, "Ada", OF_ADA)):
            steps.wait_until_sent(each)
            steps.open_person(each, other)
            expect(each.page.get_by_role("heading", name=f"{other}'s card")).to_be_visible()
            expect(each.page.get_by_text(theirs)).to_be_visible()
            assert [row["state"] for row in each.rows("encounters")] == ["mutual"]


def test_both_scan_each_other_without_a_network_and_it_is_one_meeting(
    phone: Phones, server: RealServer
) -> None:
    at, ada, bo = steps.organise(server.url), phone(), phone()
    steps.join(ada, at, "Ada", OF_ADA)
    steps.join(bo, at, "Bo", OF_BO)
    for each in (ada, bo):
        steps.wait_until_ready_offline(each)
        each.offline()
    of_ada, of_bo = steps.picture_of_code(ada), steps.picture_of_code(bo)
    steps.scan(ada, of_bo)
    steps.scan(bo, of_ada)
    expect(ada.page.get_by_role("heading", name="You met Bo")).to_be_visible()
    expect(bo.page.get_by_role("heading", name="You met Ada")).to_be_visible()
    steps.jot(ada, "He tunes pianos by bicycle")
    steps.jot(bo, "Her kettle came from the tip")

    for each in (ada, bo, ada):
        each.offline(yes=False)
        steps.wait_until_sent(each)
    [seen_by_ada], [seen_by_bo] = ada.rows("encounters"), bo.rows("encounters")
    assert seen_by_ada["id"] == seen_by_bo["id"]
    assert seen_by_ada["state"] == seen_by_bo["state"] == "mutual"
    assert [note["encounter_id"] for note in (*ada.rows("notes"), *bo.rows("notes"))] == [
        seen_by_ada["id"]
    ] * 2
    for each, other in ((ada, "Bo"), (bo, "Ada")):
        expect(each.page.get_by_role("link", name=other)).to_have_count(1)

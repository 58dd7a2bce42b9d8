"""Badges with names: everybody's or those chosen, one a page or eight on a sheet."""

from collections import Counter
from collections.abc import Callable

import pytest

from server.attendees.models import PURPOSES
from server.badges import queries
from tests.badges.paper import MM, codes, has_margin, labels, last_row, printed, visible
from tests.exports.office import agree
from tests.people import Event, Person

LONGEST = 60
NAMES = {
    "chinese": "欧阳" * 30,
    "japanese": "漢字かなカナ" * 10,
    "korean": "김수한무 거북이와 두루미 삼천갑자 동방삭 치치카포 사리사리센타 워리워리 세브리깡",
    "arabic": "عبدالرحمن بن محمد بن يوسف بن حسين بن سعيد بن منصور بن كريم",
    "one arabic word": "محمد" * 15,
    "hebrew": "שלמה בן־דוד " * 5,
    "hindi": "शुभांगी देशपांडे कुलकर्णी जोशी पाटील गोखले सावरकर चव्हाण",
    "thai": "พระเจ้าวรวงศ์เธอ พระองค์เจ้าวรรณไวทยากร กรมหมื่นนราธิปพงศ์",
    "one latin word": "W" * LONGEST,
    "latin": "Maximiliane Oberhuber-Schützenhofer von und zu Hohenlohe-Wal",
    "marks of direction": "Ana \u202eadA\u202c \u200fB\u200e\u2067o\u2069",
    "markup": '#panic("x") *b* _i_ $x$ <a> `c` \\ // "q" {} [] ~ --',
}


@pytest.fixture
def people(event: Event, person: Callable[[str], Person]) -> Callable[..., list[Person]]:
    """Make some people attend."""

    def join(*names: str, pronouns: str = "") -> list[Person]:
        everybody = [person(name) for name in names]
        for one in everybody:
            one.join(event, pronouns=pronouns)
        return everybody

    return join


def ids(people: list[Person], event: Event) -> str:
    return ",".join(str(one.places[event["id"]].attendee_id) for one in people)


def test_everybody_gets_a_page_with_their_name_and_their_own_code(
    olga: Person, ada: Person, bo: Person, cy: Person, event: Event
) -> None:
    paper = printed(olga.at(event), "/badges.pdf")
    pages = paper.pages()
    assert [(round(page.width / MM), round(page.height / MM)) for page in pages] == [(105, 148)] * 2
    assert [codes([page]) for page in pages] == [[ada.badge(event)], [bo.badge(event)]]
    assert all(words in paper.text() for words in ("Ada", "Bo", visible(event["name"]), "ScanmewithKith"))
    assert "Cy" not in paper.text()


def test_a_badge_says_nothing_but_name_pronouns_and_event(olga: Person, event: Event, ada: Person) -> None:
    ada.at(event).patch(
        f"/attendees/{ada.places[event['id']].attendee_id}",
        {"pronouns": "she/her", "boundary": "No sales", "answers": [{"prompt": 0, "text": "Secret bees"}]},
    )
    agree(ada, event, *PURPOSES)
    said = printed(olga.at(event), "/badges.pdf").text()
    expected = event["name"] + "Ada" + "she/her" + "Scan me with Kith"
    assert sorted(said) == sorted(visible(expected))


@pytest.mark.parametrize("chosen", [False, True], ids=["everybody", "chosen"])
def test_pronouns_are_printed_while_their_owner_agrees_to_be_on_the_organisers_list(
    olga: Person, event: Event, people: Callable[..., list[Person]], chosen: bool
) -> None:
    [dee] = people("Dee", pronouns="they/them")
    path = f"/badges.pdf?attendees={ids([dee], event)}" if chosen else "/badges.pdf"

    def says() -> bool:
        return "they/them" in printed(olga.at(event), path).text()

    assert not says()
    agree(dee, event, "organiser_answers")
    assert not says()
    agree(dee, event, "organiser_list")
    assert says()
    agree(dee, event, "organiser_list", given=False)
    assert not says()


@pytest.mark.parametrize(
    "name", ['O\'Brien, "Qgjy"', NAMES["arabic"], "🐝👩‍👩‍👧🐙", NAMES["thai"], NAMES["hindi"], "W" * 25]
)
def test_the_pronouns_stand_clear_of_whatever_hangs_under_a_name(
    olga: Person, event: Event, people: Callable[..., list[Person]], name: str
) -> None:
    [owner] = people(name, pronouns="she/her")
    agree(owner, event, "organiser_list")
    [page] = printed(olga.at(event), "/badges.pdf").pages()
    white, height = last_row(page, 35, 85)
    assert white >= 2
    assert height < 5  # else the name reaches into it


def test_a_sheet_of_labels_holds_eight_and_every_code_is_read(
    olga: Person, event: Event, people: Callable[..., list[Person]]
) -> None:
    everybody = people(*(f"Guest {letter}" for letter in "ABCDEFGHI"), pronouns="they/them")
    for guest in everybody:
        agree(guest, event, "organiser_list")
    paper = printed(olga.at(event), "/badges.pdf?paper=labels")
    first, second = paper.pages()
    assert (round(first.width / MM), round(first.height / MM)) == (210, 297)
    badges = [guest.badge(event) for guest in everybody]
    assert codes(labels(first)) == badges[:8]
    assert codes(labels(second)) == badges[8:]
    assert paper.text().count("they/them") == 9


def test_only_those_chosen_are_printed_once_each(
    olga: Person, event: Event, people: Callable[..., list[Person]]
) -> None:
    dee, eve, _ = people("Dee", "Eve", "Flo")
    paper = printed(olga.at(event), f"/badges.pdf?attendees={ids([eve, dee, eve], event)}")
    assert [codes([page]) for page in paper.pages()] == [[dee.badge(event)], [eve.badge(event)]]
    assert "Flo" not in paper.text()


def test_somebody_elsewhere_is_not_found(
    olga: Person, ada: Person, cy: Person, event: Event, other_event: Event
) -> None:
    both = ids([ada], event) + "," + ids([cy], other_event)
    olga.at(event).get(f"/badges.pdf?attendees={both}", problem=(404, "not_found"))
    olga.at(event).get(f"/badges.pdf?attendees={event['id']}", problem=(404, "not_found"))


def test_without_attendees_the_organiser_is_told_what_to_print_instead(olga: Person, event: Event) -> None:
    told = olga.at(event).get("/badges.pdf", problem=(409, "nobody_to_print"))
    assert "blank badges" in told["detail"]


@pytest.mark.parametrize(
    "query",
    [
        "paper=a5",
        "paper=",
        "attendees=",
        "attendees=x",
        "attendees=" + ",".join(["01890000-0000-7000-8000-000000000000"] * 201),
        "part=0",
        "part=x",
        "part=99999999999999999999",
    ],
)
def test_what_cannot_be_printed_is_refused(olga: Person, ada: Person, event: Event, query: str) -> None:
    olga.at(event).get(f"/badges.pdf?{query}", problem=(422, "invalid_input"))


def test_many_badges_come_in_parts(
    olga: Person,
    event: Event,
    people: Callable[..., list[Person]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(queries, "IN_ONE_FILE", 2)
    dee, ana, eve = people("dee", "Ana", "Eve")
    assert olga.at(event).get("/badges")["files"] == 2
    first, second = (printed(olga.at(event), f"/badges.pdf?part={part}") for part in (1, 2))
    assert [codes([page]) for page in first.pages()] == [[ana.badge(event)], [dee.badge(event)]]
    assert codes(second.pages()) == [eve.badge(event)]
    olga.at(event).get("/badges.pdf?part=3", problem=(404, "not_found"))


@pytest.mark.parametrize("paper", ["a6", "labels"])
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_a_long_name_in_any_script_stands_whole_inside_its_badge(
    olga: Person, event: Event, people: Callable[..., list[Person]], name: str, paper: str
) -> None:
    assert len(name) <= LONGEST
    [guest] = people(name)
    badge = printed(olga.at(event), f"/badges.pdf?paper={paper}")
    said = leftover(badge.text(), event)
    assert set(said) == set(visible(name))
    assert not Counter(visible(name)) - Counter(said)  # a letter of several parts may be told twice
    [page] = badge.pages()
    [only] = [page] if paper == "a6" else labels(page)[:1]
    assert has_margin(only)
    assert codes([only]) == [guest.badge(event)]


def leftover(said: str, event: Event) -> str:
    """What a badge says besides what every badge says."""
    for words in (event["name"], "Scan me with Kith"):
        assert visible(words) in said
        said = said.replace(visible(words), "", 1)
    return said


@pytest.mark.parametrize(
    "name", ["😀 Zoë 🌱", "👩‍👩‍👧‍👦", "🏳️‍🌈🏴‍☠️", "⚡" * 60, "\ue000private", "𞤀𞤣𞤤𞤢𞤥 𐎀𐎁", "e" + "\u0301" * 59]
)
def test_letters_without_a_face_leave_the_badge_whole(
    olga: Person, event: Event, people: Callable[..., list[Person]], name: str
) -> None:
    [guest] = people(name)
    badge = printed(olga.at(event), "/badges.pdf")
    [page] = badge.pages()
    assert has_margin(page)
    assert codes([page]) == [guest.badge(event)]


def test_the_file_has_a_name_that_any_system_can_keep(olga: Person) -> None:
    names = {
        "Repair café": "kith-poster-repair-cafe-a4.pdf",
        '../"x"; filename=evil\\': "kith-poster-x-filename-evil-a4.pdf",
        "集まり": "kith-poster-event-a4.pdf",
        "A" * 80: f"kith-poster-{'a' * 40}-a4.pdf",
    }
    for name, expected in names.items():
        answer = olga.at(olga.create_event(name=name)).raw("GET", "/poster.pdf")
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{expected}"'

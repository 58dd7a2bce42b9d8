"""Words that people type: composed, trimmed, counted, and free of traps; and moments, in UTC."""

from datetime import UTC, datetime
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marshmallow import Schema, ValidationError

from server.core.fields import Moment, Name, Words


class Card(Schema):
    """A name and a line."""

    name = Name(least=1, most=60)
    line = Words(most=80)


def read(field: str, value: object) -> str:
    loaded = cast("dict[str, str]", Card().load({field: value}))
    return loaded[field]


@pytest.mark.parametrize(
    "written, kept",
    [
        ("  Ada  ", "Ada"),
        ("Zoe\u0308", "Zoë"),
        ("A\tB\r\nC", "A B C"),
        ("A\u2028B\u2029C", "A B C"),
        ("\u00a0Ada\u3000", "Ada"),
        ("\u212b", "Å"),
        ("👩‍👩‍👧", "👩‍👩‍👧"),
        ("ﬁ", "ﬁ"),
        ("\u202eadA\u202c", "adA"),
        ("\u2067Ada\u2069 \u202a", "Ada"),
        ("Ada\u200f", "Ada\u200f"),
    ],
)
def test_words_are_composed_trimmed_and_on_one_line(written: str, kept: str) -> None:
    assert read("name", written) == kept


@pytest.mark.parametrize(
    "blank",
    [
        "",
        " ",
        "\u3000",
        "\u200b",
        "\u200e\u200f",
        "\u2060 \ufeff",
        "\u202e",
        "\u00ad",
        "\u3164",
        "\u2800",
        "\ufe0f",
    ],
)
def test_a_name_is_something_that_can_be_seen(blank: str) -> None:
    with pytest.raises(ValidationError):
        read("name", blank)
    assert read("line", blank) is not None


@pytest.mark.parametrize("bad", ["\u0000", "a\u0007", "\u001b[31m", "\u007f", "\u0085x", "\ud800"])
def test_control_characters_and_half_characters_are_refused(bad: str) -> None:
    for field in ("name", "line"):
        with pytest.raises(ValidationError):
            read(field, bad)


@pytest.mark.parametrize("letter", ["x", "é", "🐝", "ب"])
def test_length_is_counted_in_code_points(letter: str) -> None:
    assert read("name", letter * 60) == letter * 60
    with pytest.raises(ValidationError, match="61"):
        read("name", letter * 61)


def test_a_name_of_500_characters_says_how_many_there_are() -> None:
    with pytest.raises(ValidationError, match="At most 60 characters; this has 500"):
        read("name", "x" * 500)


@pytest.mark.parametrize(
    "name",
    [
        "https://ada.example",
        "HTTP://ada",
        "www.ada",
        "see ada.com",
        "ada.io now",
        "ada@example",
        "evil。com",
        "evil\uff0ecom",
        "evil\uff61com",
        "ｅｖｉｌ．ｃｏｍ",  # noqa: RUF001  letters of full width
        "ada\uff20example",
        "e\u202evil.com",
        "0151 12.05.1990",
        "12.05.1990 5",
        "12.05.1990.1234567",
        "99.99.1990",
        "0151 234 5678",
        "0151.234.5678",
        "(0151)234-5678",
        "1234567",
        "٠١٢٣٤٥٦",
        "１２３４５６７",  # noqa: RUF001  digits of full width
    ],
)
def test_a_name_is_no_way_to_reach_somebody(name: str) -> None:
    with pytest.raises(ValidationError, match="no web address"):
        read("name", name)
    assert read("line", name)


@pytest.mark.parametrize(
    "name",
    [
        "Agent 007",
        "R2-D2",
        "J.R. Smith",
        "St. John",
        "Ada (she) 123456",
        "C. Omar",
        "Dr. Net",
        "Ana-Maria 12.05.1990",
        "Bo 1990-05-12",
        "Li 2-5-1990",
    ],
)
def test_names_with_dots_and_digits_pass(name: str) -> None:
    assert read("name", name) == name


@pytest.mark.parametrize("value", [None, 7, True, ["x"], {"x": 1}, b"\xff"])
def test_what_is_no_text_is_refused(value: object) -> None:
    with pytest.raises(ValidationError):
        read("name", value)


@settings(max_examples=60)
@given(st.text(max_size=90))
def test_reading_twice_is_reading_once(written: str) -> None:
    try:
        once = read("line", written)
    except ValidationError:
        return
    assert read("line", once) == once
    assert len(once) <= 80
    assert "\n" not in once


class Meeting(Schema):
    """A moment."""

    at = Moment(required=True)


@pytest.mark.parametrize(
    "written", ["2026-11-22T19:00:30+01:00", "2026-11-22T18:00:30Z", "2026-11-22T04:00:30-14:00"]
)
def test_a_moment_is_kept_in_utc(written: str) -> None:
    loaded = cast("dict[str, datetime]", Meeting().load({"at": written}))
    assert (loaded["at"].tzinfo, loaded["at"].isoformat()) == (UTC, "2026-11-22T18:00:30+00:00")


@pytest.mark.parametrize(
    "written", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-11-22T18:00:30", "soon", None]
)
def test_a_moment_that_utc_does_not_have_is_refused(written: object) -> None:
    with pytest.raises(ValidationError):
        Meeting().load({"at": written})

"""Fields of the wire that several rooms share: words people type, and moments."""

import re
import unicodedata
from datetime import UTC, datetime
from typing import Any, cast

from marshmallow import Schema, ValidationError, fields, validate

URL_OR_NUMBER = re.compile(
    r"https?:|www\.|\w\.(?:com|org|net|io|co|me|app|dev)\b|@\w|(?:\d[ ().\-]?){7}", re.IGNORECASE
)
# Drawn as blank space, though Unicode counts them as letters, marks or symbols.
BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0") | {*map(chr, range(0xFE00, 0xFE10))}
# A day, also with other digits; "12.05.1990" is no telephone number, "0151 12.05.1990" is one.
DATE = re.compile(
    r"(?<!\d)(?<!\d[ ().\-])(?:(?:0?[1-9]|[12]\d|3[01])([.\-])(?:0?[1-9]|[12]\d|3[01])\1\d{4}"
    r"|(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?![ ().\-]?\d)"
)
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
DIRECTION_MARKS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Pattern(validate.Regexp):
    """A text that a pattern matches as a whole; the pattern carries its own ^ and $."""

    def __call__(self, value: Any) -> Any:
        """Refuse what is not wholly the pattern, a final line break included."""
        if not cast("Any", self.regex).fullmatch(value):
            raise ValidationError(self._format_error(value))
        return value


DIGEST = Pattern(r"^[0-9a-f]{64}$", error="SHA-256 in hexadecimal of the words that were edited.")


class Words(fields.String):
    """One line of a person's own words: NFC (Unicode TR15), trimmed, counted in code points.

    Control characters and lone surrogates are refused; line breaks become spaces.
    """

    def __init__(self, *, most: int, least: int = 0, **options: Any) -> None:
        """Allow `least` to `most` code points."""
        cast("Any", super()).__init__(metadata={"maxLength": most, "minLength": least}, **options)
        self.most, self.least = most, least

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = self.cleaned(cast("Any", super())._deserialize(value, attr, data, **kwargs))  # noqa: SLF001  marshmallow's way
        if len(text) > self.most:
            raise ValidationError(f"At most {self.most} characters; this has {len(text)}.")
        if visible_length(text) < self.least:
            raise ValidationError("Please write something here.")
        return text

    def cleaned(self, text: str) -> str:
        """The words as they are kept."""
        return clean(text)


class Lines(Words):
    """A person's own words in several lines: as `Words`, but line breaks stay, each as one line feed."""

    def cleaned(self, text: str) -> str:
        """The words as they are kept."""
        return clean_lines(text)


class Name(Words):
    """A person's name: no address or telephone number in it, and nothing that turns what follows."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        plain = unicodedata.normalize("NFKC", text).replace("\u3002", ".")
        if URL_OR_NUMBER.search(DATE.sub("", plain)):
            raise ValidationError("A name holds no web address, e-mail address or telephone number.")
        return text

    def cleaned(self, text: str) -> str:
        """The words as they are kept."""
        return clean(TURNS.sub("", text))


class Moment(fields.AwareDateTime):
    """An aware moment (RFC 3339), in UTC: at the edges of the calendar only some zones have it."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime:
        moment = cast("datetime", cast("Any", super())._deserialize(value, attr, data, **kwargs))  # noqa: SLF001  marshmallow's way
        try:
            return moment.astimezone(UTC)
        except OverflowError as error:
            raise ValidationError("Not a valid datetime.") from error


def clean(text: str) -> str:
    """NFC, one line, trimmed; ValidationError for what is no text."""
    if text.isascii() and text.isprintable():  # most are, and then there is nothing to do
        return text.strip()
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValidationError("This holds half a character (a lone surrogate).") from error
    one_line = re.sub(r"[\t\n\r\u2028\u2029]+", " ", unicodedata.normalize("NFC", text))
    if any(unicodedata.category(c) == "Cc" for c in one_line):
        raise ValidationError("This holds a control character.")
    return one_line.strip()


def clean_lines(text: str) -> str:
    """As `clean`, line by line; blank lines stay inside, and go at both ends."""
    lines = re.split(r"\r\n|[\n\r\u2028\u2029]", text)
    return "\n".join(clean(line) for line in lines).strip()


def visible_length(text: str) -> int:
    """How many characters of a text can be seen: no marks of direction, no zero width, no fillers."""
    if text.isascii() and text.isprintable():
        return len(text) - text.count(" ")
    unseen = DIRECTION_MARKS | BLANKS
    return sum(c not in unseen and unicodedata.category(c) not in {"Cf", "Zs", "Cn", "Co"} for c in text)


def many(
    schema: type[Schema], *, most: int | None = None, least: int = 0, **options: Any
) -> "fields.List[Any]":
    """A list of things of one schema."""
    inner: fields.Field[Any] = fields.Nested(schema)
    return fields.List(inner, validate=validate.Length(least, most), **options)


def many_things(*, most: int) -> "fields.List[Any]":
    """A required list of JSON objects that are checked later, each by itself."""
    inner: fields.Field[Any] = fields.Dict()
    return fields.List(inner, required=True, validate=validate.Length(max=most))


class NothingIn(Schema):
    """An act that needs no words."""

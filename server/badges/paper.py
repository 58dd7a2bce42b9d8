"""What stands on badges and posters, and the PDFs of them."""

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from server.core import qr, typeset

TEMPLATES = Path(__file__).parent / "templates"
BADGE_PAPERS = ("a6", "labels")
POSTER_PAPERS = ("a4", "letter")
LONGEST_SLUG = 40


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF, and a name under which any system can keep it."""

    pdf: bytes
    file_name: str


@dataclass(frozen=True, slots=True)
class Badge:
    """Everything that one badge says; `text` is what its code says. A blank one has no name."""

    text: str
    name: str = ""
    pronouns: str = ""


@cache
def words() -> dict[str, str]:
    """The words on paper, by their key."""
    return json.loads((Path(__file__).parent / "words.json").read_text())


def badges(event_name: str, badges: Iterable[Badge], *, paper: str, part: int | None = None) -> Printed:
    """Badges with names, one on each A6 page or eight on an A4 sheet of labels."""
    return _badges("badges", event_name, badges, paper=paper, part=part)


def blank_badges(event_name: str, texts: Iterable[str], *, paper: str) -> Printed:
    """Badges with a line to write a name on."""
    return _badges("blank_badges", event_name, [Badge(text) for text in texts], paper=paper)


def _badges(
    kind: str, event_name: str, badges: Iterable[Badge], *, paper: str, part: int | None = None
) -> Printed:
    content = {
        "paper": paper,
        "blank": kind == "blank_badges",
        "badges": [
            {"name": _words(badge.name), "pronouns": _words(badge.pronouns), "qr": _picture(badge.text)}
            for badge in badges
        ],
    }
    details = [paper, *([f"part-{part}"] if part else [])]
    return _printed("badges.typ", kind, event_name, content, details)


def poster(event_name: str, join_code: str, base_url: str, *, paper: str) -> Printed:
    """The sheet at the door."""
    content = {
        "paper": paper,
        "qr": qr.svg(f"{base_url}/j/{join_code}"),
        "address": f"{urlsplit(base_url).netloc}/j",
        "join_code": f"{join_code[:4]} {join_code[4:]}",
    }
    return _printed("poster.typ", "poster", event_name, content, [paper])


def _printed(
    template: str, kind: str, event_name: str, content: dict[str, Any], details: Sequence[str]
) -> Printed:
    title = words()[f"{kind}_title"].format(event=event_name)
    content |= {"words": words(), "title": title, "event": _words(event_name)}
    name = "-".join(["kith", kind.replace("_", "-"), _slug(event_name), *details])
    return Printed(typeset.pdf(TEMPLATES / template, content), f"{name}.pdf")


def _picture(badge_text: str) -> str:
    """A badge's code; what follows its last slash is base32 and takes the denser mode."""
    prefix, slash, handle = badge_text.rpartition("/")
    return qr.svg(prefix + slash, handle)


def _words(text: str) -> dict[str, Any]:
    """Words with their direction: that of the first letter that has one (Unicode UAX 9, P2 and P3)."""
    strong = (kind for kind in map(unicodedata.bidirectional, text) if kind in {"L", "R", "AL"})
    return {"text": text, "rtl": next(strong, "L") != "L"}


def _slug(text: str) -> str:
    """What is left of a text in lower-case ASCII letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST_SLUG].strip("-") or "event"

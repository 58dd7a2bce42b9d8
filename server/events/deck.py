"""The built-in deck of curiosity prompts."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import orjson


@dataclass(frozen=True, slots=True)
class DeckPrompt:
    """A question that any event may ask."""

    key: str
    mood: str
    text: str


@cache
def deck() -> dict[str, DeckPrompt]:
    """All prompts of the deck, by key, in the deck's order."""
    entries = orjson.loads(Path(__file__).with_name("deck.json").read_bytes())
    return {entry["key"]: DeckPrompt(**entry) for entry in entries}

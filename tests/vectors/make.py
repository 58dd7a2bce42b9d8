"""Writes the vectors that the server's and the web app's tests both read.

Run `python -m tests.vectors.make`. It shares no code with either, so that each checks the other.
"""

import json
import re
from pathlib import Path
from typing import Any

from tests.vectors.cards import card_vectors
from tests.vectors.contacts import contacts
from tests.vectors.evenings import evenings
from tests.vectors.pairs import pairs
from tests.vectors.spoken import spoken_vectors
from tests.vectors.writes import digests, words

HERE = Path(__file__).parent


def write(name: str, content: dict[str, Any]) -> None:
    text = json.dumps(content, ensure_ascii=True, indent=1)
    # A list of plain values stands on one line.
    text = re.sub(r"\[\s+((?:-?\d+,\s+)*-?\d+)\s+\]", lambda m: "[" + re.sub(r"\s+", " ", m[1]) + "]", text)
    (HERE / name).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    write("cards.json", card_vectors())
    write("contacts.json", contacts())
    write("digests.json", {"digests": digests(), "words": words()})
    write("evenings.json", {"evenings": evenings()})
    write("pairs.json", {"pairs": pairs()})
    write("spoken.json", spoken_vectors())

"""The question between two people is the one that their phones show."""

import json
from pathlib import Path
from typing import Any

import pytest

from server.recaps.question import prompt_between

VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "pairs.json").read_text())


@pytest.mark.parametrize("case", VECTORS["pairs"], ids=lambda case: case["title"])
def test_both_sides_get_the_question_of_their_phones(case: dict[str, Any]) -> None:
    one, other = case["cards"]
    assert prompt_between(one, other) == prompt_between(other, one) == case["prompt"]

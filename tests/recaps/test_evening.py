"""From when on an event is a recap: the evening of its last day, by the clocks of its place."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from server.core.clock import as_text
from server.recaps.evening import recap_at

VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "evenings.json").read_text())


@pytest.mark.parametrize("case", VECTORS["evenings"], ids=lambda case: case["title"])
def test_the_evening_of_the_last_day(case: dict[str, str]) -> None:
    starts_at, ends_at = (datetime.fromisoformat(case[name]) for name in ("starts_at", "ends_at"))
    assert as_text(recap_at(starts_at, ends_at, case["zone"])) == case["recap_at"]

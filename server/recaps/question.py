"""The question that two phones show for a pair, worked out from the two cards alone."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

ANSWERS_COUNTED = 3


def prompt_between(one: Mapping[str, Any], other: Mapping[str, Any]) -> int | None:
    """The index of the prompt to begin with; None when neither card answers any.

    One that both answer, if there is one. The two card ids choose among several, so both sides get the same.
    """
    seed = hashlib.sha256(bytes.fromhex("".join(sorted([one["card_id"], other["card_id"]])))).digest()
    mine, theirs = _counted(one["answers"]), _counted(other["answers"])
    candidates = sorted(mine & theirs or mine | theirs)
    return candidates[int.from_bytes(seed[4:8]) % len(candidates)] if candidates else None


def _counted(answers: Sequence[Mapping[str, Any]]) -> set[int]:
    return {answer["prompt"] for answer in answers[:ANSWERS_COUNTED]}

"""The quick way to read a write of a batch says what the schema says."""

from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from server.sync.reading import read_op
from server.sync.schemas import OpIn

GOOD: dict[str, Any] = {
    "op_id": "01a20e58-d776-71e9-8e2c-3a58c7c72543",
    "seq": 1,
    "kind": "note.write",
    "event_id": None,
    "entity_id": "01a20e58-d776-71e9-8e2c-3a58c7c72544",
    "base": None,
    "at": "2026-11-22T18:00:30.123Z",
    "body": {"text": "A lamp"},
}
UUIDS = ["01A20E58-D776-71E9-8E2C-3A58C7C72543", "01a20e58d77671e98e2c3a58c7c72543", "{}", "é" * 36]
MOMENTS = ["2026-11-22T18:00:30Z", "2026-11-22T18:00:30+01:00", "2026-11-22T18:00:30", "2026-02-30T18:00:30Z"]
ODD: dict[str, list[Any]] = {
    "op_id": UUIDS,
    "entity_id": UUIDS,
    "event_id": [GOOD["op_id"], *UUIDS],
    "seq": [0, -1, 2**53 - 1, 2**53, True, 1.0, 1.5, "1"],
    "kind": ["", "k" * 64, "k" * 65, "é"],
    "base": ["0" * 64, "0" * 63, "A" * 64, "0" * 64 + "\n"],
    "at": [*MOMENTS, "2026-11-22T24:00:00Z", "2026-11-22T18:00:60Z", "٢٠٢٦-11-22T18:00:30Z", 5],
    "body": [{}, [], "x"],
}
CHANGES = st.fixed_dictionaries(
    {},
    optional={
        **{name: st.sampled_from([*values, None, GOOD[name]]) for name, values in ODD.items()},
        "more": st.just(1),
    },
)


def told(read: Any, raw: dict[str, Any]) -> Any:
    try:
        return read(raw)
    except ValidationError as error:
        return cast("Any", error).normalized_messages()


@given(CHANGES, st.sets(st.sampled_from(sorted(GOOD)), max_size=1))
def test_whatever_is_sent_is_read_as_the_schema_reads_it(changes: dict[str, Any], missing: set[str]) -> None:
    raw = {name: value for name, value in {**GOOD, **changes}.items() if name not in missing}
    assert told(read_op, raw) == told(OpIn().load, raw)


@pytest.mark.parametrize("name, value", [(name, value) for name, values in ODD.items() for value in values])
def test_each_odd_value_is_read_as_the_schema_reads_it(name: str, value: object) -> None:
    raw = {**GOOD, name: value}
    assert told(read_op, raw) == told(OpIn().load, raw)

"""Writes of a phone, their canonical JSON and its digest."""

import hashlib
import json
from typing import Any

Row = dict[str, Any]


def canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digests() -> list[Row]:
    base: Row = {"event_id": None, "base": None, "at": "2026-11-22T10:00:00.000Z"}
    note_id = "01935f00-0000-7000-8000-000000000001"
    event_id = "01935f00-0000-7000-8000-0000000000ee"
    ops: list[Row] = [
        base | {"kind": "note.delete", "entity_id": note_id, "body": {}},
        base
        | {
            "kind": "note.write",
            "entity_id": note_id,
            "event_id": event_id,
            "base": hashlib.sha256("Keeps bees 🐝".encode()).hexdigest(),
            "body": {
                "text": 'Tabs\tlines\nquotes " \\ slash / \u2028 \u007f é ليلى 🐝',
                "offer": "",
                "encounter_id": note_id,
            },
        },
        base
        | {
            "kind": "card.write",
            "entity_id": note_id,
            "body": {
                "name": "Zoë",
                "answers": [{"text": "b", "prompt": 10}, {"prompt": 9, "text": "\u0001a"}],
            },
        },
        base
        | {
            "kind": "consent.write",
            "entity_id": note_id,
            "body": {"given": False, "B": 1, "a": None, "A": True, "b": []},
        },
    ]
    rows: list[Row] = []
    for number, op in enumerate(ops, start=1):
        text = canonical(op)
        digest = hashlib.sha256(text.encode()).hexdigest()
        sent = op | {"op_id": f"01935f00-0000-7000-8000-{number:012d}", "seq": number}
        rows.append({"op": sent, "canonical": text, "digest": digest})
    return rows


def words() -> list[Row]:
    """The words of notes, and what an edit of them names as its base."""
    notes = [
        ("Keeps bees", ""),
        ("", "A jar of honey"),
        ("Keeps bees 🐝", "مقال عن النحل"),
    ]
    return [
        {
            "text": text,
            "offer": offer,
            "digest": hashlib.sha256(f"{text}\n{offer}".encode()).hexdigest(),
        }
        for text, offer in notes
    ]

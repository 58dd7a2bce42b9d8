"""The organiser's office: agreeing, asking for a file, letting the worker work, and reading what came."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from server.core.jobs import run_once
from server.core.tokens import new_id
from server.exports.columns import COLUMNS
from server.exports.jobs import JOBS

if TYPE_CHECKING:
    from flask import Flask

    from tests.people import Event, Person

LIST, ANSWERS, CONTACT = "organiser_list", "organiser_answers", "organiser_contact"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ESCAPED = re.compile("_x([0-9A-F]{4})_")  # ECMA-376, 22.9.2.19
Table = list[list[str]]


def agree(person: Person, event: Event, *purposes: str, given: bool = True) -> None:
    """Let somebody tick these lines, or untick them."""
    place = person.places[event["id"]].attendee_id
    for purpose in purposes:
        body = {"given": given, "wording": "2026-11-b", "language": "en"}
        person.at(event).put(f"/attendees/{place}/consents/{purpose}", body)


def give_details(person: Person, event: Event, *, shared: bool = True, **details: str) -> None:
    """Let somebody have contact details."""
    place = person.places[event["id"]].attendee_id
    lines = [{"kind": kind, "value": value, "shared": shared} for kind, value in details.items()]
    person.at(event).put(f"/attendees/{place}/contact-details", {"details": lines})


def ask(olga: Person, event: Event, *, kind: str = "csv", columns: Any = COLUMNS, **more: Any) -> Any:
    """Ask for a file."""
    export_id = more.pop("export_id", None) or new_id()
    body = {"format": kind, "columns": list(columns)}
    return olga.at(event).put(f"/exports/{export_id}", body, **more)


def work(app: Flask) -> None:
    """Let the worker make one round."""
    for job in JOBS:
        run_once(app, job)


def fetched(olga: Person, event: Event, export: Any) -> bytes:
    """The bytes of a file that is ready."""
    answer = olga.at(event).raw("GET", f"/exports/{export['id']}/file")
    assert answer.status_code == 200, answer.text
    return answer.data


def made(app: Flask, olga: Person, event: Event, kind: str = "csv", **more: Any) -> bytes:
    """A file from being asked for to being fetched."""
    export = ask(olga, event, kind=kind, **more)
    work(app)
    return fetched(olga, event, export)


def table(app: Flask, olga: Person, event: Event, kind: str = "csv", **more: Any) -> Table:
    """What stands in the file: headings, rows, and the line about the others."""
    return {"csv": in_csv, "xlsx": in_xlsx}[kind](made(app, olga, event, kind, **more))


def in_csv(data: bytes) -> Table:
    """The cells of a CSV file."""
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def in_xlsx(data: bytes, sheet: int = 1) -> Table:
    """The cells of one sheet of a workbook; all of them are text."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        root = ET.fromstring(book.read(f"xl/worksheets/sheet{sheet}.xml"))  # noqa: S314  our own file
    rows: Table = []
    for row in root.iter(f"{MAIN}row"):
        cells: dict[int, str] = {}
        for cell in row.iter(f"{MAIN}c"):
            assert cell.get("t") == "inlineStr" or not list(cell)
            assert cell.find(f"{MAIN}f") is None
            written = "".join(text.text or "" for text in cell.iter(f"{MAIN}t"))
            cells[column_of(cell.get("r", ""))] = ESCAPED.sub(lambda code: chr(int(code[1], 16)), written)
        rows.append([cells.get(number, "") for number in range(max(cells, default=-1) + 1)])
    width = max(map(len, rows), default=0)
    return [[*row, *[""] * (width - len(row))] for row in rows]


def column_of(reference: str) -> int:
    """The number of a column, from 0: B7 is 1."""
    number = 0
    for letter in re.sub(r"\d", "", reference):
        number = number * 26 + ord(letter) - 64
    return number - 1

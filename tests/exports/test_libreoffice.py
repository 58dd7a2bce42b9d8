"""A real spreadsheet program opens what we write: no formula, and every text as it was."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from server.core.spreadsheets import restore, write_csv, write_xlsx
from server.core.tokens import new_id
from tests.exports.office import ANSWERS, LIST, Table, agree, made
from tests.exports.payloads import ONE_LINE, PAYLOADS
from tests.people import Person

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask

    from tests.people import Event

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
HEADINGS = ["=1+1", "after"]
PATIENCE_S = 120


def opened(path: Path, folder: Path, *, reading: str = "") -> ET.Element:
    """What LibreOffice makes of a file, as a flat OpenDocument."""
    program = shutil.which("soffice")
    assert program is not None, "LibreOffice is missing: apt-get install libreoffice-calc-nogui"
    home = f"-env:UserInstallation=file://{folder}/office-{new_id().hex}"
    read = [f"--infilter={reading}"] if reading else []
    words = [
        program,
        home,
        "--headless",
        "--norestore",
        *read,
        "--convert-to",
        "fods",
        "--outdir",
        str(folder),
    ]
    done = subprocess.run(
        [*words, str(path)], capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )
    result = folder / f"{path.stem}.fods"
    assert result.exists(), done.stdout + done.stderr
    return ET.fromstring(result.read_bytes())  # noqa: S314  our own file


def cells(document: ET.Element) -> list[ET.Element]:
    return list(document.iter(f"{TABLE}table-cell"))


def formulas(document: ET.Element) -> list[str]:
    return [formula for cell in cells(document) if (formula := cell.get(f"{TABLE}formula"))]


def first_sheet(document: ET.Element) -> Table:
    sheet = next(document.iter(f"{TABLE}table"))
    return [list(_texts(row)) for row in sheet.iter(f"{TABLE}table-row")]


def _texts(row: ET.Element) -> Iterator[str]:
    for cell in row.iter(f"{TABLE}table-cell"):
        times = int(cell.get(f"{TABLE}number-columns-repeated", "1"))
        yield from [_text(cell)] * min(times, 20)


def _text(cell: ET.Element) -> str:
    return "\n".join(_words(line) for line in cell.findall(f"{TEXT}p"))


def _words(line: ET.Element) -> str:
    """The characters of a paragraph: OpenDocument writes runs of spaces and tabs as elements."""
    words = line.text or ""
    for part in line:
        if part.tag == f"{TEXT}s":
            words += " " * int(part.get(f"{TEXT}c", "1"))
        elif part.tag == f"{TEXT}tab":
            words += "\t"
        elif part.tag == f"{TEXT}line-break":
            words += "\n"
        else:
            words += _words(part)
        words += part.tail or ""
    return words


def as_lines(text: str) -> str:
    """A text with its breaks as LibreOffice keeps them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def test_a_csv_of_sixty_payloads_holds_no_formula_and_every_text(tmp_path: Path) -> None:
    path = tmp_path / "payloads.csv"
    write_csv(path, HEADINGS, [[text, "x"] for text in PAYLOADS])
    document = opened(path, tmp_path, reading="csv:44,34,76,1,1/2/2/2,0,true,false")
    assert formulas(document) == []
    _, *rows = first_sheet(document)
    assert [restore(row[0]) for row in rows[: len(PAYLOADS)]] == [as_lines(text) for text in PAYLOADS]


@pytest.mark.parametrize("separators", ["44", "59", "44/59/9"], ids=["comma", "semicolon", "any"])
def test_a_csv_read_with_any_separator_holds_no_formula(tmp_path: Path, separators: str) -> None:
    path = tmp_path / "payloads.csv"
    write_csv(path, HEADINGS, [[text, "x"] for text in PAYLOADS])
    reading = f"csv:{separators},34,76,1,,0,false,true,false,false,false,-1,true"
    assert formulas(opened(path, tmp_path, reading=reading)) == []


def test_a_workbook_of_sixty_payloads_holds_no_formula_and_every_text(tmp_path: Path) -> None:
    path = tmp_path / "payloads.xlsx"
    write_xlsx(path, [("Attendees", HEADINGS, [[text, "x"] for text in PAYLOADS])])
    document = opened(path, tmp_path)
    assert formulas(document) == []
    heading, *rows = first_sheet(document)
    assert heading[:2] == HEADINGS
    assert [as_lines(row[0]) for row in rows[: len(PAYLOADS)]] == [as_lines(text) for text in PAYLOADS]
    values = {cell.get(f"{OFFICE}value-type") for cell in cells(document)}
    assert values <= {"string", None}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_people_wrote_arrives_as_they_wrote_it(
    app: Flask, olga: Person, event: Event, tmp_path: Path, kind: str
) -> None:
    written = [text for text in ONE_LINE if text.strip() == text and "https" not in text]
    for text in written:
        guest = Person(app, "Guest")
        guest.join(event, pronouns="she/her", answers=[{"prompt": 1, "text": text}])
        agree(guest, event, LIST, ANSWERS)
    path = tmp_path / f"attendees.{kind}"
    path.write_bytes(made(app, olga, event, kind, columns=["name", "answers"]))
    reading: dict[str, Any] = {"reading": "csv:44,34,76,1,1/2/2/2/3/2,0,true,false"} if kind == "csv" else {}
    document = opened(path, tmp_path, **reading)
    assert formulas(document) == []
    _, *rows = first_sheet(document)
    plain = restore if kind == "csv" else str
    assert [plain(row[2]) for row in rows[: len(written)]] == written

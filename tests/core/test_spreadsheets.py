"""Spreadsheets: no text becomes a formula, and every text can be had back."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from server.core.spreadsheets import defuse, restore, write_csv, write_xlsx
from tests.exports.office import in_xlsx
from tests.exports.payloads import PAYLOADS, STARTS

NASTY = "='+-@ \t\r\n;a\u00a0\u200f\u2028\uff1d"


def test_there_are_sixty() -> None:
    assert len(set(PAYLOADS)) >= 60


@given(st.text(st.sampled_from(NASTY)) | st.text())
@example("'=")
@example("'\n=")
def test_what_was_defused_can_be_had_back(text: str) -> None:
    assert restore(defuse(text)) == text


@given(st.text(st.sampled_from(NASTY)))
def test_no_line_begins_like_a_formula(text: str) -> None:
    for line in defuse(text).replace("\t", "\n").replace(";", "\n").splitlines():
        assert not line.lstrip(" \u00a0\u200f").startswith((*STARTS[:4], "\uff1d")), line


@pytest.mark.parametrize("text", ["Ana", "O'Neill", "a=b", "well-known", "a@b.example", "", "5 - 3", "(+1)"])
def test_ordinary_words_stay_as_they_are(text: str) -> None:
    assert defuse(text) == text


def test_a_csv_holds_every_text_and_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "all.csv"
    write_csv(path, ["=heading", "b"], [[text, "b"] for text in PAYLOADS])
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    heading, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert heading == ["'=heading", "b"]
    assert [restore(row[0]) for row in rows] == list(PAYLOADS)


@given(st.lists(st.text(st.sampled_from(NASTY)), min_size=1, max_size=3))
def test_a_row_is_defused_as_its_cells_are(tmp_path_factory: pytest.TempPathFactory, row: list[str]) -> None:
    path = tmp_path_factory.getbasetemp() / "row.csv"
    write_csv(path, ["Name"], [row])
    written = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
    assert written[1] == [defuse(cell) for cell in row] or (row == [""] and written[1:] == [[""]])


def test_lines_of_a_csv_end_as_the_standard_says(tmp_path: Path) -> None:
    path = tmp_path / "two.csv"
    write_csv(path, ["Name"], [["Ana"], ['"B", o']])
    assert path.read_bytes() == b'\xef\xbb\xbfName\r\nAna\r\n"""B"", o"\r\n'


def test_a_workbook_holds_every_text_as_text(tmp_path: Path) -> None:
    path = tmp_path / "all.xlsx"
    write_xlsx(path, [("One", ["=heading", "b"], [[text, "b"] for text in PAYLOADS])])
    heading, *rows = in_xlsx(path.read_bytes())
    assert heading == ["=heading", "b"]
    assert [row[0] for row in rows] == list(PAYLOADS)

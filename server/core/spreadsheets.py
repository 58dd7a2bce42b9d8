"""All contact with spreadsheet formats: CSV and XLSX, row by row, whatever people wrote."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias, cast

import rustpy_xlsxwriter

Row: TypeAlias = Sequence[str]

# A program may begin to read anew after a line break, a tab or a semicolon; it skips spaces and marks that
# nobody sees, and takes what follows for a formula if it starts with one of these, also in full width.
_BREAKS = "\\r\\n\\t;\\x0b\\x0c\\x1c-\\x1e\\x85\\u2028\\u2029"
_SKIPPED = f"(?:[^\\S{_BREAKS}]|[\\u00ad\\u061c\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff])*"
_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b\u2212"
_FIRST = f"(?='*{_SKIPPED}[{_SIGNS}\\t\\r\\n])"
_LATER = f"(?='*{_SKIPPED}[{_SIGNS}])"
FORMULA_AHEAD = re.compile(f"\\A{_FIRST}|(?<=[{_BREAKS}]){_LATER}")
IN_ROW = re.compile(f"\\0{_FIRST}|[{_BREAKS}]{_LATER}")
DEFUSED = re.compile(f"\\A'{_FIRST}|(?<=[{_BREAKS}])'{_LATER}")


def defuse(text: str) -> str:
    """A cell of CSV that no spreadsheet program takes for a formula.

    An apostrophe goes before whatever could begin one: at the start of the cell, and after each line
    break, tab and semicolon in it. `restore` takes exactly these away again.
    """
    return FORMULA_AHEAD.sub("'", text)


def restore(cell: str) -> str:
    """What `defuse` was given."""
    return DEFUSED.sub("", cell)


def write_csv(path: Path, headings: Row, rows: Iterable[Row]) -> None:
    """Write a CSV (RFC 4180, UTF-8 with the mark that Excel looks for); formulas are defused."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(map(defuse, headings))
        writer.writerows(_defused(rows))


def _defused(rows: Iterable[Row]) -> Iterator[Row]:
    """Each cell defused, a whole row at once: with a NUL before each cell, where nobody can have one."""
    for row in rows:
        cells = IN_ROW.sub(r"\g<0>'", "\0" + "\0".join(row)).split("\0")
        yield cells[1:] if len(cells) == len(row) + 1 else [defuse(cell) for cell in row]


def write_xlsx(path: Path, sheets: Sequence[tuple[str, Row, Iterable[Row]]]) -> None:
    """Write a workbook of `(name, headings, rows)`, one row in memory at a time.

    Every cell is typed as text, so that a formula is shown and not calculated. Headings differ from
    one another, and each sheet has at least one row.
    """
    cast("Any", rustpy_xlsxwriter).write_worksheets(
        [(name, _records(headings, rows)) for name, headings, rows in sheets],
        str(path),
        bold_headers=True,
        freeze_panes={"general": {"row": 1, "col": 0}},
        column_width={name: 24 for name, _, _ in sheets},
    )


def _records(headings: Row, rows: Iterable[Row]) -> Iterator[dict[str, str]]:
    for row in rows:
        yield dict(zip(headings, row, strict=True))

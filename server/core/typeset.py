"""Sets type on paper: PDFs from Typst templates, with a face for nearly every script."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import typst

KEPT_FOR = 11
"""Typst keeps the layout of what it set until ten more documents are set; for ours that is much memory."""


@cache
def _fonts() -> typst.Fonts:
    """What comes with Typst and with weblate-fonts, and for the rest whatever the system has."""
    with as_file(files("weblate_fonts") / "static") as folder:
        return typst.Fonts(font_paths=[str(folder)])


def pdf(template: Path, content: Mapping[str, Any]) -> bytes:
    """A template filled in, as PDF.

    `content` is `json(bytes(sys.inputs.content))` there, so that words in it are never taken for
    markup. A template reads nothing but the files of its own folder.
    """
    inputs = {"content": json.dumps(content, ensure_ascii=False)}
    made = typst.compile(str(template), font_paths=_fonts(), format="pdf", sys_inputs=inputs)
    for _ in range(KEPT_FOR):
        typst.compile(b"", font_paths=_fonts(), format="pdf")
    return made

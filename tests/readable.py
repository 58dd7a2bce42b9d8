"""All the text that an answer holds, whatever kind of file it is."""

from __future__ import annotations

import io
import subprocess
import zipfile


def readable(data: bytes) -> str:
    """The text of an answer; of a workbook that of its parts, of a PDF that of its pages."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            return "".join(book.read(name).decode() for name in book.namelist())
    if data.startswith(b"%PDF"):
        pages = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)
        return pages.stdout.decode()
    return data.decode(errors="replace")

"""Files that Kith writes for people, in a folder that nobody else on the machine reads."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, cast

from flask import current_app, request, send_file

if TYPE_CHECKING:
    from flask import Flask
    from flask.wrappers import Response

ONE_RANGE = re.compile(r"bytes=(?!-$)([0-9]{0,18})-([0-9]{0,18})")


def keep_files(app: Flask, data_dir: Path) -> None:
    """Let `app` keep its files below `data_dir`."""
    app.config["DATA_DIR"] = data_dir


def folder(name: str) -> Path:
    """The folder of one kind of file, made when missing, open to its owner only."""
    path = cast("Path", current_app.config["DATA_DIR"]) / name
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def remove(kind: str, name: str | None) -> None:
    """Take a file out of its folder; one that is not there is gone already."""
    if name is not None:
        (folder(kind) / name).unlink(missing_ok=True)


def finish(part: Path, whole: Path) -> None:
    """Put a written file on the disk and give it its name, in one step."""
    part.chmod(0o600)
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.replace(whole)


def send(path: Path, *, name: str, media_type: str) -> Response:
    """A file from the disk as a download; whoever lost the connection may ask for the rest (RFC 9110, 14)."""
    response = send_file(
        path,
        mimetype=media_type,
        as_attachment=True,
        download_name=name,
        etag=path.stem,  # a file never changes, and no two have one name
        last_modified=None,
        conditional="Range" not in request.headers or _is_one_range(request.headers["Range"]),
    )
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Cache-Control"] = "no-store"
    return response


def _is_one_range(asked: str) -> bool:
    """Whether this asks for one piece of a file; whoever asks for anything else gets the whole."""
    found = ONE_RANGE.fullmatch(asked)
    return found is not None and (not found[1] or not found[2] or int(found[1]) <= int(found[2]))

"""How much of the built web app crosses the wire; kB of 1,000 bytes, gzip -9 where a file is compressible."""

import gzip
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from bench.measure import Measurement

COMPRESSIBLE = {".css", ".html", ".js", ".json", ".svg", ".wasm", ".webmanifest"}
LINKED = re.compile(r"""<(?:script|link)\b[^>]*?\b(?:src|href)=["']?/([^"'\s>]+)[^>]*>""")
NOT_LOADED = re.compile(r"""\brel=["']?(?:icon|apple-touch|manifest|canonical|alternate|prefetch)""")
IMPORTED = re.compile(r"""(?:\bfrom|\bimport)\s*["']\./([^"']+\.js)["']""")
PRECACHED = re.compile(r"""["']?url["']?\s*:\s*["']([^"']+)["']""")

# The screens that are loaded when first opened, and what they may weigh together.
LAZY = {
    "scan": (("scan-page",), 15),
    "recap": (("recap",), 15),
    "organiser": (("organiser",), 40),
}


def measure_web_app(built: Path) -> list[Measurement]:
    """Return the sizes of the app built in this folder."""
    first = set(_first_load(built))
    scripts = [path for path in first if path.suffix == ".js"]
    return [
        Measurement("js_first_load_kb_gz", _kilobytes(scripts), "kB", 45),
        Measurement("first_load_total_kb", _kilobytes([built / "index.html", *first]), "kB", 120),
        Measurement("precache_total_kb", _kilobytes(_precached(built)), "kB", 600),
        *(
            Measurement(f"js_{name}_kb_gz", _kilobytes(_more_for(built, pages, first)), "kB", most)
            for name, (pages, most) in LAZY.items()
            if any(list(built.glob(f"assets/{page}-*.js")) for page in pages)
        ),
    ]


def _more_for(built: Path, pages: Iterable[str], first: set[Path]) -> set[Path]:
    """Return the scripts that these screens need beside what is there from the beginning."""
    waiting = [path for page in pages for path in built.glob(f"assets/{page}-*.js")]
    return set(_closure(waiting)) - first


def _first_load(built: Path) -> Iterator[Path]:
    """Yield what the shell links to, and what that imports before it runs."""
    page = (built / "index.html").read_text()
    yield from _closure([built / hit[1] for hit in LINKED.finditer(page) if not NOT_LOADED.search(hit[0])])


def _closure(waiting: list[Path]) -> Iterator[Path]:
    """Yield these files, and what they import before they run."""
    seen = set[Path]()
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        yield path
        if path.suffix == ".js":
            waiting += [path.parent / name for name in IMPORTED.findall(path.read_text())]


def _precached(built: Path) -> set[Path]:
    """Return what the service worker stores when it is installed."""
    urls = PRECACHED.findall((built / "sw.js").read_text())
    return {path for url in urls if (path := built / url.lstrip("/")).is_file()}


def _kilobytes(files: Iterable[Path]) -> float:
    return round(sum(map(_on_the_wire, files)) / 1000, 1)


def _on_the_wire(path: Path) -> int:
    content = path.read_bytes()
    return len(gzip.compress(content, 9)) if path.suffix in COMPRESSIBLE else len(content)

"""Style sheets name logical sides only (`inline-start`, never `left`), so right-to-left comes free."""

import re
import sys
from collections.abc import Iterator

from scripts.paths import PWA, ROOT

PHYSICAL = re.compile(
    r"(?<![-\w.])(?:(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right|top|bottom)[-\w]*"
    r"|border-(?:top|bottom)-(?:left|right)-radius|left|right|top|bottom"
    r"|(?:min-|max-)?(?:width|height))\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)"
)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
CONDITION = re.compile(r"@[^{;]*")  # media queries have only the physical words


def main() -> int:
    """Print each declaration that names a physical side; return 1 if there is any."""
    found = list(_physical())
    print(*found, sep="\n", end="\n" if found else "")
    return 1 if found else 0


def _physical() -> Iterator[str]:
    for sheet in sorted([*(PWA / "src").rglob("*.css"), *PWA.glob("*.html")]):
        text = CONDITION.sub(_blank, COMMENT.sub(_blank, sheet.read_text()))
        for hit in PHYSICAL.finditer(text):
            line = text.count("\n", 0, hit.start()) + 1
            where = f"{sheet.relative_to(ROOT)}:{line}"
            yield f"{where}: `{hit[0].strip()}` names a physical side, not a logical one"


def _blank(hit: re.Match[str]) -> str:
    return "\n" * hit[0].count("\n")


if __name__ == "__main__":
    sys.exit(main())

"""What must hold for a screen in every look: themes, sizes, directions."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = (Path(__file__).parent.parent.parent / "pwa/node_modules/axe-core/axe.min.js").read_text()
TAGS = ("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa")
OF_COLOUR = ("color-contrast", "link-in-text-block")
RUN_AXE = """
async (runOnly) => {
  const hundredsOfZones = {exclude: ['optgroup']};
  const {violations} = await axe.run(hundredsOfZones, {runOnly, resultTypes: ['violations']});
  const said = ({any, all, none}) => [...any, ...all, ...none].map((check) => check.message).join(' ');
  const line = (it, node) => `${it.id}: ${node.html.slice(0, 160)} ${said(node)}`;
  return violations.flatMap((it) => it.nodes.map((node) => line(it, node)));
}
"""
TOO_WIDE = """
() => {
  const wide = document.documentElement.scrollWidth;
  if (wide <= innerWidth) return [];
  const over = [...document.querySelectorAll('body *')].filter((it) => {
    const {left, right} = it.getBoundingClientRect();
    return right > innerWidth + 1 || left < -1;
  });
  return [`${wide} > ${innerWidth}: ${over.slice(0, 5).map((it) => it.outerHTML.slice(0, 100)).join(' ')}`];
}
"""
DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
# A link inside a sentence may be as low as its line (WCAG 2.5.8, inline).
TOO_SMALL = """
() => {
  const dialog = [...document.querySelectorAll('dialog[open]')].at(-1);
  const targets = 'a[href], button, input, select, textarea, [role=button]';
  const faults = [];
  for (const it of (dialog ?? document).querySelectorAll(targets)) {
    const {width, height} = it.getBoundingClientRect();
    const inline = it.tagName === 'A' && getComputedStyle(it).display === 'inline';
    if (width === 0 || inline || it.matches('.skip-link')) continue;
    const primary = it.matches('[class*=_primary_], nav a, [class*=_way_]');
    const least = primary ? 44 : 24;
    const size = `${width}x${height} < ${least}`;
    if (width < least || height < least) faults.push(`${size}: ${it.outerHTML.slice(0, 120)}`);
  }
  return faults;
}
"""


@dataclass(frozen=True)
class Look:
    """A theme and a size."""

    theme: Literal["light", "dark"]
    width: int
    height: int

    def put_on(self, page: Page) -> None:
        """Show the page so."""
        page.emulate_media(color_scheme=self.theme, reduced_motion="reduce")
        page.set_viewport_size({"width": self.width, "height": self.height})
        page.evaluate(DRAWN)


LOOKS = tuple(
    Look(theme, *size) for size in ((320, 640), (360, 740), (1280, 800)) for theme in ("light", "dark")
)


def faults_of(page: Page, looks: tuple[Look, ...] = LOOKS) -> list[str]:
    """Whatever is wrong with the page that is open, in any of these looks."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    faults: list[str] = []
    for look in looks:
        look.put_on(page)
        faults += [f"{look.theme} {look.width}: {line}" for line in _faults_in(page, look)]
    return faults


def _faults_in(page: Page, look: Look) -> list[str]:
    if look.theme == "dark":  # has other colours, and the same shapes as light
        return list(page.evaluate(RUN_AXE, OF_COLOUR))
    return [*page.evaluate(RUN_AXE, TAGS), *page.evaluate(TOO_WIDE), *page.evaluate(TOO_SMALL)]

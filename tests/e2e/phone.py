"""A phone in a browser test: one context, one page, and a camera that sees what is held in front of it."""

from __future__ import annotations

import base64
import re
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from playwright.sync_api import Error

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

PATIENCE_S = 15.0
MOMENT_S = 3.0
LOG_LINES = 40
POLL_S = 0.05
CAMERA = """
(() => {
  const canvas = document.createElement('canvas');
  canvas.width = 720; canvas.height = 720;
  const brush = canvas.getContext('2d');
  const blank = () => { brush.fillStyle = '#888'; brush.fillRect(0, 0, 720, 720); };
  blank();
  let seen = null;
  setInterval(() => { blank(); if (seen) brush.drawImage(seen, 60, 60, 600, 600); }, 66);
  window.holdInFrontOfCamera = async (base64) => {
    if (!base64) { seen = null; return; }
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    seen = await createImageBitmap(new Blob([bytes], {type: 'image/png'}));
  };
  if (navigator.mediaDevices) navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(15);
})();
"""
VIOLATIONS = """
addEventListener('securitypolicyviolation', (event) =>
  console.error(`policy violated: ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`));
"""
ROWS = """
async ([store, wanted]) => {
  const named = (await indexedDB.databases()).map((one) => one.name).filter((name) => /^kith-/.test(name));
  if (named.length !== 1) throw new Error(`databases: ${named}`);
  const asked = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const database = await asked(indexedDB.open(named[0]));
  try {
    const rows = await asked(database.transaction(store).objectStore(store).getAll());
    const at = (row, path) => path.split('.').reduce((part, key) => part?.[key], row);
    const fits = (row) => Object.entries(wanted).every(([path, value]) => at(row, path) === value);
    return wanted ? rows.some(fits) : rows;
  } finally {
    database.close();
  }
}
"""
EXPECTED_OFFLINE = re.compile(
    r"ERR_INTERNET_DISCONNECTED|ERR_CONNECTION|Failed to fetch|Failed to load resource"
)


@dataclass
class Phone:
    """One person's phone."""

    context: BrowserContext
    page: Page
    url: str
    complaints: list[str] = field(default_factory=list[str])
    log: deque[str] = field(default_factory=lambda: deque(maxlen=LOG_LINES))

    @classmethod
    def take_out(cls, browser: Browser, url: str, *, width: int, height: int, **options: Any) -> Phone:
        """A new phone, on which nobody has used Kith yet."""
        context = browser.new_context(
            viewport={"width": width, "height": height},
            base_url=url,
            reduced_motion=options.pop("reduced_motion", "reduce"),
            permissions=["camera", "clipboard-read", "clipboard-write"],
            **options,
        )
        context.add_init_script(CAMERA)
        context.add_init_script(VIOLATIONS)
        context.set_default_timeout(20_000)
        phone = cls(context, context.new_page(), url)
        context.on("request", phone._see_request)
        context.on("requestfailed", lambda request: phone.log.append(f"{request.url} {request.failure}"))
        context.on("response", phone._see_answer)
        phone._listen_to_page()
        return phone

    def _listen_to_page(self) -> None:
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.complaints.append(f"uncaught: {error.stack}"))
        self.page.on("dialog", lambda dialog: self.complaints.append(f"dialog: {dialog.message}"))

    def _listen(self, message: ConsoleMessage) -> None:
        self.log.append(f"{message.type}: {message.text}")
        if message.type == "error" and not EXPECTED_OFFLINE.search(message.text):
            self.complaints.append(message.text)

    def _see_request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.url}/", "blob:", "data:")):
            self.complaints.append(f"asked a stranger: {request.url}")

    def _see_answer(self, answer: Response) -> None:
        if "/api/" in answer.url:
            self.log.append(f"{answer.request.method} {answer.url} {answer.status}")

    def put_away(self) -> None:
        """Close the phone; whatever its console complained about fails the test."""
        self.context.close()
        assert not self.complaints, self.complaints

    def tell_of_failure(self) -> None:
        """Print what this phone showed and heard last, for whoever asks why a test failed."""
        print(f"\nphone at {self.page.url}, {len(self.page.workers)} workers", *self.log, sep="\n  ")
        for store in ("outbox", "encounters", "meta"):
            with suppress(Error):
                print(f"  {store}: {self.rows(store)}")

    def kill_tab(self) -> None:
        """End the page in the middle of things, as a phone short of memory does, and open an empty one."""
        with self.page.expect_event("crash"), suppress(Error):
            self.page.goto("chrome://crash")
        self.open_new_tab()

    def open_new_tab(self) -> None:
        """Close the page, and open an empty one."""
        self.page.close()
        self.page = self.context.new_page()
        self._listen_to_page()

    def hold_in_front_of_camera(self, picture: bytes | None) -> None:
        """Let the camera see a picture (PNG), or nothing."""
        data = base64.b64encode(picture).decode() if picture else ""
        self.page.evaluate("(data) => window.holdInFrontOfCamera(data)", data)

    def offline(self, *, yes: bool = True) -> None:
        """Switch the network off, or on again."""
        self.context.set_offline(yes)

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """Call the API as this phone's owner: its JSON."""
        headers = {"Origin": self.url, "Kith-Client": "tests/1"}
        answer = self.context.request.fetch(
            f"{self.url}/api{path}", method=method, data=body, headers=headers
        )
        assert answer.ok, answer.text()
        return answer.json() if answer.body() else None

    def rows(self, store: str) -> list[dict[str, Any]]:
        """What this phone keeps in one store of its account's database."""
        return cast("list[dict[str, Any]]", self.page.evaluate(ROWS, [store, None]))

    def wait_for_row(self, store: str, wanted: dict[str, Any]) -> None:
        """Wait until one store of this account's database has a row with these values, by their paths."""
        self.wait_until(ROWS, [store, wanted])

    def has_row(self, store: str, wanted: dict[str, Any]) -> bool:
        """Whether such a row is there, or comes within a moment."""
        deadline = time.monotonic() + MOMENT_S
        while not (found := bool(self.page.evaluate(ROWS, [store, wanted]))) and time.monotonic() < deadline:
            time.sleep(POLL_S)
        return found

    def open(self, path: str) -> None:
        """Go to a page; once more where a busy browser gave up waking the service worker in time."""
        try:
            self.page.goto(path)
        except Error:
            self.page.goto(path)

    def wait_until(self, script: str, argument: Any = None) -> None:
        """Wait until a script answers true; a promise is waited for, as Playwright itself does not."""
        deadline = time.monotonic() + PATIENCE_S
        while not self.page.evaluate(script, argument):
            assert time.monotonic() < deadline, f"still not so: {argument or script}"
            time.sleep(POLL_S)

"""Somebody at a browser, who looks hard at every page they come to."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Dialog,
    FilePayload,
    Locator,
    Page,
    Request,
    Response,
)
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as TookTooLong

PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 900}
_AXE = Axe()
# What is wrong alone: all that is right is a hundred times as much to carry out of the browser. The one rule that would
# fetch the style sheets once more, which no browser does, is about films, and not in force. Contrast takes three
# quarters of the time, and is asked apart.
_LOOK = """axe.run({resultTypes: ['violations'], preload: false, rules: {'color-contrast': {enabled: false}}})
    .then(found => found.violations)"""
# What words look like is decided by the elements they stand in, and by all that style sheets choose by.
_STYLES = """
const chosenBy = node => node.localName + [...node.attributes].map(one =>
    ["class", "type", "role", "style"].includes(one.name) ? `[${one.name}=${one.value}]` : `[${one.name}]`
).sort().join("")
const style = node => node ? `${style(node.parentElement)} > ${chosenBy(node)}` : ""
const hasWords = node => [...node.childNodes].some(one => one.nodeType === Node.TEXT_NODE && one.data.trim())
const written = [...document.querySelectorAll("body *")].filter(node => hasWords(node) && node.checkVisibility())
"""
_STYLES_OF_WORDS = f"() => {{{_STYLES} return [...new Set(written.map(style))] }}"
# Three examples of each: what words say makes no difference to how well they stand out.
_CONTRAST = f"""styles => {{
    {_STYLES}
    const left = new Map(styles.map(one => [one, 3]))
    const include = written.filter(node => {{
        const own = style(node)
        const count = left.get(own) ?? 0
        left.set(own, count - 1)
        return count > 0
    }})
    return axe.run({{include}}, {{runOnly: ['color-contrast'], resultTypes: ['violations'], preload: false}})
        .then(found => found.violations)
}}"""
_styles_known: set[str] = set()
_LED_ON = "Execution context was destroyed"
_WAIT = 30_000  # milliseconds: for a document to be read, or a paper to be made


class Visitor:
    """A person at a browser of their own. Each step says the heading of the page it leads to, and looks at that page.

    A page that axe finds fault with, that is wider than a phone, that complains on the console or asks any other site
    for anything ends the test; so does a page that was opened and never looked at.
    """

    def __init__(self, context: BrowserContext, site: str, eye: BrowserContext | None = None) -> None:
        """Open a page; `eye` is another browser that looks at what this one shows, where this one runs no scripts."""
        self.context = context
        self._eye = eye
        self.site = site
        self.page = context.new_page()
        self._unseen: set[str] = set()
        self._noise: list[str] = []
        self._refused: set[str] = set()
        self.page.on("framenavigated", lambda frame: self._unseen.add(self._path(frame.url)))
        self.page.on("response", self._hear_response)
        self.page.on("console", self._hear_console)
        self.page.on("pageerror", lambda error: self._noise.append(f"a script failed: {error}"))
        self.page.on("dialog", self._hear_dialog)
        context.on("request", self._hear_request)

    # What they do ----------------------------------------------------------------------------------------------------
    def go(self, path: str, then: str | re.Pattern[str], *, status: int = 200) -> Self:
        """Open an address of the site."""
        response = self.page.goto(self.site + path)
        assert response is not None
        assert response.status == status, f"{path} answered {response.status}"
        return self.arrive(then)

    def follow(self, name: str | re.Pattern[str], then: str | re.Pattern[str]) -> Self:
        """Follow the first link of this name."""
        with self.page.expect_navigation():
            self.link(name).click()
        return self.arrive(then)

    def press(self, name: str | re.Pattern[str], then: str | re.Pattern[str]) -> Self:
        """Press the first button of this name in the page itself."""
        with self.page.expect_navigation():
            self.button(name).click()
        return self.arrive(then)

    def open_here(self, name: str | re.Pattern[str], heading: str) -> Self:
        """Open a form in its place, which no page is loaded for, and look at it."""
        self.link(name).click()
        self.page.locator("[data-opened] h3").get_by_text(heading, exact=True).wait_for()
        return self.look()

    def press_here(self, name: str) -> Self:
        """Press a button of the form that is open in its place; it closes, and the page shows what became of it."""
        self.page.locator("[data-opened]").get_by_role("button", name=name).click()
        self.page.locator("[data-opened]").wait_for(state="detached")
        return self.look()

    def fill(self, **fields: str) -> Self:
        """Type into fields, each named by the `name` of its control."""
        for name, words in fields.items():
            self.page.locator(f"main [name={name}]").fill(words)
        return self

    def choose(self, label: str | re.Pattern[str]) -> Self:
        """Choose a radio button by its label."""
        self.page.get_by_label(label).check()
        return self

    def attach(self, *files: Path | FilePayload) -> Self:
        """Choose a file to send."""
        self.page.get_by_label("Upload a file").set_input_files(list(files))
        return self

    def take(self, name: str | re.Pattern[str], then: str | re.Pattern[str]) -> bytes:
        """Ask for a paper that has not been made before, wait on the page that says so, and download it."""
        return self._wait_for_paper(self.follow(name, then))

    def take_from(self, path: str, then: str | re.Pattern[str]) -> bytes:
        """The same, by the paper's address."""
        return self._wait_for_paper(self.go(path, then))

    def _wait_for_paper(self, waiting: Self) -> bytes:
        ready = waiting.button("Download")
        ready.wait_for(timeout=_WAIT)
        return self.look().download(ready)

    def download(self, opener: Locator) -> bytes:
        """Download what a link or button leads to."""
        with self.page.expect_download() as waiting:
            opener.click()
        return Path(waiting.value.path()).read_bytes()

    # What they see ---------------------------------------------------------------------------------------------------
    def link(self, name: str | re.Pattern[str]) -> Locator:
        return self.page.get_by_role("link", name=name).first

    def button(self, name: str | re.Pattern[str]) -> Locator:
        return self.page.locator("main").get_by_role("button", name=name).first

    @property
    def words(self) -> str:
        """The words of the page's main part."""
        return self.page.locator("main").inner_text()

    @property
    def facts(self) -> dict[str, str]:
        """The summary lists of the page: each name with what stands beside it."""
        rows = self.page.locator("main dl > div").all()
        return {row.locator("dt").inner_text(): row.locator("dd").first.inner_text() for row in rows}

    def errors(self) -> list[tuple[str, str]]:
        """The error summary: each sentence, with the control that its link leads to."""
        links = self.page.locator("main [role=alert] li").all()
        return [(item.inner_text(), item.locator("a").get_attribute("href") or "") for item in links]

    def is_focused(self, target: str) -> bool:
        return bool(self.page.evaluate("target => document.activeElement.matches(target)", target))

    def arrive(self, heading: str | re.Pattern[str]) -> Self:
        """Wait for the page of this heading, and look at it."""
        headings = self.page.get_by_role("heading", level=1)
        try:
            headings.and_(self.page.get_by_role("heading", name=heading)).wait_for(timeout=_WAIT)
        except TookTooLong:
            shown = f"{self.page.url} is headed {headings.all_inner_texts()}, not {heading!r}:\n{self.words}"
            raise AssertionError(shown) from None
        return self.look()

    def look(self) -> Self:
        """Look at the page: nothing may be wrong with it."""
        faults = self.faults()
        assert not faults, "\n".join([self.page.url, *faults])
        return self

    def faults(self) -> list[str]:
        """What is wrong with the page as it stands, and what was heard on the way to it.

        One that waits for something may lead on while it is looked at: then it is the next one that is.
        """
        self.page.wait_for_load_state()
        self._unseen.discard(self._path(self.page.url))
        heard, self._noise = self._noise, []
        try:
            return [*heard, *self._axe(), *self._overflow()]
        except PlaywrightError as error:
            if _LED_ON not in error.message:
                raise
            return [*heard, *self.faults()]

    def told(self) -> str:
        """Where they are and what they see there, or that nothing can be seen."""
        try:
            return f"{self.page.url}\n{self.page.locator('body').inner_text(timeout=2_000)}"
        except PlaywrightError as error:
            return f"{self.page.url}\n{error}"

    def pass_by(self, url: str) -> None:
        """Leave a page that was looked at before, or that gave a file."""
        self._unseen.discard(self._path(url))

    def leave(self) -> None:
        """Close the browser, once every page that was opened has been looked at."""
        self.context.close()
        assert not self._noise, self._noise
        assert not self._unseen, f"opened and not looked at: {self._unseen}"

    # -----------------------------------------------------------------------------------------------------------------
    def _path(self, url: str) -> str:
        return urlsplit(url).path

    def _axe(self) -> list[str]:
        with self._seen() as page:
            page.evaluate(_AXE.axe_script)
            found: list[dict[str, Any]] = page.evaluate(_LOOK)
            styles: list[str] = page.evaluate(_STYLES_OF_WORDS)
            if new := [style for style in styles if style not in _styles_known]:
                found += page.evaluate(_CONTRAST, new)
        if not found:
            _styles_known.update(styles)
        return [
            f"axe: {rule['id']}: {rule['help']}: {[node['target'] for node in rule['nodes']][:5]}" for rule in found
        ]

    @contextmanager
    def _seen(self) -> Iterator[Page]:
        """The page, or the same HTML before the eye: axe is a script, and needs a browser that runs them."""
        if self._eye is None:
            yield self.page
            return
        html, unscripted = self.page.content(), {"content-security-policy": "script-src 'none'"}
        page = self._eye.new_page()
        page.route(self.page.url, lambda route: route.fulfill(body=html, content_type="text/html", headers=unscripted))
        page.goto(self.page.url)
        yield page
        page.close()

    def _overflow(self) -> list[str]:
        with self.at(PHONE):
            width = self.page.evaluate("document.documentElement.scrollWidth")
        return [f"the page is {width} px wide on a screen of {PHONE['width']}"] if width > PHONE["width"] else []

    @contextmanager
    def at(self, size: dict[str, int]) -> Iterator[None]:
        """See the page on another screen for a while."""
        own = self.page.viewport_size
        self.page.set_viewport_size(size)
        try:
            yield
        finally:
            self.page.set_viewport_size(own)

    def _hear_request(self, request: Request) -> None:
        if not request.url.startswith((self.site, "data:", "blob:")):
            self._noise.append(f"another site was asked for {request.url}")

    def _hear_response(self, response: Response) -> None:
        if response.status >= 500:
            self._noise.append(f"{response.url} answered {response.status}")
        elif response.status >= 400 and response.request.is_navigation_request():
            self._refused.add(response.url)

    def _hear_console(self, message: ConsoleMessage) -> None:
        """The browser reports a refused page as an error; tests say themselves which status they expect."""
        is_refusal = message.text.startswith("Failed to load resource") and message.location["url"] in self._refused
        if message.type in {"error", "warning"} and not is_refusal:
            self._noise.append(f"console: {message.text}")

    def _hear_dialog(self, dialog: Dialog) -> None:
        self._noise.append(f"a dialog opened: {dialog.message}")
        dialog.dismiss()

"""`make pictures`: the pictures of README.md, taken from the running demonstration as its people see it.

PORT says where `make demo` serves. The reading shown by one of them is left unconfirmed, and is swept away in a day.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from succession.demo.cast import DOMAIN, PASSWORD  # noqa: E402 (the path comes first)

_MANAGE = [sys.executable, str(ROOT / "manage.py")]

PICTURES = ROOT / "docs" / "pictures"
SITE = f"http://localhost:{os.environ.get('PORT', '8000')}"
SCREEN: ViewportSize = {"width": 1200, "height": 900}
OPTIONS = ["--disable-gpu", "--disable-background-networking", *(["--no-sandbox"] if os.geteuid() == 0 else [])]


def main() -> None:
    """Take each picture and say where it is."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("Taking pictures needs Chromium: install the Debian package `chromium`.")
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=OPTIONS)
        with signed_in(browser, "head") as page:
            take(page, "school")
        with signed_in(browser, "governor") as page:
            page.get_by_role("link", name="Policy", exact=True).click()
            take(page, "policy")
        with signed_in(browser, "officer") as page:
            take(page, "council")
            page.get_by_role("link", name="Action plan", exact=True).click()
            page.locator("main a").filter(has_text="schools?").first.click()
            take(page, "plan")
        with signed_in(browser, "owner") as page:
            page.locator("main a").filter(has_text="Say what happened").first.click()
            take(page, "milestone")
        with signed_in(browser, "otherhead") as page:
            page.goto(f"{page.url}policy/import/")
            example = ROOT / "policies" / "examples"
            page.get_by_label("Upload a file").set_input_files(next(example.glob("*.txt")))
            page.get_by_role("button", name="Read it").click()
            page.get_by_role("heading", level=1, name="Check what we read").wait_for()
            take(page, "check")
        browser.close()


@contextmanager
def signed_in(browser: Browser, local: str) -> Iterator[Page]:
    """A page at the home of one of the demonstration's people."""
    context = browser.new_context(viewport=SCREEN, locale="en-GB")
    page = context.new_page()
    page.goto(SITE)
    page.locator("[name=login]").fill(f"{local}@{DOMAIN}")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Sign out").wait_for()
    if page.get_by_role("heading", level=1, name="Enter your code").count():
        said = subprocess.run([*_MANAGE, "demo_code"], check=True, capture_output=True, text=True)
        page.locator("[name=code]").fill(said.stdout.split()[0])
        page.get_by_role("button", name="Go on").click()
        page.locator("[name=code]").wait_for(state="detached")
    yield page
    context.close()


def take(page: Page, name: str) -> None:
    """Save the first screen of a page."""
    page.wait_for_load_state()
    page.screenshot(path=PICTURES / f"{name}.png")
    sys.stdout.write(f"docs/pictures/{name}.png\n")


if __name__ == "__main__":
    main()

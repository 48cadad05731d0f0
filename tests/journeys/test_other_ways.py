"""The same work without scripts, and without a mouse."""

import re
import time

from allauth.mfa.totp.internal.auth import TOTP

from policies.models import Version
from succession.demo.cast import SECOND_STEP_SECRET
from succession.demo.codes import code_at
from tests.journeys.cast import CODE_PAGE, enter_code, read_without_scripts
from tests.journeys.conftest import Visit
from tests.journeys.keyboard import enter, tab_to
from tests.policies.cast import make_cast

WORDS = "Every deputy leads a meeting of the governing board once a year."


def test_a_head_signs_in_edits_a_clause_and_saves_by_keyboard_alone(site: str, visit: Visit) -> None:
    cast = make_cast(name="Bryn Awel School")
    cast.take()
    cast.head.set_password("four words of keys")
    cast.head.save()
    TOTP.activate(cast.head, SECOND_STEP_SECRET)
    head = visit().go("/", "Sign in")
    tab_to(head, head.page.get_by_label("Email"))
    head.page.keyboard.type(cast.head.email)
    tab_to(head, head.page.locator("[name=password]"))
    head.page.keyboard.type("four words of keys")
    enter(head, head.button("Sign in"), CODE_PAGE)
    tab_to(head, head.page.locator("[name=code]"))
    head.page.keyboard.type(code_at(time.time()))
    enter(head, head.button("Go on"), "Bryn Awel School")
    enter(head, head.link("Policy"), "Succession planning policy")
    enter(head, head.button("Go on with the policy"), "Change the policy")
    tab_to(head, head.link(re.compile("^Change part 3 of ")))
    head.page.keyboard.press("Enter")
    head.page.locator("[data-opened] [name=text]:focus").wait_for()
    head.page.keyboard.press("Control+A")
    head.page.keyboard.type(WORDS)
    tab_to(head.look(), head.button("Save the clause"))
    head.page.keyboard.press("Enter")
    head.page.locator("[data-opened]").wait_for(state="detached")
    head.look()
    enter(head, head.button("Save a version"), "Save a version")
    enter(head, head.button("Save version 2"), re.compile(".*"))
    assert WORDS in head.words
    assert Version.objects.of(cast.school)[0].number == 2


def test_a_head_writes_and_submits_a_policy_without_scripts(site: str, visit: Visit) -> None:
    cast = make_cast(name="Maes Gwyn School")
    cast.publish()
    cast.head.set_password("four words of plain")
    cast.head.save()
    TOTP.activate(cast.head, SECOND_STEP_SECRET)
    head = visit(java_script_enabled=False).go("/", "Sign in")
    head.fill(login=cast.head.email, password="four words of plain").press("Sign in", CODE_PAGE)
    enter_code(head, "Maes Gwyn School")
    head.follow("Take or write the school’s policy", "Begin the policy")
    head.press("Take the model policy", "Change the policy")
    head.follow(re.compile("^Change part 3 of "), "Change a clause").fill(text=WORDS)
    head.press("Save the clause", "Change the policy")
    head.press(re.compile("^Move down part 3 of "), "Change the policy")
    head.press("Save a version", "Save a version").press("Save version 2", re.compile(".*"))
    head.press("Submit to the governing board", "Submit version 2 to the governing board")
    head.press("Submit to the governing board", re.compile(".*"))
    assert "Version 2 is with the governing board." in head.words


def test_a_head_brings_in_a_policy_and_downloads_its_paper_without_scripts(site: str, visit: Visit) -> None:
    cast = make_cast(name="Pen y Bryn School")
    head = read_without_scripts(visit(cast.head, java_script_enabled=False), cast.school)
    head.press("Continue", "Confirm what will be made").press("Make this version", "Version 1 is made")
    head.follow("Read version 1", "Succession Planning Policy").follow("This version as PDF", "Making the policy")
    href = head.link("Check again").get_attribute("href")
    while not (paper := head.context.request.get(site + str(href))).headers["content-type"].startswith("application"):
        head.look()
    assert paper.body().startswith(b"%PDF-1.7")

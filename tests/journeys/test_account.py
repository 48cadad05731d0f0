"""One's account in a real browser: the second step, a forgotten password, another address, the end of a session."""

import datetime
import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.sessions.models import Session
from django.utils import timezone

from core import sessions
from core.models import Letter
from people.accounts import tokens
from people.models import EmailChange, User
from succession.demo.cast import PASSWORD
from succession.demo.codes import code_at
from tests.journeys.cast import CODE_PAGE, SHORT_POLICY, enter_code, person, sign_in
from tests.journeys.conftest import Visit

SCHOOL = "Larkfield Primary School"
ACCOUNT = "Your account"
NEW = "five plain words of mine"

pytestmark = pytest.mark.usefixtures("borough")


def code_of(secret: str, later: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time() + later) // 30))


def new_head(borough: str) -> User:
    """Somebody who has never set up a second step."""
    head = person("head")
    user = User(email=f"new{time.time_ns()}@demo.example", name="Nia Pryce", password=head.password)
    user.save()
    user.memberships.create(role="head", school=head.memberships.get().school, starts_on="2020-01-01")
    return user


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_new_head_is_led_to_set_up_the_second_step_and_on(visit: Visit, borough: str, scripts: bool) -> None:
    visitor, user = visit(java_script_enabled=scripts), new_head(borough)
    visitor.go("/", "Sign in").fill(login=user.email, password=PASSWORD).press("Sign in", "Set up your second step")
    assert visitor.page.locator("main svg path").first.bounding_box()
    if scripts:
        visitor.page.get_by_text("If you cannot use the camera").click()
    visitor.fill(code="1").press("Set up", "Set up your second step")
    assert visitor.errors()
    secret = visitor.page.locator("main code").text_content().replace(" ", "")
    visitor.fill(code=code_of(secret)).press("Set up", "Your recovery codes")
    assert len(visitor.page.locator("main li code").all()) == 10
    text = visitor.download(visitor.page.get_by_role("button", name="Download the codes as text"))
    assert len(re.findall(rb"\d{4} \d{4}", text)) == 10
    visitor.page.get_by_role("button", name="I have kept them: go on").click()
    visitor.arrive(SCHOOL)
    visitor.follow("Your account", ACCOUNT).follow("Your telephone and recovery codes", "Your second step")
    visitor.go("/account/second-step/codes/new/", "Make new recovery codes")
    visitor.press("Make new codes", "Your recovery codes")
    visitor.go("/account/second-step/off/", "Switch off your second step")
    visitor.go("/account/second-step/set-up/", "Set up your second step")


def test_the_second_step_by_keyboard_alone(visit: Visit, borough: str) -> None:
    visitor, page = visit(), None
    page = visitor.page
    visitor.go("/", "Sign in")
    page.locator("[name=login]").focus()
    page.keyboard.type(person("chair").email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    visitor.arrive(CODE_PAGE)
    page.locator("[name=code]").focus()
    page.keyboard.type("123 456")
    page.keyboard.press("Enter")
    visitor.arrive(CODE_PAGE)
    page.locator("main [role=alert]").wait_for()
    assert page.title().startswith("Error: ")
    visitor.look()
    enter_code(visitor, SCHOOL)


def test_a_forgotten_password_is_chosen_anew_by_pasting_it(visit: Visit, borough: str) -> None:
    teacher = person("teacher")
    visitor = visit()
    visitor.go("/", "Sign in").follow("I have forgotten my password", "Forgotten your password?")
    visitor.fill(email="no address").press("Send the letter", "Forgotten your password?")
    visitor.fill(email=teacher.email).press("Send the letter", "Look at your mail")
    deadline = time.monotonic() + 30
    while Letter.objects.filter(kind="people.password-request", state="waiting").exists():
        assert time.monotonic() < deadline
        time.sleep(0.2)
    visitor.go(f"/password/new/{tokens.password_key(teacher)}/", "Choose a new password")
    visitor.fill(password1="short", password2="short").press("Change password", "Choose a new password")
    field = visitor.page.locator("[name=password1]")
    visitor.fill(password2=NEW)
    # Pasted: cut from one field and put into the other, by keyboard.
    visitor.page.locator("[name=password1]").fill("")
    visitor.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visitor.page.evaluate("words => navigator.clipboard.writeText(words)", NEW)
    field.focus()
    visitor.page.keyboard.press("Control+v")
    assert field.input_value() == NEW
    visitor.press("Change password", "Sign in")
    visitor.go("/password/new/", "This link cannot be used", status=410)
    visitor.go("/sign-in/", "Sign in").fill(login=teacher.email, password=NEW).press("Sign in", SCHOOL)
    visitor.go("/account/email/", "Change your email address")
    visitor.fill(email="teacher2@demo.example").press("Send the letter", "Look at your mail")
    change = EmailChange.objects.get()
    visitor.go(f"/account/email/{change.pk}/{tokens.email_key(change)}/", "Sign in with teacher2@demo.example?")
    visitor.press("Sign in with the new address", ACCOUNT)
    visitor.follow("Where you are signed in", "Where you are signed in")
    visitor.go("/account/second-step/", "Your second step").go("/password/", "Change your password")
    visitor.go("/password/again/", "Enter your password again")


def test_a_head_resets_a_lost_second_step(visit: Visit, borough: str) -> None:
    lead = person("lead")
    visitor = visit(person("head"))
    visitor.go(f"/people/{lead.pk}/second-step/", f"Reset the second step of {lead.name}")
    visitor.press("Reset it tomorrow", f"Reset the second step of {lead.name}")
    assert visitor.errors()
    visitor.choose(re.compile("I met this person")).press("Reset it tomorrow", f"Reset the second step of {lead.name}")
    other = visit(lead)
    other.go("/account/second-step/", "Your second step").press("I have not lost it: stop this", "Your second step")


def test_a_session_warns_before_it_ends_and_keeps_what_was_typed(
    visit: Visit, borough: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = sign_in(visit(), person("otherhead"), "Ferndale Junior School")
    monkeypatch.setattr(sessions, "IDLE", datetime.timedelta(seconds=100))
    new = f"/schools/{person('otherhead').memberships.get().school.urn}/policy/import/"
    visitor.go(new, "Bring in a policy")
    visitor.fill(words=SHORT_POLICY)
    visitor.page.get_by_text("You will be signed out in 2 minutes").wait_for()
    visitor.look()
    Session.objects.update(expire_date=timezone.now() - datetime.timedelta(seconds=1))
    monkeypatch.undo()
    visitor.press("Read it", "Sign in")
    visitor.fill(login=person("otherhead").email, password=PASSWORD).press("Sign in", "What you typed is still here")
    assert "among our own staff" in visitor.words
    visitor.press("Send it now", CODE_PAGE)
    visitor.fill(code=code_at(time.time() + 30)).press("Go on", re.compile("Reading the policy|Check what we read"))
    visitor.arrive("Check what we read")

"""People of the demonstration, and what they all do first."""

import re
import time

from people.models import School, User
from succession.demo.cast import DOMAIN, PASSWORD
from succession.demo.codes import code_at
from tests.journeys.visiting import Visitor

CODE_PAGE = "Enter your code"
# As short as a policy can be and still be one.
SHORT_POLICY = """\
Succession Planning Policy

Aims

- To find our next leaders here, among our own staff.

We will:

- Offer every deputy a mentor from another school.
- Talk once a year with everybody about what they hope to do next.
"""


def person(local: str) -> User:
    """Somebody of the demonstration, by the first part of the address they sign in with."""
    return User.objects.get(email=f"{local}@{DOMAIN}")


def sign_in(visitor: Visitor, user: User, then: str) -> Visitor:
    """Open the site as a stranger, be sent to sign in, and do so."""
    visitor.go("/", "Sign in")
    asked = re.compile(f"^({re.escape(then)}|{CODE_PAGE})$")
    visitor.fill(login=user.email, password=PASSWORD).press("Sign in", asked)
    return enter_code(visitor, then) if visitor.page.locator("h1").inner_text() == CODE_PAGE else visitor


def enter_code(visitor: Visitor, then: str) -> Visitor:
    """Type what the demonstration's app shows, or its next code where somebody has used that one."""
    for later in (0, 30):
        visitor.fill(code=code_at(time.time() + later))
        visitor.press("Go on", re.compile(f"^({re.escape(then)}|{CODE_PAGE})$"))
        if visitor.page.locator("h1").inner_text() != CODE_PAGE:
            return visitor
    raise AssertionError("both codes were used")


def read_without_scripts(visitor: Visitor, school: School) -> Visitor:
    """Paste a policy in a browser that runs no scripts, and ask until it has been read."""
    reading_or_read = re.compile("Reading the policy|Check what we read")
    visitor.go(f"/schools/{school.urn}/policy/import/", "Bring in a policy")
    visitor.fill(words=SHORT_POLICY).press("Read it", reading_or_read)
    while visitor.page.locator("h1").inner_text() == "Reading the policy":
        visitor.follow("Check again", reading_or_read)
    return visitor

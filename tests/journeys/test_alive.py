"""A policy that is kept alive: evidence from a phone, a review, papers, and a page for everybody."""

import datetime
import re

import pytest
from playwright.sync_api import FilePayload

from core import clock
from people.access.roles import Role
from policies.models import Adoption, Commitment, Evidence
from tests.builders import make_member
from tests.journeys.conftest import Visit
from tests.journeys.visiting import PHONE
from tests.policies.cast import Cast, make_cast, plain_document

SOON = f"{clock.today() + datetime.timedelta(days=30):%-d %B %Y}"
LONG = ("Maximiliana " * 16 + "School")[:198]


@pytest.fixture
def cast(site: str) -> Cast:
    cast = make_cast(name=LONG)
    cast.publish(plain_document("give {school} people to shadow <b>", "work with the NCSL"))
    cast.adopted()
    Adoption.objects.update(effective_on="2020-01-01", review_due_on="2099-01-01")
    Commitment.objects.update(in_force_from=datetime.date(2020, 1, 1))
    return cast


def base(cast: Cast) -> str:
    return f"/schools/{cast.school.urn}/policy/"


def test_a_teacher_writes_evidence_on_a_phone_without_scripts(cast: Cast, visit: Visit) -> None:
    teacher = make_member(Role.STAFF, cast.school, name="Tess Teacher")
    phone = visit(teacher, java_script_enabled=False, viewport=PHONE)
    # Three steps, one line: the day stands there already.
    phone.go(f"{base(cast)}commitments/", "Commitments").follow(re.compile("^Add evidence"), "Add evidence")
    phone.fill(line="<script>alert(1)</script> Two people shadowed")
    phone.page.get_by_label("File (optional)").set_input_files(
        FilePayload(name="notes.txt", mimeType="text/plain", buffer=b"%PDF-1.7 not what it says")
    )
    phone.press("Add it", "Add evidence")
    assert "PDF" in phone.errors()[0][0]
    assert not Evidence.objects.exists()
    phone.choose("Self-evaluation (SEF)").press("Add it", re.compile("people to shadow|NCSL"))
    assert "It counts for the policy and the self-evaluation." in phone.words
    assert "<script>alert(1)</script> Two people shadowed" in phone.words


def test_a_head_reviews_lists_priorities_and_prints(cast: Cast, visit: Visit) -> None:
    head = visit(cast.head)
    head.go(f"{base(cast)}commitments/", "Commitments").follow(re.compile("people to shadow"), re.compile("shadow"))
    head.follow(re.compile("^Review it for the "), "Review this commitment").press(
        "Save the review", "Review this commitment"
    )
    assert [said for said, _ in head.errors()] == ["Choose how it is kept.", "Say in a sentence what you saw."]
    head.choose("We are doing part of it").fill(seen="Two do", next_step="Ask the others", next_by=SOON)
    head.press("Save the review", re.compile("shadow"))
    head.follow("Choose a priority", re.compile("priority that this serves")).press(
        "List the priorities", re.compile("^Priorities of the improvement plan")
    )
    head.fill(priority_1="Reading <i>", priority_2=LONG).press("Save", "Commitments")
    assert "Two do" not in head.words
    assert f"Next, by {SOON}: Ask the others" in head.words
    head.follow(re.compile("^School improvement plan"), "Evidence for the school improvement plan")
    paper = head.take("This evidence as PDF", "Making the evidence")
    assert paper.startswith(b"%PDF-1.7")


def test_a_head_checks_the_wording_takes_the_policy_along_and_publishes_it(cast: Cast, site: str, visit: Visit) -> None:
    head = visit(cast.head)
    head.go(base(cast), "Policy").follow("Check the wording", "Check the wording")
    assert "This ended on 29 March 2013." in head.words
    head.go(base(cast), "Policy")
    assert head.download(head.link("as a Word document")).startswith(b"PK")
    assert b"people to shadow <b>" in head.download(head.link("as plain text"))
    head.follow("The public page", "The public page of the policy").press(
        "Publish the policy", "The public page of the policy"
    )
    stranger = visit(viewport=PHONE).go(f"/public/schools/{cast.school.urn}/policy/", "Policy")
    assert "people to shadow <b>" in stranger.words
    assert "Clara Clerk" not in stranger.words
    assert stranger.download(stranger.link("Word document")).startswith(b"PK")
    assert stranger.context.cookies() == []
    stranger.follow("Glossary", "Glossary")
    head.press("Take the public page down", "The public page of the policy")
    assert stranger.context.request.get(f"{site}/public/schools/{cast.school.urn}/policy/").status == 404

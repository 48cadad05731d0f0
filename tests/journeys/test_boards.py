"""A council's next model before it is published: out to boards, replied to on a phone, read and answered."""

import datetime
import re

from core import clock
from people.models import Body
from policies.boards import asking
from policies.models import BoardReply, Comment, Consultation
from tests.journeys.conftest import Visit
from tests.journeys.visiting import PHONE, Visitor
from tests.policies.cast import Cast, make_cast
from tests.policies.test_actions_boards import model_draft


def ask(officer: Visitor, cast: Cast, number: int) -> Consultation:
    officer.go(f"/councils/{cast.school.council.code}/model-policy/", re.compile("policy", re.IGNORECASE))
    officer.follow("Ask schools’ boards for comment", f"Ask schools’ boards about version {number}")
    until = clock.today() + datetime.timedelta(days=30)
    officer.fill(until=f"{until:%-d %B %Y}", question="Would you adopt it?")
    officer.press("Ask schools’ boards", f"Schools’ boards on version {number}")
    out = Consultation.objects.get()
    asking.ask(out.pk)
    return out


def say(chair: Visitor, cast: Cast) -> None:
    """On a phone, in a browser that runs no scripts."""
    heading = "What does your board think of the council’s next model?"
    chair.go(cast.school.get_absolute_url(), cast.school.name)
    chair.follow("Send your board’s reply about the council’s next model policy", heading)
    assert "Would you adopt it?" in chair.words
    part = chair.page.locator("main dl > div").filter(has_text="monthly")
    part.get_by_role("link").first.click()
    chair.arrive("Comment on this clause").fill(text="Monthly is a lot.", suggested="Meet {school} each term.")
    chair.press("Send the comment", heading)
    chair.press("Send your board’s reply", "Send your board’s reply").choose("Agrees, with comments")
    chair.press("Send the reply", heading)
    assert "Agrees, with comments" in chair.words
    chair.press("Change your board’s reply", "Change your board’s reply").fill(words="With one change.")
    chair.press("Save the reply", heading)
    assert "With one change." in chair.words
    assert BoardReply.objects.count() == 2


def answer(officer: Visitor, cast: Cast, number: int, out: Consultation) -> None:
    who = f"Schools’ boards on version {number}"
    officer.go(f"/councils/{cast.school.council.code}/model-policy/boards/{out.pk}/", who)
    assert "1 of 1 school’s board has replied; 1 comment, 1 still to answer" in officer.words
    assert "With one change." in officer.words
    officer.press("Read and answer the comments", f"What boards say of version {number}")
    officer.follow(re.compile("^Answer"), f"Answer {cast.school.name}").choose(re.compile("^Accepted$"))
    officer.fill(reply="Each term it is.")
    officer.press("Save the answer", f"What boards say of version {number}")
    assert "all answered" in officer.words
    officer.follow("Who has replied", who)
    officer.follow(re.compile("^Close it now"), "Close it before its last day").fill(reason="Every board has replied.")
    officer.press("Close it", who)


def test_a_model_goes_out_to_boards_and_its_answers_come_back(site: str, visit: Visit) -> None:
    cast = make_cast(name="Bryn Awel School")
    assert cast.chair
    Body.objects.filter(pk=cast.board.pk).update(kind="governing-board")
    draft = model_draft(cast)
    officer = visit(cast.officer)
    out = ask(officer, cast, draft.number)
    chair = visit(cast.chair, viewport=PHONE, java_script_enabled=False)
    say(chair, cast)
    answer(officer, cast, draft.number, out)
    officer.go(f"/councils/{cast.school.council.code}/model-policy/publish/", "Publish the model policy")
    assert "1 of 1 school’s board has replied" in officer.words
    officer.press(re.compile("^Publish version"), re.compile("Policy"))
    chair.go(f"/schools/{cast.school.urn}/policy/model-draft/{out.pk}/", re.compile("What your board said"))
    assert "Each term it is." in chair.words
    assert Comment.objects.get().answered_by == cast.officer

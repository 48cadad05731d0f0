"""A policy from its first version to its readers: brought in, changed, consulted on, submitted, adopted and read."""

import datetime
import re
from pathlib import Path

from core import clock
from people.access.roles import Role
from policies.models import Comment, Consultation, ReadReceipt, Version
from tests.builders import make_member
from tests.journeys.conftest import Visit
from tests.journeys.test_head_and_clerk import bring_in, change_it, record_it
from tests.journeys.visiting import PHONE, Visitor
from tests.policies.cast import Cast, make_cast

SUGGESTED = "Every deputy leads a meeting of the governing board twice a year."


def ask_for_comments(head: Visitor, title: str) -> Consultation:
    head.press("Save a version", "Save a version").press("Save version 2", title)
    head.follow("Ask staff and governors for comments", "Ask for comments on version 2")
    until = clock.today() + datetime.timedelta(days=7)
    head.fill(until=f"{until:%-d %B %Y}", question="Could we keep this?")
    head.press("Ask for comments", "Comments on version 2")
    return Consultation.objects.get()


def comment(teacher: Visitor, cast: Cast) -> None:
    """On a phone, in a browser that runs no scripts."""
    teacher.go(cast.school.get_absolute_url(), cast.school.name)
    teacher.follow("Say what you think of version 2", "What do you think of version 2?")
    assert "Could we keep this?" in teacher.words
    part = teacher.page.locator("main dl > div").filter(has_text="Every deputy leads a meeting")
    part.get_by_role("link").first.click()
    teacher.arrive("Comment on this clause").fill(text="Once is too little.", suggested=SUGGESTED)
    teacher.press("Send your comment", "What do you think of version 2?")
    assert "Once is too little." in teacher.words
    teacher.follow("Correct", "Correct your comment").fill(text="Once a year is too little.")
    teacher.press("Save", "What do you think of version 2?")
    assert Comment.objects.get().suggested == SUGGESTED


def answer(head: Visitor, cast: Cast, title: str) -> None:
    head.go(cast.school.get_absolute_url(), cast.school.name)
    head.follow("Answer 1 comment on version 2", "Comments on version 2")
    head.follow(re.compile("^Answer"), "Answer Tess Teacher").choose(re.compile("^Accepted$"))
    head.press("Save the answer", "Comments on version 2")
    assert "all answered" in head.words
    head.follow("End it before its day", "End the consultation on version 2")
    head.choose("Close it now, and answer the comments").press("End it", "Comments on version 2")
    head.press("Change the policy", "Change the policy").press("Save a version", "Save a version")
    head.press("Save version 3", title)
    head.press("Submit to the governing board", "Submit version 3 to the governing board")
    head.press("Submit to the governing board", title)
    assert "1 comment from 1 of 1 person; all answered" in head.words


def test_a_policy_is_brought_in_consulted_on_adopted_and_read(site: str, visit: Visit, root: Path) -> None:
    cast = make_cast(name="Bryn Awel School")
    teacher = make_member(Role.STAFF, cast.school, name="Tess Teacher")
    head = visit(cast.head)
    bring_in(head, cast, root / "policies/examples/policy-as-schools-have-them.txt")
    title = Version.objects.of(cast.school).get().text.title
    head.press("Change the policy", "Change the policy")
    change_it(head)
    out = ask_for_comments(head, title)
    assert cast.board
    reader = visit(teacher, viewport=PHONE, java_script_enabled=False)
    comment(reader, cast)
    answer(head, cast, title)
    reader.go(f"/schools/{cast.school.urn}/policy/consultation/{out.pk}/", "Your comments on version 2")
    assert "1 of 1 answered" in reader.words
    record_it(visit(cast.clerk), cast, 3)
    head.go(f"/schools/{cast.school.urn}/policy/versions/3/", title)
    assert SUGGESTED in head.words
    head.follow("Who has read it", "Who has read version 3").press("Ask them to read it", "Who has read version 3")
    assert "0 of 1 person confirmed" in head.words
    reader.go(cast.school.get_absolute_url(), cast.school.name)
    reader.follow("Read the policy, and confirm that you have", title).press("I have read version 3", title)
    assert ReadReceipt.objects.get().user == teacher

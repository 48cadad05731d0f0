"""A head sees who changed what and who opened what, with scripts and without."""

import datetime
import re

import pytest

from core.history.acting import acting
from people.models import Body, Meeting
from tests.builders import make_meeting
from tests.journeys.conftest import Visit
from tests.policies.cast import make_cast


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_head_follows_a_change_to_its_record_and_sees_who_opened_it(site: str, visit: Visit, scripts: bool) -> None:
    cast = make_cast(name="Cae Melyn School")
    meeting = make_meeting(body=cast.board, on=datetime.date(2026, 5, 1))
    authority = "The board delegates the review of the policy to this committee, each autumn term."
    with acting(by=cast.clerk.pk):
        Meeting.objects.filter(pk=meeting.pk).update(on=datetime.date(2026, 5, 3))
        Body.objects.filter(pk=cast.board.pk).update(delegated_authority=authority)
        Body.objects.filter(pk=cast.board.pk).update(delegated_authority=authority.replace("autumn", "spring"))
    head = visit(cast.head, java_script_enabled=scripts).go(f"/schools/{cast.school.urn}/", "Cae Melyn School")
    head.follow("Who changed what", "Who changed what")
    assert "Date of the meeting: 1 May 2026 → 3 May 2026" in head.words
    head.page.get_by_label("What").select_option("Board or committee")
    head.press(re.compile("^Show"), "Who changed what")
    assert "Date of the meeting" not in head.words
    head.page.get_by_role("link", name=re.compile("^Board or committee: ")).first.click()
    head.arrive("Board or committee: Full governing board")
    assert head.page.locator("ins").first.inner_text().strip().endswith("spring")
    assert "Clara Clerk" in head.words
    head.go(f"/schools/{cast.school.urn}/history/", "Who changed what").follow("Who opened what", "Who opened what")
    assert f"The history of one record: board or committee, number {cast.board.pk}" in head.words

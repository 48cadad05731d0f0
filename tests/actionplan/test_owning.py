"""Who owns what: evidence of updates, what is handed back and answered, and teams in which nobody is left."""

import io
import uuid
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from actionplan.actions import owning
from actionplan.actions.progress import add_update
from actionplan.models import HandBack, Milestone, Update, UpdateEvidence
from actionplan.owning import letters, queries, rules
from actionplan.owning.rules import Answer
from actionplan.rules import Progress, Refused
from core import clock, conflicts
from core.models import Letter, Upload
from documents import gate
from people.access.roles import Role
from people.models import Council, User
from tests.actionplan.builders import (
    make_hand_back,
    make_milestone,
    make_owner,
    make_recommendation,
    make_review,
    make_team,
    make_update,
    make_update_evidence,
    make_upload,
)
from tests.at_once import at_once
from tests.builders import make_council, make_member, make_school

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)


@pytest.fixture
def owner(council: Council) -> User:
    return make_owner(make_team(council))


@pytest.fixture
def milestone(council: Council) -> Milestone:
    row = make_recommendation(review=make_review(council=council), teams=["SES"])
    return make_milestone((None, date(2026, 3, 31)), recommendation=row)


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(name: str, council: Council, **keys: object) -> str:
    return reverse(f"actionplan:{name}", kwargs={"code": council.code, **keys})


def add(milestone: Milestone, by: User, **kw: Any) -> Update:
    given = {"words": "Begun.", "progress": Progress.UNDER_WAY, "on": TODAY, "token": uuid.uuid4(), "today": TODAY}
    return add_update(milestone=milestone, by=by, **given | kw)


def text(name: str = "photo.txt", content: bytes = b"Seven came.") -> tuple[str, io.BytesIO]:
    return name, io.BytesIO(content)


def handed(milestone: Milestone, by: User, **kw: Any) -> HandBack:
    row = milestone.recommendation
    given = {"team": make_team(row.review.council), "reason": "It is for the press office.", "token": uuid.uuid4()}
    return owning.hand_back(recommendation=row, milestone=milestone, by=by, **given | kw)


# Evidence -------------------------------------------------------------------------------------------------------------
def test_an_update_shows_its_link_and_its_file_to_whoever_reads_the_plan(
    council: Council, milestone: Milestone, owner: User
) -> None:
    form = {"words": "Begun.", "progress": "under-way", "on": "1/6/2026", "token": str(uuid.uuid4())}
    file = io.BytesIO(b"Seven came.")
    file.name = "seven.txt"
    sent = form | {"link": "https://council.example/news", "file": file}
    assert as_user(owner).post(milestone.get_absolute_url(), sent).status_code == 302
    shown = UpdateEvidence.objects.get()
    reader = as_user(make_member(Role.HEAD, make_school(council=council)))
    page = reader.get(milestone.get_absolute_url()).content.decode()
    where = url("update-file", council, update_id=shown.update_id)
    assert 'href="https://council.example/news"' in page
    assert where in page
    answer = reader.get(where)
    assert b"".join(answer.streaming_content) == b"Seven came."
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert shown.file is not None
    assert "seven" not in str(shown.file.file.name)


@pytest.mark.parametrize("link", ["http://council.example/", "javascript:alert(1)", "ftp://a.example/"])
def test_only_secure_addresses_of_the_web_are_taken(milestone: Milestone, owner: User, link: str) -> None:
    with pytest.raises(Refused, match="https://"):
        add(milestone, owner, link=link)
    form = {"words": "Begun.", "progress": "under-way", "on": "1/6/2026", "token": str(uuid.uuid4()), "link": link}
    assert as_user(owner).post(milestone.get_absolute_url(), form).status_code == 422
    assert not Update.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"), [("a.exe", b"MZ"), ("a.pdf", b"MZ"), ("a.docx", b"PK\x03\x04"), ("a.txt", b"")]
)
def test_a_file_that_may_not_be_kept_leaves_nothing(
    milestone: Milestone, owner: User, name: str, content: bytes
) -> None:
    kept = Upload.objects.count()
    with pytest.raises(gate.Refused):
        add(milestone, owner, file=text(name, content))
    assert (Update.objects.count(), Upload.objects.count()) == (0, kept)


def test_the_same_form_sent_twice_keeps_one_file_and_another_file_is_asked_about(
    milestone: Milestone, owner: User
) -> None:
    token = uuid.uuid4()
    first = add(milestone, owner, token=token, file=text())
    assert add(milestone, owner, token=token, file=text()) == first
    assert UpdateEvidence.objects.count() == 1
    with pytest.raises(Refused, match="sent before"):
        add(milestone, owner, token=token, file=text("other.txt"))


def test_the_file_of_another_councils_update_is_not_there(council: Council, officer: User) -> None:
    foreign = make_council()
    by = make_member(Role.OFFICER, foreign)
    row = make_recommendation(review=make_review(council=foreign))
    said = make_update(make_milestone(recommendation=row), by)
    make_update_evidence(said, file=make_upload(council=foreign, by=by))
    client = as_user(officer)
    assert client.get(url("update-file", council, update_id=said.pk)).status_code == 404
    assert client.get(url("update-file", foreign, update_id=said.pk)).status_code == 404


# Handing back ---------------------------------------------------------------------------------------------------------
def test_what_is_handed_back_tells_the_officer_and_stays_until_it_is_answered(
    council: Council, milestone: Milestone, officer: User, owner: User
) -> None:
    where = url("milestone-hand-back", council, milestone_id=milestone.pk)
    client = as_user(owner)
    assert where in client.get(milestone.get_absolute_url()).content.decode()
    opened = client.get(where).context["form"].initial
    sent = {"team": opened["team"], "reason": "It is for the press office.", "token": str(opened["token"])}
    assert client.post(where, sent | {"reason": " "}).status_code == 422
    for _ in range(2):
        assert client.post(where, sent).status_code == 302
    made = HandBack.objects.get()
    letter = Letter.objects.get(kind=owning.HANDED_BACK, about__endswith=f":{officer.pk}")
    written = letters.handed_back(letter.about)
    assert written is not None
    assert written.to == officer.email
    assert "press office" not in written.words
    assert url("hand-back-answer", council, hand_back_id=made.pk) in written.words
    home = as_user(officer).get(council.get_absolute_url()).content.decode()
    assert "Answer SES, which hands back recommendation 1" in home
    assert list(milestone.recommendation.teams.values_list("code", flat=True)) == ["SES"]
    # While it waits, a second member who hands it back as well adds nothing.
    assert handed(milestone, make_owner(make_team(council))) == made


def test_an_officer_gives_it_to_another_team_and_nothing_is_lost(
    council: Council, milestone: Milestone, officer: User, owner: User
) -> None:
    said, made = make_update(milestone, owner), handed(milestone, owner)
    press = make_team(council, "Press")
    where = url("hand-back-answer", council, hand_back_id=made.pk)
    client = as_user(officer)
    assert "It is for the press office." in client.get(where).content.decode()
    sent = {"answer": "given", "team": str(press.pk), "reply": "", "opened_on": made.answer_token}
    assert client.post(where, sent | {"team": ""}).status_code == 422
    assert client.post(where, sent).status_code == 302
    row = milestone.recommendation
    assert list(row.teams.values_list("code", flat=True)) == ["Press"]
    page = client.get(row.get_absolute_url()).content.decode()
    assert "It is for the press office." in page
    assert "Given to another team: Press" in page
    assert Update.objects.get() == said
    assert client.get(where).url == row.get_absolute_url()
    letter = Letter.objects.get(kind=owning.ANSWERED)
    written = letters.hand_back_answered(letter.about)
    assert written is not None
    assert written.to == owner.email
    # It is no longer theirs to update or to hand back.
    with pytest.raises(PermissionDenied):
        add(milestone, owner)
    with pytest.raises(Refused, match="does not belong"):
        handed(milestone, owner)


def test_an_officer_lets_another_team_own_it_too_or_sends_it_back_with_a_reply(
    council: Council, milestone: Milestone, officer: User, owner: User
) -> None:
    first, press = handed(milestone, owner), make_team(council, "Press")
    answered = {"reply": "", "opened_on": first.answer_token, "by": officer}
    with pytest.raises(Refused, match="Say in a sentence"):
        owning.answer_hand_back(handed=first, answer=Answer.RETURNED, to=None, **answered)  # type: ignore[arg-type]
    owning.answer_hand_back(handed=first, answer=Answer.SHARED, to=press, **answered)  # type: ignore[arg-type]
    assert set(milestone.recommendation.teams.values_list("code", flat=True)) == {"SES", "Press"}
    second = handed(milestone, owner)
    assert second != first
    back = {"reply": "You wrote it.", "opened_on": second.answer_token, "by": officer}
    owning.answer_hand_back(handed=second, answer=Answer.RETURNED, to=None, **back)  # type: ignore[arg-type]
    assert "You wrote it." in as_user(owner).get(milestone.recommendation.get_absolute_url()).content.decode()


def test_the_second_of_two_who_answer_is_told(council: Council, milestone: Milestone, officer: User) -> None:
    made = make_hand_back(milestone.recommendation)
    press = make_team(council, "Press")
    opened_on = made.answer_token
    given = {"opened_on": opened_on, "by": officer, "reply": ""}
    owning.answer_hand_back(handed=made, answer=Answer.GIVEN, to=press, **given)  # type: ignore[arg-type]
    # The same click again changes nothing; another answer is told.
    owning.answer_hand_back(handed=made, answer=Answer.GIVEN, to=press, **given)  # type: ignore[arg-type]
    with pytest.raises(conflicts.Conflict):
        owning.answer_hand_back(handed=made, answer=Answer.SHARED, to=press, **given)  # type: ignore[arg-type]
    sent = {"answer": "returned", "team": "", "reply": "It is yours.", "opened_on": opened_on}
    page = as_user(officer).post(url("hand-back-answer", council, hand_back_id=made.pk), sent)
    assert page.status_code == 422
    assert "Somebody answered this meanwhile" in page.content.decode()
    assert "It is yours." in page.content.decode()


def test_nobody_hands_back_for_a_team_they_are_not_in(council: Council, milestone: Milestone, officer: User) -> None:
    stranger = make_owner(make_team(council, "Press"))
    for person in (stranger, officer):
        with pytest.raises(PermissionDenied):
            handed(milestone, person)
    page = as_user(stranger).get(url("milestone-hand-back", council, milestone_id=milestone.pk)).content.decode()
    assert "None of your teams owns this" in page
    foreign = make_recommendation(review=make_review(council=make_council()))
    ended = make_owner(make_team(council))
    ended.memberships.update(ends_on=date(2020, 1, 1))
    ended = User.objects.get(pk=ended.pk)
    for recommendation, by in ((foreign, stranger), (milestone.recommendation, ended)):
        with pytest.raises(PermissionDenied):
            owning.hand_back(
                recommendation=recommendation,
                milestone=None,
                team=make_team(council),
                reason="No",
                token=uuid.uuid4(),
                by=by,
            )
    assert not HandBack.objects.exists()


def test_a_letter_goes_to_nobody_who_lost_the_right(milestone: Milestone, officer: User) -> None:
    made = make_hand_back(milestone.recommendation)
    about = f"{made.pk}:{officer.pk}"
    assert letters.handed_back(about) is not None
    assert letters.handed_back(f"{made.pk}:{make_member(Role.OFFICER, make_council()).pk}") is None
    assert letters.hand_back_answered(str(made.pk)) is None
    officer.memberships.update(ends_on=date(2020, 1, 1))
    assert letters.handed_back(about) is None


@pytest.mark.django_db(transaction=True)
def test_two_who_hand_back_at_once_hand_back_once(council: Council, milestone: Milestone, owner: User) -> None:
    other = make_owner(make_team(council))
    at_once(lambda: handed(milestone, owner), lambda: handed(milestone, other))
    assert HandBack.objects.count() == 1


# Owners ---------------------------------------------------------------------------------------------------------------
def test_an_officer_adds_a_team_and_gives_it_a_recommendation(
    council: Council, milestone: Milestone, officer: User
) -> None:
    client = as_user(officer)
    assert client.post(url("team-new", council), {"code": "ses", "name": ""}).status_code == 422
    assert client.post(url("team-new", council), {"code": "N/A", "name": ""}).status_code == 422
    assert client.post(url("team-new", council), {"code": "WEP", "name": "Partnership"}).status_code == 302
    wep, row = make_team(council, "WEP"), milestone.recommendation
    where = url("owners", council, recommendation_id=row.pk)
    assert where in client.get(row.get_absolute_url()).content.decode()
    opened = client.get(where).context["form"].initial
    sent = {"teams": [str(wep.pk)], "opened_on": opened["opened_on"]}
    assert client.post(where, sent).status_code == 302
    assert list(row.teams.all()) == [wep]
    # A second window that was opened before is told, and keeps what was chosen in it.
    page = client.post(where, {"teams": [], "opened_on": opened["opened_on"]})
    assert page.status_code == 422
    assert "It now belongs to WEP" in " ".join(page.content.decode().split())
    assert list(row.teams.all()) == [wep]


def test_giving_it_to_others_answers_what_was_handed_back(milestone: Milestone, officer: User, owner: User) -> None:
    made, row = handed(milestone, owner), milestone.recommendation
    owning.set_owners(recommendation=row, teams=[], opened_on=queries.owners_token(row), by=officer)
    made.refresh_from_db()
    assert (made.answer, made.given_to, made.answered_by) == (Answer.GIVEN.value, None, officer)


def test_a_team_of_another_council_owns_nothing_here(council: Council, milestone: Milestone, officer: User) -> None:
    foreign, row = make_team(make_council(), "Theirs"), milestone.recommendation
    with pytest.raises(Refused):
        owning.set_owners(recommendation=row, teams=[foreign], opened_on=queries.owners_token(row), by=officer)
    where = url("owners", council, recommendation_id=row.pk)
    sent = {"teams": [str(foreign.pk)], "opened_on": queries.owners_token(row)}
    assert as_user(officer).post(where, sent).status_code == 422
    made = make_hand_back(row)
    with pytest.raises(Refused):
        owning.answer_hand_back(
            handed=made, answer=Answer.GIVEN, to=foreign, reply="", opened_on=made.answer_token, by=officer
        )


def test_a_team_in_which_nobody_is_left_is_said_to_the_officer(
    council: Council, milestone: Milestone, officer: User, owner: User
) -> None:
    said = make_update(milestone, owner, words="Seven trained.")
    client, row = as_user(officer), milestone.recommendation
    pages = [row.review.get_absolute_url(), url("teams", council)]
    assert queries.teams_with_nobody(council, clock.today()) == []
    assert all("Nobody can update what" not in client.get(page).content.decode() for page in pages)
    owner.memberships.update(ends_on=date(2020, 1, 1))
    assert [team.code for team in queries.teams_with_nobody(council, clock.today())] == ["SES"]
    assert all("Nobody can update what" in client.get(page).content.decode() for page in pages)
    assert "no longer has a role here" in client.get(make_team(council).get_absolute_url()).content.decode()
    assert "Put somebody in the team SES" in client.get(council.get_absolute_url()).content.decode()
    # What they wrote stays, and the milestone is the team's: whoever joins it can go on.
    assert said.words in client.get(milestone.get_absolute_url()).content.decode()
    add(milestone, make_owner(make_team(council)))
    assert queries.teams_with_nobody(council, clock.today()) == []
    # An action owner is not told of teams that are not theirs to fill.
    assert "Nobody can update" not in as_user(make_owner(make_team(council))).get(pages[0]).content.decode()


def test_a_team_with_nothing_due_troubles_nobody(council: Council) -> None:
    row = make_recommendation(review=make_review(council=council), teams=["SES"])
    make_milestone((date(2090, 1, 1), date(2090, 1, 31)), recommendation=row)
    assert queries.waiting(council, clock.today())[1] == []
    make_milestone((None, date(2020, 1, 31)), recommendation=row)
    assert [team.code for team in queries.waiting(council, clock.today())[1]] == ["SES"]


def test_every_answer_has_its_words() -> None:
    assert set(rules.ANSWER_LABELS) == set(rules.ANSWERED_LABELS) == set(Answer)

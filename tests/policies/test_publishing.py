"""The public page: what everybody sees, from when, and nothing beyond it."""

import datetime
from dataclasses import replace

import pypdfium2
import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock, making
from core.models import Paper
from core.rules import PaperState
from people.access.roles import Role
from policies import papers
from policies.actions import publishing as actions
from policies.document import Refused
from policies.models import Adoption, Publication, Version
from policies.publishing import published
from tests.builders import make_evidence_line, make_member, make_trust
from tests.pdf_structure import structure_of
from tests.policies.cast import Cast, make_cast, plain_document
from tests.policies.test_views_commitments import client_of, url, words

pytestmark = pytest.mark.django_db

TODAY = clock.today()


@pytest.fixture
def cast() -> Cast:
    cast = make_cast(name="Hill Top School")
    cast.publish(plain_document("give {school} people to shadow <b>", "the SLT leads"))
    cast.adopted()
    Adoption.objects.update(effective_on="2020-01-01", review_due_on="2099-12-31")
    return cast


def address(cast: Cast, page: str = "public", *more: object) -> str:
    return reverse(f"policies:{page}", args=[cast.school.urn, *more])


def publish(cast: Cast) -> Publication:
    return actions.publish_policy(school=cast.school, by=cast.head, today=TODAY)


def test_nothing_is_public_until_the_head_says_so_and_nothing_once_they_take_it_down(cast: Cast) -> None:
    pages = [address(cast), address(cast, "public-version", 1), address(cast, "public-file", 1, "txt")]
    unknown = Client().get(reverse("policies:public", args=[999]))
    for page in pages:
        hidden = Client().get(page)
        assert hidden.status_code == unknown.status_code == 404
    first = publish(cast)
    assert publish(cast) == first, "asked for twice, it is published once"
    for page in pages:
        assert Client().get(page).status_code == 200
    actions.unpublish_policy(school=cast.school, by=cast.head)
    actions.unpublish_policy(school=cast.school, by=cast.head)
    for page in pages:
        assert Client().get(page).status_code == 404
    assert publish(cast).pk != first.pk
    assert Publication.objects.count() == 2


def test_only_the_head_and_a_trust_s_lead_publish(cast: Cast) -> None:
    for user in (cast.lead, cast.governor, cast.clerk, cast.chair, cast.officer, cast.outsider):
        with pytest.raises(PermissionDenied):
            actions.publish_policy(school=cast.school, by=user, today=TODAY)
        with pytest.raises(PermissionDenied):
            actions.unpublish_policy(school=cast.school, by=user)
    cast.school.trust = make_trust()
    cast.school.save()
    lead = make_member(Role.TRUST_LEAD, cast.school.trust)
    assert actions.publish_policy(school=cast.school, by=lead, today=TODAY)


def test_a_school_without_a_policy_in_force_has_nothing_to_publish(cast: Cast) -> None:
    Adoption.objects.update(effective_on=TODAY + datetime.timedelta(days=1))
    with pytest.raises(Refused, match="No policy is in force yet"):
        publish(cast)
    answer = client_of(cast.head).post(url("publish", cast), {}, follow=True)
    assert "No policy is in force yet" in answer.content.decode()
    assert "Publish the policy</button>" not in answer.content.decode()


def test_everybody_sees_the_text_in_force_and_nobody_s_name(cast: Cast) -> None:
    publish(cast)
    make_evidence_line(cast.school.policy.commitments.first(), line="Secret evidence")
    cast.submit(cast.take())
    shown = words(Client(), address(cast))
    for said in (
        "give <dfn",
        "people to shadow &lt;b&gt;",
        "Full governing board, 14 October 2026",
        "1 January 2020",
        "31 December 2099",
        "SLT: senior leadership team",
    ):
        assert said in shown
    file = Client().get(address(cast, "public-file", 1, "docx"))
    text = Client().get(address(cast, "public-file", 1, "txt")).content.decode()
    assert file["Content-Disposition"] == 'attachment; filename="hill-top-school-policy-version-1.docx"'
    for name in ("Helen Head", "Clara Clerk", "7.2", "Secret evidence", "minute"):
        assert name not in shown
        assert name not in text
        assert name.encode() not in file.content
    assert Client().get(address(cast, "public-version", 2)).status_code == 404, "a submitted version is not public"
    assert Client().get(address(cast, "public-file", 2, "txt")).status_code == 404


def test_the_paper_for_everybody_is_made_once_and_names_nobody(cast: Cast) -> None:
    page = address(cast, "public-pdf", 1)
    assert Client().get(page).status_code == 404
    publish(cast)
    for _ in range(2):
        assert 'id="progress"' in Client().get(page).content.decode()
    making.make(Paper.objects.get(kind=papers.PUBLIC_KIND).pk)
    made = Client().get(page)
    assert made["Content-Disposition"] == 'attachment; filename="hill-top-school-policy-version-1.pdf"'
    content = b"".join(made.streaming_content)
    assert structure_of(content).problems() == []
    said = "".join(one.get_textpage().get_text_range() for one in pypdfium2.PdfDocument(content))
    assert "Adopted by Full governing board on 14 October 2026." in said
    for name in ("Helen Head", "Clara Clerk", "7.2", "minute"):
        assert name not in said
    actions.unpublish_policy(school=cast.school, by=cast.head)
    assert Client().get(page).status_code == 404


def test_a_paper_asked_for_before_the_policy_was_taken_down_is_not_made(cast: Cast) -> None:
    publish(cast)
    Client().get(address(cast, "public-pdf", 1))
    actions.unpublish_policy(school=cast.school, by=cast.head)
    paper = Paper.objects.get(kind=papers.PUBLIC_KIND)
    making.make(paper.pk)
    paper.refresh_from_db()
    assert (paper.state, bool(paper.file)) == (PaperState.FAILED, False)


def test_a_replaced_version_gets_a_paper_that_says_so(cast: Cast) -> None:
    publish(cast)
    found = published(cast.school.urn, TODAY)
    assert found is not None
    later = replace(found, now=Adoption(pk=0))
    assert papers.public_digest(found, found.now) != papers.public_digest(later, found.now)


def test_earlier_versions_are_kept_with_their_days_and_one_to_come_is_not_shown(cast: Cast) -> None:
    publish(cast)
    cast.publish(plain_document("give everybody a mentor"))
    cast.adopt(
        cast.submit(cast.take()), effective_on=TODAY, on=TODAY, today=TODAY, review_due_on=datetime.date(2099, 12, 31)
    )
    now = words(Client(), address(cast))
    assert "give everybody a mentor" in now
    assert address(cast, "public-version", 1) in now
    earlier = words(Client(), address(cast, "public-version", 1))
    assert "people to shadow" in earlier
    assert "no longer in force" in earlier
    assert "no longer in force" in Client().get(address(cast, "public-file", 1, "txt")).content.decode()
    latest = Version.objects.of(cast.school)[0]
    Adoption.objects.filter(version=latest).update(effective_on=TODAY + datetime.timedelta(days=9))
    assert "give everybody a mentor" not in words(Client(), address(cast))
    assert Client().get(address(cast, "public-version", latest.number)).status_code == 404


def test_it_may_be_kept_by_anybody_and_holds_nothing_of_who_reads_it(cast: Cast) -> None:
    publish(cast)
    stranger, head = Client().get(address(cast)), client_of(cast.head).get(address(cast))
    assert stranger.content == head.content
    for answer in (stranger, head):
        assert answer["Cache-Control"] == "public, max-age=300"
        assert not answer.cookies
        assert "csrf" not in answer.content.decode()
    again = Client().get(address(cast), headers={"If-None-Match": stranger["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert b"noindex" not in stranger.content
    assert "noindex" not in stranger.get("X-Robots-Tag", "")
    assert Client().head(address(cast)).status_code == 200
    assert Client().post(address(cast)).status_code in {403, 405}


def test_the_public_page_asks_little_however_many_versions_there_were(cast: Cast) -> None:
    publish(cast)
    Client().get(address(cast))
    with CaptureQueriesContext(connection) as asked:
        Client().get(address(cast))
    assert len(asked) == 1


def test_the_head_publishes_and_takes_down_on_a_page_that_says_what_is_seen(cast: Cast) -> None:
    client, page = client_of(cast.head), url("publish", cast)
    assert page in words(client, url("policy", cast))
    assert "Nobody sees drafts" in words(client, page)
    assert not Publication.objects.exists(), "reading publishes nothing"
    client.post(page, {})
    assert Client().get(address(cast)).status_code == 200
    assert address(cast) in words(client, page)
    client.post(page, {"take": "down"})
    assert Client().get(address(cast)).status_code == 404
    assert client_of(cast.lead).get(page).status_code == 403
    assert page not in words(client_of(cast.lead), url("policy", cast))


@pytest.mark.parametrize("urn", [0, 1, 2**31, 10**17])
def test_no_number_of_a_school_breaks_it(urn: int) -> None:
    assert Client().get(reverse("policies:public", args=[urn])).status_code == 404

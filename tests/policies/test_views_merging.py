"""Taking a new version of the model, page by page."""

import re
from http import HTTPStatus

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.models import User
from policies.actions import versions
from policies.actions.withdrawals import withdraw_model
from policies.document.merging import Answer, Choice
from policies.models import MergeAnswer, ModelOffer, Version
from policies.offers.queries import make_offers
from policies.views import merging as merging_views
from tests.policies.cast import Cast, plain_document, reworded
from tests.policies.merging_cast import Merging


class Person:
    def __init__(self, story: Merging, user: User) -> None:
        self.story = story
        self.client = Client()
        self.client.force_login(user)

    def url(self, name: str, **kwargs: object) -> str:
        return reverse(f"policies:{name}", kwargs={"urn": self.story.cast.school.urn} | kwargs)

    def get(self, name: str, **kwargs: object) -> str:
        return self.client.get(self.url(name, **kwargs), follow=True).content.decode()

    def post(self, name: str, data: dict[str, str], **kwargs: object) -> HttpResponse:
        return self.client.post(self.url(name, **kwargs), data)

    def send(self, name: str, given: dict[str, str], **kwargs: object) -> HttpResponse:
        """Open the page, and send its form."""
        return self.post(name, given | {"opened_on": opened_on(self.get(name, **kwargs))}, **kwargs)


def opened_on(page: str) -> str:
    found = re.search(r'name="opened_on" value="(\w+)"', page)
    assert found is not None
    return found[1]


@pytest.fixture
def story(cast: Cast) -> Merging:
    return Merging(cast)


@pytest.fixture
def head(story: Merging) -> Person:
    return Person(story, story.cast.head)


def test_the_policy_page_and_home_tell_the_head_of_the_new_version(story: Merging, head: Person) -> None:
    assert "version 2 of its model policy" in head.get("policy")
    home = head.client.get(reverse("school", kwargs={"urn": story.cast.school.urn})).content.decode()
    assert "Look at version 2 of the council’s model policy" in home
    assert "3 parts differ, 2 need your choice" in home
    governor = Person(story, story.cast.governor)
    assert "model policy" not in governor.get("policy")


def test_the_offer_says_what_happens_by_itself_and_what_needs_a_choice(head: Person) -> None:
    page = head.get("merge-offer")
    assert "3 parts differ: 1 is taken as it stands, 2 need your choice." in page
    assert "The council changed it, and the school had left it as it was." in page
    assert "0 of 2 answered" in page


def test_two_clashes_are_answered_one_a_page_and_make_a_draft(story: Merging, head: Person) -> None:
    first, second = story.keys
    page = head.get("merge-clash", key=first)
    assert "1 of 2" in page
    assert "<ins" in page
    assert "<del" in page
    sent = head.send("merge-clash", {"choice": "combined", "text": "both together", "note": "Both matter"}, key=first)
    assert sent["Location"] == head.url("merge-clash", key=second)
    assert "1 of 2 answered" in head.get("merge-check")
    sent = head.send("merge-clash", {"choice": "theirs"}, key=second)
    assert sent["Location"] == head.url("merge-check")
    page = head.get("merge-check")
    assert "both together" in page
    sent = head.post("merge-check", {"opened_on": opened_on(page)})
    assert sent["Location"] == head.url("version", number=3)
    assert "what the school chose" in head.get("version", number=3)
    again = head.post("merge-check", {"opened_on": opened_on(page)})
    assert again["Location"] == head.url("version", number=3)
    assert Version.objects.of(story.cast.school).count() == 3
    assert "It is merged already" in head.get("merge-offer")


def test_governors_read_the_record_once_the_version_is_submitted(story: Merging, head: Person) -> None:
    first, second = story.keys
    story.answer(first, Answer(Choice.OURS), note="Our parents asked for it")
    story.answer(second, Answer(Choice.THEIRS))
    head.post("merge-check", {"opened_on": opened_on(head.get("merge-check"))})
    governor = Person(story, story.cast.governor)
    assert governor.client.get(governor.url("version-merge", number=3)).status_code == HTTPStatus.NOT_FOUND
    story.cast.submit(story.latest)
    page = governor.get("version-merge", number=3)
    assert "What came from the council’s version 2, and what the school chose" in page
    assert "Our parents asked for it" in page
    assert "Helen Head" in page
    assert "the council&#x27;s new words 2" in page.replace("<ins>", "").replace("</ins>", "") or "new words 2" in page


def test_a_version_without_a_merge_has_no_record(head: Person) -> None:
    assert head.client.get(head.url("version-merge", number=2)).status_code == HTTPStatus.NOT_FOUND


def test_an_unchanged_copy_takes_the_new_version_on_one_page(cast: Cast) -> None:
    head = Person(Merging(cast, clashes=0), cast.head)
    sent = head.post("merge-check", {"opened_on": opened_on(head.get("merge-offer"))})
    assert sent["Location"] == head.url("version", number=2)


def test_of_two_tabs_the_second_sees_what_was_answered_and_keeps_its_words(story: Merging, head: Person) -> None:
    key = story.keys[0]
    opened = opened_on(head.get("merge-clash", key=key))
    story.answer(key, Answer(Choice.OURS))
    sent = {"choice": "combined", "text": "words of the second tab", "opened_on": opened}
    page = head.post("merge-clash", sent, key=key).content.decode()
    assert "after you opened the page" in page
    assert "words of the second tab" in page
    assert MergeAnswer.objects.get().choice == "ours"
    head.post("merge-clash", sent | {"opened_on": opened_on(page)}, key=key)
    assert MergeAnswer.objects.get().text == "words of the second tab"


def test_a_version_saved_meanwhile_is_told_in_one_sentence(story: Merging, head: Person) -> None:
    for key in story.keys:
        story.answer(key, Answer(Choice.OURS))
    opened = opened_on(head.get("merge-check"))
    story.change(2, "something else")
    versions.save_version(owner=story.cast.school, by=story.cast.head)
    sent = head.post("merge-check", {"opened_on": opened})
    assert "Your answers are kept" in head.client.get(sent["Location"]).content.decode()
    assert Version.objects.of(story.cast.school).count() == 3


def test_answers_that_cannot_be_given_are_refused_beside_the_field(story: Merging, head: Person) -> None:
    key = story.keys[0]
    assert (
        "Enter the words in which both changes stand"
        in head.send("merge-clash", {"choice": "combined", "text": " "}, key=key).content.decode()
    )
    assert "Choose one of these." in head.send("merge-clash", {"choice": "beside"}, key=key).content.decode()
    assert "500" in head.send("merge-clash", {"choice": "ours", "note": "x" * 600}, key=key).content.decode()
    assert not MergeAnswer.objects.exists()


def test_markup_in_a_clause_is_shown_as_words(cast: Cast) -> None:
    story = Merging(cast)
    story.answer(story.keys[0], Answer(Choice.COMBINED, "<script>alert(1)</script>"), note="<b>bold</b>")
    head = Person(story, cast.head)
    for page in (head.get("merge-check"), head.get("merge-clash", key=story.keys[0])):
        assert "<script>alert" not in page
        assert "<b>bold" not in page


def test_a_question_that_is_not_there_leads_back_to_the_offer(head: Person) -> None:
    assert "no longer in question" in head.get("merge-clash", key="nothing")
    assert "no longer in question" in head.get("merge-clash", key="name:title")


def test_a_school_without_an_offer_has_no_such_page(cast: Cast) -> None:
    cast.take()
    client = Client()
    client.force_login(cast.head)
    assert client.get(reverse("policies:merge-offer", kwargs={"urn": cast.school.urn})).status_code == 404


def test_declining_asks_why_and_stops_the_reminder(story: Merging, head: Person) -> None:
    assert "Enter the reason" in head.post("merge-decline", {"reason": ""}).content.decode()
    head.post("merge-decline", {"reason": "We review ours in the summer"})
    assert "which the school declined" in head.get("policy")
    home = head.client.get(reverse("school", kwargs={"urn": story.cast.school.urn})).content.decode()
    assert "Look at version 2" not in home


def test_a_model_withdrawn_while_the_school_merges_is_told_and_its_answers_are_kept(
    story: Merging, head: Person
) -> None:
    for key in story.keys:
        story.answer(key, Answer(Choice.OURS))
    opened = opened_on(head.get("merge-check"))
    officer = Person(story, story.cast.officer)
    url = reverse("policies:model-withdraw", kwargs={"code": story.cast.school.council.code})
    officer.client.post(url, {"number": 2, "reason": "It names a programme that has ended"})
    sent = head.post("merge-check", {"opened_on": opened})
    page = head.client.get(sent["Location"]).content.decode()
    assert "has withdrawn this version of its model" in page
    assert "It names a programme that has ended" in page
    assert MergeAnswer.objects.count() == 2
    assert "has withdrawn" in head.get("merge-clash", key=story.keys[0])


def test_withdrawing_names_the_version_it_was_opened_on(story: Merging) -> None:
    officer = Person(story, story.cast.officer)
    url = reverse("policies:model-withdraw", kwargs={"code": story.cast.school.council.code})
    assert "Withdraw version 2" in officer.client.get(url).content.decode()
    story.publish("another")
    officer.client.post(url, {"number": 2, "reason": "Too soon"})
    assert not Version.objects.filter(withdrawal__isnull=False).exists()


def test_the_pages_ask_no_more_of_fifty_clashes_than_of_one(cast: Cast) -> None:
    def queries(count: int) -> int:
        texts = [f"clause {number}" for number in range(50)]
        cast.publish(plain_document(*texts))
        taken = cast.take()
        document = taken.text
        for number in range(count):
            document = reworded(document, number, f"ours {number}")
        versions.next_version(
            taken.policy, document, by=cast.head, base=taken, model_version=taken.model_version, why=""
        )
        published = cast.publish(plain_document(*(f"theirs {number}" for number in range(50))))
        make_offers(published.pk)
        client = Client()
        client.force_login(cast.head)
        url = reverse("policies:merge-offer", kwargs={"urn": cast.school.urn})
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            assert f"of {count}" in client.get(url).content.decode()
        return len(asked)

    few = queries(1)
    assert few <= 14
    assert queries(50) == few


def test_another_schools_head_reaches_none_of_it(story: Merging) -> None:
    outsider = Person(story, story.cast.outsider)
    for name, kwargs in (("merge-offer", {}), ("merge-clash", {"key": story.keys[0]}), ("merge-check", {})):
        assert outsider.client.get(outsider.url(name, **kwargs)).status_code == 404
        assert outsider.post(name, {"choice": "ours"}, **kwargs).status_code == 404
    assert not ModelOffer.objects.filter(version__isnull=False).exists()


def test_withdrawal_stays_the_councils(story: Merging, head: Person) -> None:
    withdraw_model(version=story.published, reason="Too soon", by=story.cast.officer)
    assert "version 2 of its model policy" not in head.get("policy")


def test_a_policy_of_a_thousand_clashes_lists_two_hundred_and_says_how_many_follow(cast: Cast) -> None:
    cast.publish(plain_document(*(f"clause {number}" for number in range(1_000))))
    taken = cast.take()
    changed = taken.text.mapped(lambda text: f"{text} here" if text.startswith("clause") else text)
    versions.next_version(taken.policy, changed, by=cast.head, base=taken, model_version=taken.model_version, why="")
    make_offers(cast.publish(plain_document(*(f"other {number}" for number in range(1_000)))).pk)
    client = Client()
    client.force_login(cast.head)
    page = client.get(reverse("policies:merge-offer", kwargs={"urn": cast.school.urn})).content.decode()
    assert "800 more follow, one a page." in page
    assert "200 of 1000" in page
    assert "201 of 1000" not in page


def test_many_answers_and_a_long_record_are_shown_a_page_at_a_time(
    story: Merging, head: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging_views, "MOST_TOLD", 1)
    first, second = story.keys
    story.answer(first, Answer(Choice.OURS), note="Our parents asked for it")
    story.answer(second, Answer(Choice.THEIRS))
    page = head.get("merge-check")
    assert "1 to 1 of 2." in page
    assert "Our parents asked for it" in page
    assert 'href="?from=2"' in page
    url = head.url("merge-check")
    assert "Our parents asked for it" not in head.client.get(url, {"from": "2"}).content.decode()
    for odd in ("0", "3", "-1", "x", "9" * 30):
        assert "1 to 1 of 2." in head.client.get(url, {"from": odd}).content.decode()
    head.post("merge-check", {"opened_on": opened_on(page)})
    record = head.url("version-merge", number=3)
    pages = [head.client.get(record, {"from": str(number)}).content.decode() for number in (1, 2, 3)]
    assert ["Our parents asked for it" in shown for shown in pages] == [True, False, False]
    assert "new words 2" in pages[2].replace("<ins>", "").replace("</ins>", "")
    assert "What happened by itself" not in pages[0]

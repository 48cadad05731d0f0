"""Comparing versions of a policy: on a page, and as a paper for the meeting."""

from collections.abc import Callable
from http import HTTPStatus
from itertools import count

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.making import make
from core.models import Paper
from people.models import User
from policies.actions.submissions import submit
from policies.actions.versions import save_version
from policies.comparison import paper as change_paper
from policies.comparison.changes import to_compare
from policies.document import compare
from policies.models import Version
from policies.templatetags import policies as shown
from tests.pdf_structure import structure_of
from tests.policies.cast import Cast, plain_document
from tests.policies.test_actions_versions import change

Get = Callable[..., str]


@pytest.fixture
def get(cast: Cast, client: Client) -> Get:
    """The text of a page as one of the cast sees it; the status is checked."""

    def page(who: User, name: str, query: str = "", *, status: int = HTTPStatus.OK, **kwargs: object) -> str:
        client.force_login(who)
        url = reverse(f"policies:{name}", kwargs={"urn": cast.school.urn} | kwargs)
        response = client.get(f"{url}{query}")
        assert response.status_code == status
        return response.content.decode()

    return page


def saved(cast: Cast, *words: str) -> Version:
    """A version for each of these, with its first clause in these words."""
    for words_of_one in words:
        change(cast, cast.head, words_of_one)
        version = save_version(owner=cast.school, by=cast.head)
    return version


def paper(before: Version, after: Version) -> str:
    structure = structure_of(change_paper.changes_pdf(change_paper.subject(before, after)).content)
    assert structure.problems() == []
    return " ".join(structure.text.split())


# Which two


@pytest.mark.parametrize(
    ("versions", "chosen"),
    [
        ([], None),
        ([(1, "draft")], None),
        ([(1, "adopted")], None),
        ([(2, "draft"), (1, "draft")], (1, 2)),
        ([(4, "draft"), (3, "draft"), (2, "adopted"), (1, "draft")], (2, 4)),
        ([(4, "adopted"), (3, "draft"), (2, "adopted"), (1, "adopted")], (2, 4)),
        ([(3, "submitted"), (2, "adopted"), (1, "adopted")], (2, 3)),
    ],
)
def test_the_latest_is_compared_with_the_one_adopted_last(
    versions: list[tuple[int, str]], chosen: tuple[int, int] | None
) -> None:
    assert to_compare(versions) == chosen


def test_without_a_choice_the_latest_is_compared_with_the_policy_in_force(cast: Cast, get: Get) -> None:
    cast.adopted()
    saved(cast, "First try", "Second try")
    page = get(cast.head, "version-compare")
    assert "From version 1 to version 3" in page
    assert "adopted by Full governing board on 14 October 2026, minute 7.2" in page
    assert "a draft saved on" in page
    assert 'value="1" selected' in get(cast.head, "versions")


# The page


def test_a_comparison_shows_the_changes_by_word_and_says_them_aloud(cast: Cast, get: Get) -> None:
    cast.take()
    saved(cast, "Other words")
    changed = get(cast.head, "version-compare", "?before=2&after=1")
    assert "1 clause changed" in changed
    assert "added: </span>Other words</ins>" in changed
    assert "We want:" not in changed
    assert "We want:" in get(cast.head, "version-compare", "?before=1&after=2&all=1")


def test_a_version_is_not_compared_with_itself_nor_one_alone(cast: Cast, get: Get) -> None:
    cast.take()
    get(cast.head, "version-compare", "?before=1&after=1", status=HTTPStatus.FOUND)
    assert "Choose two different versions to compare." in get(cast.head, "versions")
    get(cast.head, "version-compare", status=HTTPStatus.FOUND)
    assert "There is only one version you may read" in get(cast.head, "versions")


def test_a_list_without_versions_says_when_one_comes(cast: Cast, get: Get) -> None:
    page = get(cast.governor, "versions")
    assert "0 versions" not in page
    assert "<table" not in page
    assert "once it is submitted to the governing board" in page
    assert "once it is saved" in get(cast.head, "versions")


@pytest.mark.parametrize("query", ["?before=2", "?before=1&after=99", "?before=x&after=1", "?before=1&after=99999999"])
def test_a_comparison_of_what_is_not_there_is_not_found(cast: Cast, get: Get, query: str) -> None:
    cast.take()
    get(cast.head, "version-compare", query, status=HTTPStatus.NOT_FOUND)


def test_points_and_cells_stand_apart(cast: Cast, get: Get) -> None:
    cast.publish(plain_document("One", "Two"))
    cast.take()
    saved(cast, "Two\nlines")
    assert "Two<br/><ins>" in get(cast.head, "version-compare")


def test_a_version_leads_to_what_changed_since_the_policy_in_force(cast: Cast, get: Get) -> None:
    cast.adopted()
    saved(cast, "First try", "Second try")
    page = get(cast.head, "version", number=3)
    assert "What changed since version 1" in page
    assert "What changed" not in get(cast.head, "version", number=1)


def test_a_comparison_asks_as_much_of_two_versions_as_of_many(cast: Cast, get: Get, client: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("policies:version-compare", kwargs={"urn": cast.school.urn}))
        return len(captured)

    cast.adopted()
    saved(cast, "One")
    get(cast.head, "version-compare")
    assert queries() == 4, "what differs is kept, and no text is asked for"
    saved(cast, *(f"Words {number}" for number in range(8)))
    assert queries() == 6, "the text of each of the two"
    assert queries() == 4


def test_what_is_kept_of_a_comparison_is_shown_of_no_other(cast: Cast, get: Get) -> None:
    """The same two versions with other names in the blanks, the whole text, and then two other versions."""
    cast.publish(plain_document("{school} looks back", "{school} plans ahead"))
    cast.take()
    saved(cast, "{school} plans well ahead")
    for _ in range(2):
        page = get(cast.head, "version-compare")
        assert "Bryn Awel School plans" in page
        assert "looks back" not in page
    assert "looks back" in get(cast.head, "version-compare", "?before=1&after=2&all=1")
    cast.school.name = "Cwm Glas School"
    cast.school.save()
    assert "Cwm Glas School plans" in get(cast.head, "version-compare")
    saved(cast, "{school} plans no more")
    assert "no more" in get(cast.head, "version-compare", "?before=2&after=3")


def test_what_differs_is_kept_by_the_comparison_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two comparisons that say the same are two; one is shown once, each way it is asked for."""
    numbers = count(1)
    monkeypatch.setattr(shown, "_made", lambda *_args, **_given: str(next(numbers)))
    one, other = (compare(plain_document("Old"), plain_document("New")) for _ in range(2))
    ways = [(one, {}, False), (one, {}, True), (one, {"school": "Bryn Awel"}, False), (other, {}, False)]
    first = [shown.kept_changes(comparison, facts, shows_all=every) for comparison, facts, every in ways]
    again = [shown.kept_changes(comparison, facts, shows_all=every) for comparison, facts, every in ways]
    assert first == again == ["1", "2", "3", "4"]


# The paper


def test_the_change_paper_says_what_is_asked_of_the_meeting(cast: Cast) -> None:
    before = cast.adopted()
    after = submit(version=saved(cast, "We want leaders who stay"), by=cast.head)
    text = paper(before, after)
    for words in (
        "Changes to Succession planning policy",
        "Bryn Awel School",
        "version 1, adopted by Full governing board on 14 October 2026, minute 7.2",
        "version 2, submitted to the governing board on",
        "1 clause changed",
        "[+",
        "[−",
    ):
        assert words in text
    assert "Helen Head" not in text, "a paper that names nobody need not be made again when a name is erased"


def test_the_change_paper_is_made_once_and_again_when_a_version_is_adopted(cast: Cast, get: Get) -> None:
    before = cast.adopted()
    after = saved(cast, "Other words")
    address = {"first": 1, "second": 2}
    assert "Making" in get(cast.head, "changes-pdf", **address)
    make(Paper.objects.get(kind=change_paper.KIND).pk)
    assert Paper.objects.get().filename == "bryn-awel-school-policy-changes-1-to-2.pdf"
    digest = change_paper.digest(before, after)
    cast.adopt(submit(version=after, by=cast.head))
    assert change_paper.digest(before, Version.objects.get(pk=after.pk)) != digest


def test_a_draft_is_on_no_paper_of_those_who_may_not_read_it(cast: Cast, get: Get) -> None:
    cast.adopted()
    saved(cast, "Other words")
    get(cast.governor, "changes-pdf", first=1, second=2, status=HTTPStatus.NOT_FOUND)
    get(cast.head, "changes-pdf", first=1, second=1, status=HTTPStatus.NOT_FOUND)
    get(cast.outsider, "changes-pdf", first=1, second=2, status=HTTPStatus.NOT_FOUND)


def test_a_hostile_change_is_only_words(cast: Cast) -> None:
    before = cast.adopted()
    hostile = '<img src="file:///etc/passwd"><script>alert(1)</script> @import url(http://example.org) &amp;'
    assert "<script>alert(1)</script>" in paper(before, saved(cast, hostile)).replace("[+", "").replace("]", "")

"""A school disputes how its policy is labelled, and its council answers."""

from collections.abc import Callable
from http import HTTPStatus

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.models import Letter
from people.models import User
from policies import letters
from policies.actions.disputes import ANSWERED, answer_dispute, dispute_standing
from policies.actions.submissions import submit
from policies.actions.versions import save_version
from policies.document import Refused
from policies.models import Adoption, StandingDispute, Version
from policies.standings.rules import HOW_WORKED_OUT, LONGEST_REASON, Lineage, check_answer, check_dispute
from policies.writing import next_version, policy_of
from tests.builders import make_dispute, make_school
from tests.policies.cast import Cast, make_cast, plain_document
from tests.policies.test_actions_versions import change

REASON = "We wrote it ourselves, and took three clauses over"


@pytest.fixture
def open_page(client: Client) -> Callable[..., str]:
    """The text of a page as somebody sees it; its status is checked."""

    def page(who: User, name: str, *, status: int = HTTPStatus.OK, query: str = "", **kwargs: object) -> str:
        client.force_login(who)
        response = client.get(f"{reverse(f'policies:{name}', kwargs=kwargs)}{query}")
        assert response.status_code == status
        return response.content.decode()

    return page


def disputed(cast: Cast) -> StandingDispute:
    return dispute_standing(adoption=cast.adopted().adoption, said=Lineage.OWN, reason=REASON, by=cast.head)


# The rules


def test_every_label_says_why_it_was_worked_out() -> None:
    assert HOW_WORKED_OUT.keys() == set(Lineage)


@pytest.mark.parametrize("reason", ["", "  \n", "x" * (LONGEST_REASON + 1)])
def test_a_dispute_needs_another_label_and_a_reason(reason: str) -> None:
    with pytest.raises(Refused):
        check_dispute(said=Lineage.OWN, now=Lineage.CHANGED, reason=reason)
    with pytest.raises(Refused, match="labelled now"):
        check_dispute(said=Lineage.OWN, now=Lineage.OWN, reason=REASON)
    check_dispute(said=Lineage.OWN, now=Lineage.CHANGED, reason=REASON)


def test_a_school_is_not_turned_down_without_a_word() -> None:
    with pytest.raises(Refused, match="Say why"):
        check_answer(said=Lineage.OWN, settled=Lineage.CHANGED, words=" ")
    check_answer(said=Lineage.OWN, settled=Lineage.OWN, words="")
    with pytest.raises(Refused, match="at most"):
        check_answer(said=Lineage.OWN, settled=Lineage.OWN, words="x" * (LONGEST_REASON + 1))


# The actions


def test_the_label_stays_until_the_council_has_answered_and_is_then_as_it_decided(cast: Cast) -> None:
    dispute = disputed(cast)
    assert Adoption.objects.get().relation is Lineage.UNCHANGED
    answered = answer_dispute(dispute=dispute, settled=Lineage.OWN_WITH_CORE, words="The core stands", by=cast.officer)
    assert Adoption.objects.get().relation is Lineage.OWN_WITH_CORE
    assert (answered.worked_out, answered.is_upheld) == (Lineage.UNCHANGED, False)


def test_sent_twice_it_is_said_once_and_answered_once(cast: Cast) -> None:
    first = disputed(cast)
    again = dispute_standing(adoption=first.adoption, said=Lineage.OWN, reason=REASON, by=cast.head)
    assert again == first
    for _ in range(2):
        answer_dispute(dispute=first, settled=Lineage.OWN, words="", by=cast.officer)
    assert Letter.objects.filter(kind=ANSWERED).count() == 1


def test_another_waits_until_the_first_is_answered_and_an_answer_is_final(cast: Cast) -> None:
    first = disputed(cast)
    with pytest.raises(Refused, match="has not answered"):
        dispute_standing(adoption=first.adoption, said=Lineage.CHANGED, reason="Another", by=cast.lead)
    answer_dispute(dispute=first, settled=Lineage.OWN, words="", by=cast.officer)
    with pytest.raises(Refused, match="answered already"):
        answer_dispute(dispute=first, settled=Lineage.CHANGED, words="No", by=cast.officer)
    second = dispute_standing(adoption=first.adoption, said=Lineage.CHANGED, reason="Another", by=cast.lead)
    assert second.worked_out == Lineage.OWN


def test_the_database_keeps_one_waiting_and_no_answer_without_a_name(cast: Cast) -> None:
    dispute = disputed(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_dispute(dispute.adoption)
    with pytest.raises(IntegrityError), transaction.atomic():
        StandingDispute.objects.filter(pk=dispute.pk).update(settled="own")


def test_only_those_who_write_the_policy_dispute_and_only_officers_answer(cast: Cast) -> None:
    dispute = disputed(cast)
    for outsider in (cast.governor, cast.clerk, cast.officer, cast.outsider):
        with pytest.raises(PermissionDenied):
            dispute_standing(adoption=dispute.adoption, said=Lineage.OWN, reason="x", by=outsider)
    for outsider in (cast.head, cast.chair, make_cast().officer):
        with pytest.raises(PermissionDenied):
            answer_dispute(dispute=dispute, settled=Lineage.OWN, words="", by=outsider)


def test_the_letter_says_nothing_and_goes_to_who_still_may_change_the_policy(cast: Cast) -> None:
    dispute = disputed(cast)
    about = f"{dispute.pk}:{cast.head.pk}"
    assert letters.standing_answered(about) is None
    answer_dispute(dispute=dispute, settled=Lineage.CHANGED, words="Clause 3 is not yours", by=cast.officer)
    letter = letters.standing_answered(about)
    assert letter
    assert "Clause 3" not in letter.words
    assert REASON not in letter.words
    cast.head.memberships.all().delete()
    assert letters.standing_answered(about) is None


# The pages


def test_what_differs_is_listed_clause_by_clause(cast: Cast, open_page: Callable[..., str]) -> None:
    urn = {"urn": cast.school.urn}
    cast.adopted()
    assert "Nothing changed" in open_page(cast.head, "differences", **urn)
    change(cast, cast.head, "Zebras")
    cast.adopt(submit(version=save_version(owner=cast.school, by=cast.head), by=cast.head), minute_reference="8.1")
    page = open_page(cast.governor, "differences", **urn)
    assert "1 clause changed" in page
    assert "added: </span>Zebras</ins>" in page
    assert "The council’s model, changed by the school" in page
    assert "is not right" not in page, "a governor does not dispute"
    assert "We want:" in open_page(cast.head, "differences", query="?all=1", **urn)


def test_a_policy_of_the_schools_own_is_compared_by_its_words(cast: Cast, open_page: Callable[..., str]) -> None:
    cast.publish(plain_document("{school} grows leaders", "It looks ahead"))
    own = plain_document(f"{cast.school.name} grows leaders", "It looks back").mapped(str)
    version = next_version(policy_of(cast.school), own, by=cast.head, base=None, why="Our own")
    cast.adopt(submit(version=version, by=cast.head))
    page = open_page(cast.head, "differences", urn=cast.school.urn)
    assert "1 clause changed; 1 the same" in page


def test_a_school_without_a_policy_or_a_council_without_a_model(cast: Cast, open_page: Callable[..., str]) -> None:
    urn = {"urn": cast.school.urn}
    open_page(cast.head, "differences", status=HTTPStatus.NOT_FOUND, **urn)
    open_page(cast.head, "dispute", status=HTTPStatus.NOT_FOUND, **urn)
    version = next_version(policy_of(cast.school), plain_document("One"), by=cast.head, base=None, why="Our own")
    cast.adopt(submit(version=version, by=cast.head))
    assert "No model to compare with" in open_page(cast.head, "differences", **urn)


def test_what_the_school_said_is_read_by_its_own_and_by_its_officers(cast: Cast, open_page: Callable[..., str]) -> None:
    disputed(cast)
    for reader in (cast.head, cast.governor, cast.clerk, cast.officer):
        assert REASON in open_page(reader, "differences", urn=cast.school.urn)
    assert "Answer a school that disputes" in _home_of(cast)
    page = open_page(cast.officer, "model-disputes", code=cast.school.council.code)
    assert cast.school.name in page
    assert REASON not in page


def _home_of(cast: Cast) -> str:
    client = Client()
    client.force_login(cast.officer)
    return client.get(reverse("council", kwargs={"code": cast.school.council.code})).content.decode()


def test_head_and_officer_settle_a_label_in_their_pages(cast: Cast, client: Client) -> None:
    cast.adopted()
    urn, code = cast.school.urn, cast.school.council.code
    client.force_login(cast.head)
    there = reverse("policies:dispute", kwargs={"urn": urn})
    refused = client.post(there, {"said": "own", "reason": " "})
    assert "Say why, so that the council can look at it." in refused.content.decode()
    assert client.post(there, {"said": "own", "reason": REASON}).status_code == HTTPStatus.FOUND
    again = client.post(there, {"said": "own", "reason": "Something else"}).content.decode()
    assert "has not answered" in again
    assert "Something else" in again
    dispute = StandingDispute.objects.get()
    client.force_login(cast.officer)
    answer = reverse("policies:model-dispute", kwargs={"code": code, "dispute_id": dispute.pk})
    assert REASON in client.get(answer).content.decode()
    assert "Say why the label is not" in client.post(answer, {"settled": "changed", "words": ""}).content.decode()
    assert client.post(answer, {"settled": "own", "words": ""}).status_code == HTTPStatus.FOUND
    page = client.get(reverse("policies:model-disputes", kwargs={"code": code})).content.decode()
    assert "Nothing waits for an answer" in page
    assert "the school is told" in page


def test_the_list_asks_as_much_for_one_as_for_many(cast: Cast, client: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("policies:model-disputes", kwargs={"code": cast.school.council.code}))
        return len(captured)

    disputed(cast)
    client.force_login(cast.officer)
    queries()
    few = queries()
    for _ in range(12):
        other = Cast(make_school(council=cast.school.council))
        make_dispute(other.adopted().adoption)
    assert queries() == few <= 12


def test_a_settled_label_counts_for_the_council(cast: Cast) -> None:
    answer_dispute(dispute=disputed(cast), settled=Lineage.OWN, words="", by=cast.officer)
    assert Version.objects.get(pk=Adoption.objects.get().version_id).adoption.get_lineage_display() == (
        "The school’s own, without the core clauses"
    )

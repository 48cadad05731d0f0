"""The library: who finds which clause of which policy, and nothing else."""

import datetime
from dataclasses import replace
from functools import partial

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core import clock
from people.access.roles import Role
from people.models import Council, School, User
from policies.actions.library import share
from policies.document import Clause, Document, Section, SectionKind
from policies.library import queries as library
from policies.library.shelving import FEW, SOME, keep_shelf, shelve
from policies.models import Adoption, SchoolTags, Sharing, ShelvedClause, ShelvedText, Version
from policies.writing import next_version, policy_of
from tests.at_once import at_once
from tests.builders import make_council, make_member, make_school
from tests.policies.cast import Cast

pytestmark = pytest.mark.django_db

TODAY = clock.today()
DAY = datetime.timedelta(days=1)


def document(*texts: str, tags: tuple[str, ...] = ()) -> Document:
    clauses = tuple(Clause(id=f"c{number}", text=text, tags=tags) for number, text in enumerate(texts, start=1))
    return Document("Policy", sections=(Section("s1", SectionKind.IMPLEMENTATION, "What we do", clauses),))


def adopted(
    council: Council, name: str, text: Document, *, shared: bool = True, key: int | None = None, **kw: object
) -> Cast:
    """A school whose policy says this, in force and shared. key: the school's own."""
    cast = Cast(make_school(council=council, name=name, pk=key))
    version = next_version(policy_of(cast.school), text, by=cast.head, base=None, why="")
    cast.adopt(cast.submit(version), **kw)
    if shared:
        share(school=cast.school, is_shared=True, by=cast.head)
    return cast


def drafted(cast: Cast, words: str) -> Version:
    return next_version(policy_of(cast.school), document(words), by=cast.head, base=None, why="")


@pytest.fixture
def council() -> Council:
    return make_council()


@pytest.fixture
def reader(council: Council) -> User:
    """The head of a school that shares nothing and has no policy."""
    return make_member(Role.HEAD, make_school(council=council, name="Zennor School"))


@pytest.fixture
def officer(council: Council) -> User:
    return make_member(Role.OFFICER, council)


def schools(reader: User, council: Council, words: str = "", tag: str = "") -> list[str]:
    return [one.school for one in library.search(reader, council, words=words, tag=tag, today=TODAY).found]


def test_words_are_found_in_every_form_and_shown(reader: User, council: Council) -> None:
    adopted(council, "Bryn Awel School", document("Every deputy is mentored by somebody outside."))
    results = library.search(reader, council, words="mentoring", tag="", today=TODAY)
    (found,) = results.found
    assert (found.school, found.heading, results.clauses) == ("Bryn Awel School", "What we do", 1)
    assert found.pieces == [("Every deputy is ", False), ("mentored", True), (" by somebody outside.", False)]


def test_the_clause_that_says_more_of_it_comes_first(reader: User, council: Council) -> None:
    adopted(council, "A School", document("We visit. " + "Other words stand here. " * 20 + "One mentor helps."))
    adopted(council, "B School", document("A mentor for each mentor of mentors."))
    assert schools(reader, council, "mentor") == ["B School", "A School"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("mentor deputy", ["A School"]),
        ('"deputy a mentor"', ["A School"]),
        ('"mentor a deputy"', []),
        ("mentor -deputy", ["B School"]),
        ("deputy or workshop", ["A School", "C School"]),
        ("Llanfair", ["A School"]),
    ],
)
def test_words_are_asked_for_as_people_type_them(reader: User, council: Council, words: str, found: list[str]) -> None:
    adopted(council, "A School", document("Offer every deputy a mentor from Llanfair."))
    adopted(council, "B School", document("A mentor for teachers."))
    adopted(council, "C School", document("A workshop each year."))
    assert sorted(schools(reader, council, words)) == found


def test_the_same_words_of_several_schools_are_told_once(reader: User, council: Council) -> None:
    for name in ("A School", "B School", "C School"):
        adopted(council, name, document("{school} offers every deputy a mentor."))
    results = library.search(reader, council, words="mentor", tag="", today=TODAY)
    assert [(one.school, one.others) for one in results.found] == [("A School", 2)]
    assert results.clauses == 3
    assert "A School" in results.found[0].pieces[0][0]


def held(council: Council) -> dict[str, tuple[int, int]]:
    """The words on the council's shelf, each with how many clauses say them, and how many of them are shared."""
    return {one.text: (one.held, one.held_shared) for one in ShelvedText.objects.filter(council=council)}


def test_the_same_words_stand_once_on_the_shelf_until_nobody_has_them(officer: User, council: Council) -> None:
    mentor, walrus = "Every deputy has a mentor.", "A walrus."
    first = adopted(council, "A School", document(mentor, walrus))
    second = adopted(council, "B School", document(mentor), shared=False)
    assert held(council) == {mentor: (2, 1), walrus: (1, 1)}
    (found,) = library.search(officer, council, words="mentor", tag="", today=TODAY).found
    assert (found.school, found.others) == ("A School", 1)
    first.adopt(first.submit(drafted(first, "A narwhal.")))
    assert held(council) == {mentor: (1, 0), "A narwhal.": (1, 1)}
    share(school=second.school, is_shared=True, by=second.head)
    assert held(council) == {mentor: (1, 1), "A narwhal.": (1, 1)}
    assert schools(officer, council, "mentor") == ["B School"]


def test_of_those_who_have_the_same_words_a_reader_is_told_of_those_that_share(
    reader: User, officer: User, council: Council
) -> None:
    for name in ("A School", "B School", "C School"):
        adopted(council, name, document("Every deputy has a mentor."), shared=name != "A School")
    (found,) = library.search(reader, council, words="mentor", tag="", today=TODAY).found
    assert (found.school, found.others) == ("B School", 1)
    assert library.search(reader, council, words="mentor", tag="", today=TODAY).clauses == 2
    (found,) = library.search(officer, council, words="mentor", tag="", today=TODAY).found
    assert (found.school, found.others) == ("A School", 2)


def test_where_the_first_school_stopped_sharing_the_next_is_told(reader: User, council: Council) -> None:
    """The shelf is behind: it says still that the first shares."""
    first = adopted(council, "A School", document("Every deputy has a mentor."))
    adopted(council, "B School", document("Every deputy has a mentor."))
    assert schools(reader, council, "mentor") == ["A School"]
    Sharing.objects.filter(policy__school=first.school).update(is_shared=False)
    assert schools(reader, council, "mentor") == ["B School"]


def test_words_that_were_shared_are_looked_for_no_more(reader: User, council: Council) -> None:
    """Neither found nor counted, though the words stand on the shelf still and a search comes past them."""
    cast = adopted(council, "A School", document("Every deputy has a mentor."))
    share(school=cast.school, is_shared=False, by=cast.head)
    assert held(council) == {"Every deputy has a mentor.": (1, 0)}
    for words, tag in (("mentor", ""), ("", "mentoring")):
        results = library.search(reader, council, words=words, tag=tag, today=TODAY)
        assert (results.found, results.clauses, results.is_many) == ([], 0, False)


def test_the_same_words_with_other_tags_are_told_once(officer: User, council: Council) -> None:
    adopted(council, "A School", document("A mentor.", tags=("mentoring",)))
    adopted(council, "B School", document("A mentor.", tags=("coaching",)))
    (found,) = library.search(officer, council, words="mentor", tag="", today=TODAY).found
    assert (found.school, found.others) == ("A School", 1)
    (found,) = library.search(officer, council, words="mentor", tag="coaching", today=TODAY).found
    assert (found.school, found.others) == ("B School", 0)


@pytest.mark.django_db(transaction=True)
def test_schools_with_the_same_words_are_shelved_at_once(officer: User, council: Council) -> None:
    """Each finds the words that the other puts there, and neither waits for the other's in turn."""
    texts = [f"Words number {number}." for number in range(20)]
    with transaction.atomic():
        casts = [adopted(council, "A School", document(*texts)), adopted(council, "B School", document(*texts[::-1]))]
    ShelvedClause.objects.all().delete()
    ShelvedText.objects.all().delete()
    policies = [cast.school.policy for cast in casts]
    for _ in range(3):
        assert at_once(*(partial(shelve, policy, TODAY) for policy in policies)) == []
        assert held(council) == dict.fromkeys(texts, (2, 2))


def test_a_tag_narrows_and_is_searched_alone(reader: User, council: Council) -> None:
    adopted(council, "A School", document("A mentor for deputies.", tags=("mentoring",)))
    adopted(council, "B School", document("A mentor for teachers."))
    assert schools(reader, council, "mentor", "mentoring") == ["A School"]
    assert schools(reader, council, tag="mentoring") == ["A School"]
    assert schools(reader, council, tag="coaching") == []


def test_what_is_not_shared_is_found_by_the_councils_officers_alone(
    reader: User, officer: User, council: Council
) -> None:
    adopted(council, "A School", document("A mentor for deputies."), shared=False)
    assert schools(reader, council, "mentor") == []
    assert library.shared_after(reader, council, None, TODAY) == ([], False)
    assert schools(officer, council, "mentor") == ["A School"]
    assert [one.school.name for one in library.shared_after(officer, council, None, TODAY)[0]] == ["A School"]


def test_a_school_that_stops_sharing_vanishes_at_once(reader: User, council: Council) -> None:
    cast = adopted(council, "A School", document("A mentor for deputies."))
    assert schools(reader, council, "mentor") == ["A School"]
    share(school=cast.school, is_shared=False, by=cast.head)
    assert schools(reader, council, "mentor") == []
    assert library.policy_in_library(reader, council, cast.school.urn, TODAY) is None


def test_what_the_shelf_still_holds_is_not_shown_where_it_is_not_shared(reader: User, council: Council) -> None:
    cast = adopted(council, "A School", document("A mentor for deputies."))
    Sharing.objects.filter(policy__school=cast.school).update(is_shared=False)
    assert schools(reader, council, "mentor") == []
    assert ShelvedClause.objects.filter(is_shared=True).exists()
    keep_shelf(TODAY)
    assert not ShelvedClause.objects.filter(is_shared=True).exists()


def test_no_draft_and_nothing_submitted_or_superseded_is_found(officer: User, council: Council) -> None:
    cast = adopted(council, "A School", document("Old walrus words."))
    later = cast.submit(
        next_version(policy_of(cast.school), document("New narwhal words."), by=cast.head, base=None, why="")
    )
    assert schools(officer, council, "narwhal") == []
    assert schools(officer, council, "walrus") == ["A School"]
    cast.adopt(later)
    drafted(cast, "Drafted dugong words.")
    assert schools(officer, council, "narwhal") == ["A School"]
    assert schools(officer, council, "walrus") == []
    assert schools(officer, council, "dugong") == []


def test_a_version_is_found_from_the_day_it_takes_effect(officer: User, council: Council) -> None:
    cast = adopted(council, "A School", document("Old walrus words."))
    later = cast.submit(
        next_version(policy_of(cast.school), document("New narwhal words."), by=cast.head, base=None, why="")
    )
    cast.adopt(later, effective_on=TODAY + DAY, review_due_on=TODAY + 300 * DAY)
    assert schools(officer, council, "narwhal") == []
    tomorrow = library.search(officer, council, words="walrus", tag="", today=TODAY + DAY)
    assert tomorrow.found == []
    keep_shelf(TODAY + DAY)
    found = library.search(officer, council, words="narwhal", tag="", today=TODAY + DAY).found
    assert [one.school for one in found] == ["A School"]


def test_nothing_of_another_council_is_found(reader: User, officer: User, council: Council) -> None:
    elsewhere = make_council()
    adopted(elsewhere, "Far School", document("A mentor for deputies.", tags=("mentoring",)))
    for person in (reader, officer):
        for there in (council, elsewhere):
            assert library.search(person, there, words="mentor", tag="", today=TODAY).clauses == 0
            assert library.search(person, there, words="", tag="mentoring", today=TODAY).clauses == 0


def test_a_school_that_went_to_another_council_is_found_there_alone(officer: User, council: Council) -> None:
    cast = adopted(council, "A School", document("A mentor for deputies."))
    new = make_council()
    School.objects.filter(pk=cast.school.pk).update(council=new)
    assert schools(officer, council, "mentor") == []
    keep_shelf(TODAY)
    assert schools(make_member(Role.OFFICER, new), new, "mentor") == ["A School"]


def test_words_cannot_reach_for_what_a_search_is_narrowed_by(reader: User, council: Council) -> None:
    elsewhere = make_council()
    adopted(elsewhere, "Far School", document("A mentor for deputies."))
    adopted(council, "Near School", document("A mentor for deputies."), shared=False)
    for words in (
        f"council {elsewhere.pk}",
        f"' council {elsewhere.pk}'",
        " shared",
        "' shared' | mentor",
        "shared or mentor",
    ):
        assert schools(reader, council, words) == []


@pytest.mark.parametrize(
    "words",
    [
        "the",
        "!",
        "&",
        "'",
        '"',
        "\\",
        "' & | ! <-> :*",
        "a" * 200,
        "<script>alert(1)</script>",
        "mentor'); DROP TABLE x",
        "-",
        "%s",
    ],
)
def test_whatever_is_typed_is_looked_for(reader: User, council: Council, words: str) -> None:
    adopted(council, "A School", document("A mentor for deputies."))
    assert schools(reader, council, words) in ([], ["A School"])


def test_words_of_no_meaning_say_so(reader: User, council: Council) -> None:
    adopted(council, "A School", document("The mentor."))
    assert library.search(reader, council, words="the of", tag="", today=TODAY).is_empty_of_words
    assert not library.search(reader, council, words="walrus", tag="", today=TODAY).is_empty_of_words


def test_a_clause_of_a_megabyte_is_adopted_and_found(officer: User, council: Council) -> None:
    words = " ".join(f"word{number}" for number in range(110_000))
    assert len(words) > 1_000_000
    adopted(council, "A School", document(f"Walrus {words}"))
    assert schools(officer, council, "walrus") == ["A School"]


def test_sharing_twice_is_written_once_and_is_for_the_head(council: Council) -> None:
    cast = adopted(council, "A School", document("A mentor."))
    first = Sharing.objects.get()
    share(school=cast.school, is_shared=True, by=cast.head)
    assert Sharing.objects.get().changed_at == first.changed_at


def test_more_than_are_ranked_is_said(monkeypatch: pytest.MonkeyPatch, reader: User, council: Council) -> None:
    monkeypatch.setattr(library, "MOST_RANKED", 2)
    adopted(council, "A School", document("Mentor one.", "Mentor two.", "Mentor three."))
    results = library.search(reader, council, words="mentor", tag="", today=TODAY)
    assert (results.clauses, results.is_many) == (2, True)


@pytest.mark.parametrize(
    ("most", "found"), [(0, ["In both"]), (1, ["In both", "In one"]), (3, ["In both", "In one", "In none"])]
)
@pytest.mark.parametrize(("words", "tag"), [("narwhal", ""), ("", "mentoring"), ("narwhal", "mentoring")])
@pytest.mark.parametrize("role", [Role.OFFICER, Role.HEAD])
def test_a_search_begins_in_a_sample_and_goes_on_until_it_has_enough(
    monkeypatch: pytest.MonkeyPatch, council: Council, most: int, found: list[str], words: str, tag: str, role: Role
) -> None:
    """What is in no sample is found all the same, where the samples have not more than are ranked."""
    monkeypatch.setattr(library, "MOST_RANKED", most)
    for number, name in enumerate(("In none", "In one", "In both")):
        key = 100 * FEW + (1, SOME, FEW)[number]
        adopted(council, name, document(f"A narwhal a{'b' * number}.", tags=("mentoring",)), key=key)
    reader = make_member(role, council if role is Role.OFFICER else make_school(council=council))
    results = library.search(reader, council, words=words, tag=tag, today=TODAY)
    assert sorted(one.school for one in results.found) == sorted(found)
    assert results.is_many == (most < 3)


def test_a_shelf_from_before_schools_had_tags_is_written_anew(council: Council) -> None:
    adopted(council, "A School", document("A mentor.", tags=("mentoring",)))
    SchoolTags.objects.all().delete()
    keep_shelf(TODAY)
    assert SchoolTags.objects.get().stands == ["mentoring own"]


def test_the_shelf_is_not_kept_anew_where_nothing_changed(council: Council) -> None:
    adopted(council, "A School", document("A mentor."))
    before = list(ShelvedClause.objects.values_list("pk", flat=True))
    keep_shelf(TODAY)
    assert list(ShelvedClause.objects.values_list("pk", flat=True)) == before
    Adoption.objects.update(effective_on=TODAY + DAY, review_due_on=TODAY + 300 * DAY)
    keep_shelf(TODAY)
    assert not ShelvedClause.objects.exists()


# Pages


def page(client: Client, user: User, council: Council, query: str = "") -> str:
    if client.session.get("_auth_user_id") != str(user.pk):
        client.force_login(user)
    answer = client.get(f"/councils/{council.code}/schools/library/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_marks_words_and_escapes_the_rest(client: Client, council: Council) -> None:
    adopted(council, "A School", document("<b>Mentor</b> & <script>alert(1)</script> \ue000here\ue001"))
    governor = make_member(Role.GOVERNOR, make_school(council=council))
    words = page(client, governor, council, "?q=mentor")
    assert "<mark>Mentor</mark>" in words
    assert "<script>alert" not in words
    assert "&lt;b&gt;" in words
    assert words.count("<mark>") == 1


def test_a_search_of_ten_thousand_letters_says_how_many_may_be(client: Client, council: Council) -> None:
    governor = make_member(Role.GOVERNOR, make_school(council=council))
    words = page(client, governor, council, f"?q={'a' * 5_000}")
    assert "Look for at most 200 letters at once." in words
    assert "Error: " in words
    assert page(client, governor, council, "?q=%00mentor&tag=walrus&after=x")


def test_a_shared_policy_is_read_and_compared_with_ones_own(client: Client, council: Council) -> None:
    theirs = adopted(council, "A School", document("A mentor for deputies."))
    own = adopted(council, "B School", document("A mentor for teachers."), shared=False)
    governor = make_member(Role.GOVERNOR, own.school)
    client.force_login(governor)
    policy = f"/councils/{council.code}/schools/library/{theirs.school.urn}/"
    assert "A mentor for deputies." in client.get(policy).content.decode()
    assert "How it differs from the policy of B School" in client.get(policy).content.decode()
    assert "<ins" in client.get(f"{policy}differences/").content.decode()
    hidden = f"/councils/{council.code}/schools/library/{own.school.urn}/"
    client.force_login(make_member(Role.GOVERNOR, theirs.school))
    assert client.get(hidden).status_code == 404
    assert client.get(f"{hidden}differences/").status_code == 404


def test_staff_and_strangers_do_not_read_the_library(client: Client, council: Council) -> None:
    adopted(council, "A School", document("A mentor for deputies."))
    client.force_login(make_member(Role.STAFF, make_school(council=council)))
    assert client.get(f"/councils/{council.code}/schools/library/?q=mentor").status_code == 403
    client.force_login(make_member(Role.HEAD, make_school()))
    assert client.get(f"/councils/{council.code}/schools/library/?q=mentor").status_code in {302, 404}


@pytest.mark.parametrize("query", ["", "?q=mentor", "?tag=mentoring"])
def test_the_page_asks_as_much_for_fifty_schools_as_for_one(client: Client, council: Council, query: str) -> None:
    governor = make_member(Role.GOVERNOR, make_school(council=council))
    first = adopted(council, "A School", document("A mentor for deputies.", tags=("mentoring",)))
    page(client, governor, council, query)
    page(client, governor, council, query)
    with CaptureQueriesContext(connection) as few:
        client.get(f"/councils/{council.code}/schools/library/{query}")
    text = first.school.policy.versions.get()
    for number in range(50):
        school = make_school(council=council, name=f"School {number:02}")
        copy = next_version(policy_of(school), replace(text.text, title=f"{number}"), by=first.head, base=None, why="")
        type(copy).objects.filter(pk=copy.pk).update(state="adopted")
        given = {"meeting": text.adoption.meeting, "minute_reference": "1", "recorded_by": first.head}
        days = {"effective_on": TODAY, "review_due_on": TODAY + DAY, "recorded_at": clock.now()}
        Adoption.objects.create(version=copy, lineage="own", **given, **days)
        Sharing.objects.create(policy=copy.policy, is_shared=True, changed_by=first.head, changed_at=clock.now())
        shelve(copy.policy, TODAY)
    with CaptureQueriesContext(connection) as many:
        words = client.get(f"/councils/{council.code}/schools/library/{query}").content.decode()
    assert len(many) == len(few) <= 12, [query["sql"] for query in many]
    assert "A School" in words

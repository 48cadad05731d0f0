"""Each named measure, counted by hand in a small world; what is left out and why; and the same answer ever after."""

import datetime
import random
from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from actionplan.measures import registry
from actionplan.measures.registry import After, Behind, Counted, Part, Question
from core import clock
from people.models import Body, Council, School
from people.planning.cover import Band, Level
from people.planning.queries import uncovered_in
from people.rules import GovernorCategory, SchoolStatus
from policies.models import Commitment
from tests.actionplan.builders import make_not_bought
from tests.builders import (
    make_activity,
    make_body,
    make_council,
    make_evidence_line,
    make_holder,
    make_nomination,
    make_post,
    make_school,
    make_staff,
    make_term,
    make_user,
)
from tests.succession.measures.worlds import DAY, LONG_AGO, adopt, ask, commit, measure, question, schools

pytestmark = pytest.mark.django_db

A_DAY = datetime.timedelta(days=1)
SLUGS = [one.slug for one in registry.every()]


@pytest.fixture
def council() -> Council:
    return make_council()


def figures(found: Counted) -> tuple[int, int]:
    return found.counted, found.every


def test_every_measure_that_the_plan_needs_is_there() -> None:
    assert set(SLUGS) >= {
        *("schools-with-policy", "policies-with-tag", "commitments-evidenced", "governors-vacancies"),
        *("governors-terms-ending", "posts-with-cover", "posts-with-successor", "leadership-density"),
        *("activities-of-kind", "appointments-made"),
    }


# Which schools there are ------------------------------------------------------------------------------------------
def test_schools_that_are_closed_or_not_open_yet_are_left_out_with_the_reason(council: Council) -> None:
    make_school(council=council)
    make_school(council=council, status=SchoolStatus.CLOSED)
    make_school(council=council, status=SchoolStatus.CLOSED, closed_on=DAY)
    make_school(council=council, status=SchoolStatus.OPEN, opened_on=DAY + A_DAY)
    make_school(council=council, status=SchoolStatus.PROPOSED)
    make_school(council=council, status=SchoolStatus.CLOSING, closed_on=DAY + A_DAY)
    found = ask("schools-with-policy", council)
    assert found.parts == {Part.COUNTED: 2, Part.CLOSED: 2, Part.NOT_OPEN: 2}
    assert (found.schools, found.asked) == (2, 2)
    assert ask("schools-with-policy", council, DAY - A_DAY).parts[Part.COUNTED] == 3, "it closed a day later"


def test_a_school_that_does_not_buy_the_service_is_left_out_while_it_does_not(council: Council) -> None:
    first, second = schools(council, 2)
    adopt(first)
    adopt(second)
    make_not_bought(first, ends_on=DAY)
    make_not_bought(second, service="Another")
    assert ask("schools-with-policy", council).counted == 2, "of no service nothing is asked"
    found = ask("schools-with-policy", council, service="Appointing heads")
    assert (figures(found), found.excluded) == ((1, 1), {Part.NOT_BOUGHT: 1})
    assert ask("schools-with-policy", council, DAY + A_DAY, service="Appointing heads").counted == 2
    assert ask("schools-with-policy", council, LONG_AGO - A_DAY, service="Appointing heads").every == 2


@pytest.mark.parametrize("slug", SLUGS)
def test_another_councils_schools_are_never_counted(slug: str, council: Council) -> None:
    full_school(make_school())
    assert ask(slug, council) == Counted(0, 0, {})
    assert [measure(slug).behind(question(slug, council), which, After(), 9) for which in Behind] == [[], [], []]
    assert measure(slug).since(question(slug, council, known_at=clock.now() - 400 * A_DAY), 9) == []


@pytest.mark.parametrize("slug", SLUGS)
def test_a_measure_asks_once_however_many_schools_there_are(
    slug: str, council: Council, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in (1, 4):
        for school in schools(council, number):
            full_school(school)
        with django_assert_num_queries(1):
            assert ask(slug, council).every > 0
        with django_assert_num_queries(1):
            measure(slug).behind(question(slug, council), Behind.COUNTED, After(), 50)


# Policies -----------------------------------------------------------------------------------------------------------
def test_schools_with_a_policy_are_those_whose_adoption_has_taken_effect(council: Council) -> None:
    has, will, lapsed, none = schools(council, 4)
    adopt(has)
    adopt(will, effective_on=DAY + A_DAY)
    adopt(lapsed, review_due_on=DAY - A_DAY)
    assert figures(ask("schools-with-policy", council)) == (2, 4)
    assert figures(ask("schools-with-policy", council, DAY + A_DAY)) == (3, 4)
    assert figures(ask("schools-with-policy", council, given={"which": "current"})) == (1, 4)
    told = {which: names(council, which) for which in (Behind.COUNTED, Behind.OTHERS)}
    assert told == {Behind.COUNTED: [has.name, lapsed.name], Behind.OTHERS: [will.name, none.name]}


def names(council: Council, which: Behind, slug: str = "schools-with-policy") -> list[str]:
    return [row.name for row in measure(slug).behind(question(slug, council), which, After(), 50)]


def test_the_schools_behind_go_on_after_the_last_by_name(council: Council) -> None:
    every = [make_school(council=council, name=name) for name in ("Ash", "Beech", "Beech", "Elm")]
    found: list[int] = []
    after = After()
    while rows := measure("schools-with-policy").behind(
        question("schools-with-policy", council), Behind.OTHERS, after, 1
    ):
        found += [row.urn for row in rows]
        after = After(rows[-1].name, rows[-1].urn)
    assert found == [school.urn for school in every]


def test_policies_with_a_tag_are_of_the_version_in_force(council: Council) -> None:
    says, said, own, untagged, _ = schools(council, 5)
    adopt(says, "mentoring", "talent")
    adopt(said, "mentoring", effective_on=LONG_AGO - A_DAY)
    adopt(said, "talent")
    adopt(own, "coaching")
    adopt(untagged, "")
    found = ask("policies-with-tag", council, given={"tag": "mentoring"})
    assert figures(found) == (1, 3)
    assert found.excluded == {Part.NO_POLICY: 1, Part.NO_TAGS: 1}
    assert (found.schools, found.asked) == (3, 5)
    assert ask("policies-with-tag", council, LONG_AGO - A_DAY, given={"tag": "mentoring"}).counted == 1


def test_commitments_are_evidenced_within_the_terms_asked_of(council: Council) -> None:
    school, without = schools(council, 2)
    adopt(school)
    now, before, withdrawn, _, over = (commit(school) for _ in range(5))
    Commitment.objects.filter(pk=over.pk).update(in_force_until=DAY)
    make_evidence_line(now, on=datetime.date(2026, 9, 1))
    make_evidence_line(now, on=DAY)
    make_evidence_line(before, on=datetime.date(2026, 8, 31))
    make_evidence_line(before, on=DAY + A_DAY)
    gone = {"withdrawn_by": make_user(), "withdrawn_at": clock.now(), "withdrawn_reason": "An error"}
    make_evidence_line(withdrawn, on=DAY, **gone)
    make_evidence_line(over, on=DAY)
    found = ask("commitments-evidenced", council)
    assert (figures(found), found.excluded) == ((1, 4), {Part.NO_COMMITMENTS: 1})
    assert ask("commitments-evidenced", council, given={"terms": "2"}).counted == 2
    assert names(council, Behind.EXCLUDED, "commitments-evidenced") == [without.name]


# Posts and people ----------------------------------------------------------------------------------------------------
def test_posts_have_cover_and_successors_as_the_cover_map_says(council: Council) -> None:
    looked, not_looked = schools(council, 2)
    covered, left, own, later, none = (make_post(looked, reviewed_on=DAY) for _ in range(5))
    make_nomination(covered)
    make_nomination(covered)
    make_nomination(covered, state="proposed", band=Band.YEARS)
    make_nomination(left, staff=make_staff(looked, ends_on=DAY - A_DAY))
    make_nomination(own, staff=make_holder(own).staff)
    make_nomination(later, band=Band.LATER)
    make_nomination(later, band=Band.TERM)
    make_nomination(make_post(looked, closed_on=DAY, reviewed_on=DAY))
    make_nomination(make_post(looked, level=Level.HEADSHIP))
    make_nomination(make_post(not_looked, reviewed_on=DAY))
    make_post(not_looked, reviewed_on=DAY - 366 * A_DAY)
    found = ask("posts-with-cover", council)
    assert (figures(found), found.excluded, found.urns) == ((1, 5), {Part.NOT_LOOKED: 1}, (looked.urn,))
    posts, uncovered = uncovered_in([looked.pk], DAY)[looked.pk]
    assert figures(found) == (posts - uncovered, posts)
    assert figures(ask("posts-with-successor", council)) == (1, 5)
    assert none.pk != later.pk


def test_leadership_density_is_staff_who_hold_a_post_of_staff_who_are_here(council: Council) -> None:
    school, empty = schools(council, 2)
    leads, former, _, leaver, _ = (
        make_staff(school, **given) for given in ({}, {}, {}, {"ends_on": DAY - A_DAY}, {"starts_on": DAY + A_DAY})
    )
    for staff in (leads, leaver):
        make_holder(make_post(school), staff=staff)
    make_holder(make_post(school), staff=leads)
    make_holder(make_post(school), staff=former, ends_on=DAY - A_DAY)
    found = ask("leadership-density", council)
    assert (figures(found), found.excluded, found.urns) == ((1, 3), {Part.NO_RETURN: 1}, (school.urn,))
    assert empty.urn not in found.urns


def test_appointments_are_made_to_posts_whose_holder_left_in_the_time(council: Council) -> None:
    school, quiet = schools(council, 2)
    filled, vacant, long_ago, kept = (make_post(school) for _ in range(4))
    first = datetime.date(2026, 9, 1)
    make_holder(filled, ends_on=first)
    make_holder(filled, starts_on=first + A_DAY)
    make_holder(vacant, ends_on=first)
    make_holder(long_ago, ends_on=first - A_DAY)
    make_holder(kept)
    found = ask("appointments-made", council)
    assert (figures(found), found.excluded) == ((1, 2), {Part.NO_RETURN: 1})
    assert figures(ask("appointments-made", council, given={"terms": "2"})) == (1, 3)
    assert quiet.urn not in found.urns


def test_governors_places_are_vacant_by_category_and_a_federations_board_counts_once(council: Council) -> None:
    school, other, silent = schools(council, 3)
    board = make_body(school=school, places_parent=3, places_staff=1, places_co_opted=0)
    board.schools.add(other)
    make_body(school=silent)
    make_term(board)
    make_term(board, ends_on=DAY - A_DAY)
    make_term(board, category=GovernorCategory.STAFF, ends_on=DAY)
    make_term(board, category=GovernorCategory.STAFF)
    make_body(school=school, kind="committee", places_parent=5)
    found = ask("governors-vacancies", council)
    assert figures(found) == (2, 4)
    assert found.excluded == {Part.SHARED_BOARD: 1, Part.NO_RETURN: 1}
    assert (found.schools, found.asked) == (1, 2)


def test_terms_of_office_that_end_in_the_terms_asked_of(council: Council) -> None:
    board = make_body(school=make_school(council=council))
    for ends_on in (DAY, datetime.date(2026, 12, 31), datetime.date(2027, 1, 1), None, DAY - A_DAY):
        make_term(board, ends_on=ends_on)
    assert figures(ask("governors-terms-ending", council)) == (2, 4)
    assert figures(ask("governors-terms-ending", council, given={"terms": "2"})) == (3, 4)


def test_activities_are_of_a_kind_among_those_the_school_stands_behind(council: Council) -> None:
    school = make_school(council=council)
    agreed = {"agreed_by": make_user(), "agreed_at": clock.now()}
    make_activity(school, starts_on=DAY, **agreed)
    make_activity(school, starts_on=DAY, kind="mentoring", **agreed)
    make_activity(school, starts_on=LONG_AGO, ends_on=datetime.date(2026, 9, 1), **agreed)
    make_activity(school, starts_on=LONG_AGO, ends_on=datetime.date(2026, 8, 31), **agreed)
    make_activity(school, starts_on=DAY)
    make_activity(school, starts_on=DAY + A_DAY, **agreed)
    assert figures(ask("activities-of-kind", council)) == (2, 3)
    assert figures(ask("activities-of-kind", council, given={"terms": "2"})) == (3, 4)


def test_of_counts_of_people_the_list_behind_says_no_schools_own_number(council: Council) -> None:
    for school in schools(council, 6):
        full_school(school)
    for slug in SLUGS:
        rows = measure(slug).behind(question(slug, council), Behind.COUNTED, After(), 50)
        assert rows, slug
        assert all(row.every == 0 for row in rows) is measure(slug).is_of_people
        if measure(slug).is_of_people:
            assert measure(slug).behind(question(slug, council), Behind.OTHERS, After(), 50) == []


# As at a day, as known at a moment -------------------------------------------------------------------------------
def test_a_fact_recorded_late_changes_later_moments_alone_and_is_listed(council: Council) -> None:
    school = make_school(council=council)
    before = clock.now()
    adopt(school)
    slug = "schools-with-policy"
    assert ask(slug, council, known_at=before).counted == 0
    assert ask(slug, council).counted == 1
    told = measure(slug).since(question(slug, council, known_at=before), 9)
    assert [(one.school, one.what) for one in told] == [
        (school.name, "Adoption in force from 1 November 2025 recorded")
    ]
    assert measure(slug).since(question(slug, council), 9) == []
    assert measure(slug).since(question(slug, council, LONG_AGO - A_DAY, known_at=before), 9) == []


def full_school(school: School) -> None:
    """A school with something for every measure to count."""
    adopt(school, *[one for one, _ in measure("policies-with-tag").parameters[0].choices])
    make_evidence_line(commit(school), on=DAY)
    post = make_post(school, reviewed_on=DAY)
    make_nomination(post)
    make_nomination(post, band=Band.YEARS)
    make_holder(post, ends_on=DAY - A_DAY)
    make_holder(post, starts_on=DAY)
    make_term(make_body(school=school, places_parent=2), ends_on=DAY)
    make_activity(school, starts_on=DAY, agreed_by=make_user(), agreed_at=clock.now())


def _close(school: School) -> None:
    school.status, school.closed_on = SchoolStatus.CLOSED, DAY
    school.save()


def _leave(school: School) -> None:
    school.staff.update(ends_on=LONG_AGO)


def _withdraw(school: School) -> None:
    for commitment in Commitment.objects.filter(policy__school=school):
        commitment.evidence.all().delete()


def _fewer_places(school: School) -> None:
    Body.objects.filter(schools=school).update(places_parent=None)


def _look_away(school: School) -> None:
    school.posts.update(reviewed_on=None)


def _end_nominations(school: School) -> None:
    for post in school.posts.all():
        post.nominations.all().delete()


def _move(school: School) -> None:
    school.council = make_council()
    school.save()


CHANGES: list[Callable[[School], object]] = [
    *(full_school, _close, _leave, _withdraw, _fewer_places, _look_away, _end_nominations, make_not_bought, _move),
    make_staff,
    lambda school: make_holder(make_post(school)),
    lambda school: school.bodies.all().delete() if not school.bodies.filter(terms_of_office__isnull=False) else None,
]


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(chance=st.randoms(use_true_random=False))
def test_the_same_day_and_moment_always_have_the_same_answer(chance: random.Random) -> None:
    with transaction.atomic():
        council = make_council()
        places = schools(council, 3)
        answers: list[tuple[str, Question, Counted, list[object]]] = []
        for _ in range(6):
            for slug in SLUGS:
                asked = question(slug, council, chance.choice([DAY, DAY - 40 * A_DAY]), service="Appointing heads")
                answers.append((slug, asked, measure(slug).figure(asked), behind(slug, asked)))
            school = chance.choice(places)
            with_savepoint(chance.choice(CHANGES), school)
        for slug, asked, answer, listed in answers:
            assert measure(slug).figure(asked) == answer, (slug, asked)
            assert behind(slug, asked) == listed
        assert len({answer.every for _, _, answer, _ in answers}) > 1, "something did change"
        transaction.set_rollback(True)


def behind(slug: str, asked: Question) -> list[object]:
    return [row for which in Behind for row in measure(slug).behind(asked, which, After(), 50)]


def with_savepoint(change: Callable[[School], object], school: School) -> None:
    """Make a change; one that the database refuses, of a school that had it before, changes nothing."""
    try:
        with transaction.atomic():
            change(school)
    except (IntegrityError, ProtectedError):
        return

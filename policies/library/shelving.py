"""The shelf of the library: which clauses stand there. Actions and jobs call these; they have asked who may.

The shelf holds the clauses of each school's policy in force and of no other version. It is written anew where an
adoption takes effect, where sharing changes and where the council's model gives other tags; every hour a job looks for
what was left behind: a policy whose day came at midnight, a school that went to another council.
"""

import datetime
import hashlib
from collections.abc import Iterator, Mapping, Sequence

from django.db import connection, transaction

from core import clock
from people.models import Council
from policies.document import in_words
from policies.models import Adoption, ClauseRow, Policy, Sharing, ShelvedClause, TagCount, Version
from policies.queries import blanks_of, published_model
from policies.tagging.rules import Presence

_AT_ONCE = 200
OPENED, CLOSED = "\ue000", "\ue001"
"""Letters of no language, between which a found word is shown; they are taken out of what schools write."""
_UNMARKED = str.maketrans("", "", OPENED + CLOSED)


def council_token(council: int) -> str:
    """What the vectors of a council's clauses hold. The blank keeps it apart from every word that can be typed."""
    return f" council {council}"


ONLY_SHARED = " shared"


def tag_token(tag: str) -> str:
    """What the vectors of clauses with a tag hold."""
    return f" tag {tag}"


@transaction.atomic
def shelve(policy: Policy, today: datetime.date) -> None:
    """Put the clauses of a school's policy in force on the shelf, in place of what stood there for the school."""
    if policy.school is None:
        return
    ShelvedClause.objects.filter(school=policy.school).delete()
    adoption = Adoption.objects.filter(version__policy=policy).in_force(today).first()
    if adoption is not None:
        ShelvedClause.objects.bulk_create(_shelved(policy, adoption.version, model_tags(policy.school.council)))


def _shelved(policy: Policy, version: Version, given: Mapping[str, Sequence[str]]) -> Iterator[ShelvedClause]:
    school = policy.school
    if school is None:
        return
    is_shared = Sharing.objects.filter(policy=policy, is_shared=True).exists()
    facts = blanks_of(school)
    headings = {clause.id: section.heading for section in version.text.sections for clause in section.clauses}
    for row in ClauseRow.objects.filter(version=version).order_by("order"):
        tags = list(given[row.model_clause_id]) if row.model_clause_id in given else row.tags
        tokens = [council_token(school.council_id), *([ONLY_SHARED] if is_shared else []), *map(tag_token, tags)]
        yield ShelvedClause(
            council_id=school.council_id,
            school=school,
            version=version,
            clause_id=row.clause_id,
            order=row.order,
            heading=in_words(headings.get(row.clause_id, ""), facts),
            text=in_words(row.text, facts).translate(_UNMARKED),
            digest=hashlib.md5(row.text.encode(), usedforsecurity=False).hexdigest(),
            relation=row.relation,
            model_clause_id=row.model_clause_id,
            tags=tags,
            is_shared=is_shared,
            tokens=tokens,
        )


def model_tags(council: Council) -> dict[str, tuple[str, ...]]:
    """The tags of each clause of the model that the council publishes now, by the clause's id."""
    model = published_model(council)
    return {} if model is None else {clause.id: clause.tags for clause in model.text.clauses()}


def shelve_council(council: Council, today: datetime.date) -> None:
    """Shelve every school of a council anew, some at a time: its model gives other tags."""
    keys = ShelvedClause.objects.filter(council=council).order_by().values_list("school_id", flat=True).distinct()
    _shelve_schools(sorted(keys), today)
    count_tags(council)


def keep_shelf(today: datetime.date) -> None:
    """Shelve anew whatever is not as it should be, and count again where anything was."""
    behind = _left_behind(today)
    _shelve_schools(sorted(behind), today)
    councils = Council.objects.filter(schools__in=behind.keys()) | Council.objects.filter(pk__in=behind.values())
    uncounted = Council.objects.filter(tag_count__isnull=True, schools__policy__isnull=False)
    for council in {*councils.distinct(), *uncounted.distinct()}:
        count_tags(council)


def _shelve_schools(keys: Sequence[int], today: datetime.date) -> None:
    for start in range(0, len(keys), _AT_ONCE):
        with transaction.atomic():
            these = Policy.objects.filter(school__in=keys[start : start + _AT_ONCE]).select_related("school__council")
            for policy in these.order_by("pk").select_for_update(of=["self"]):
                shelve(policy, today)


_LEFT_BEHIND = """
WITH wanted AS (
    SELECT DISTINCT ON (version.policy_id) policy.school_id, adoption.version_id, school.council_id,
        coalesce(sharing.is_shared, false) AS is_shared
    FROM policies_adoption adoption
    JOIN policies_version version ON version.id = adoption.version_id
    JOIN policies_policy policy ON policy.id = version.policy_id
    JOIN people_school school ON school.id = policy.school_id
    LEFT JOIN policies_sharing sharing ON sharing.policy_id = policy.id
    WHERE adoption.effective_on <= %s
    ORDER BY version.policy_id, adoption.effective_on DESC, adoption.id DESC
), held AS (SELECT DISTINCT school_id, version_id, council_id, is_shared FROM policies_shelvedclause)
SELECT coalesce(wanted.school_id, held.school_id), coalesce(held.council_id, wanted.council_id)
FROM wanted FULL JOIN held USING (school_id)
WHERE (wanted.version_id, wanted.council_id, wanted.is_shared)
    IS DISTINCT FROM (held.version_id, held.council_id, held.is_shared)
"""


def _left_behind(today: datetime.date) -> dict[int, int]:
    """The schools whose shelf is not as it should be, each with the council it is shelved at, or else has."""
    with connection.cursor() as cursor:
        cursor.execute(_LEFT_BEHIND, [today])
        return dict(cursor.fetchall())


# One row for each tag, and one without for the schools of which nothing is known, in one walk over the council's shelf.
_COUNT = """
WITH clause AS (
    SELECT shelved.school_id, shelved.tags, shelved.relation, shelved.model_clause_id <> '' AS is_of_model
    FROM policies_shelvedclause shelved JOIN people_school school ON school.id = shelved.school_id
    WHERE shelved.council_id = %s AND school.status = ANY(%s)
), stand AS (
    SELECT tag, school_id, bool_or(relation = 'changed') AS changed, bool_or(relation = 'same') AS same
    FROM clause, unnest(tags) AS tag GROUP BY tag, school_id
)
SELECT tag, count(*) FILTER (WHERE changed), count(*) FILTER (WHERE same AND NOT changed),
    count(*) FILTER (WHERE NOT same AND NOT changed)
FROM stand GROUP BY tag
UNION ALL
SELECT NULL, count(*), count(*) FILTER (WHERE NOT is_known), 0
FROM (SELECT bool_or(is_of_model OR tags <> '{}') AS is_known FROM clause GROUP BY school_id) AS school
"""


def counted(council: Council) -> TagCount:
    """How the council's schools stand to each tag now, not saved."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [council.pk, ["open", "closing"]])
        rows = cursor.fetchall()
    schools, unknown = next((changed, same) for tag, changed, same, _ in rows if tag is None)
    counts = {
        tag: {Presence.CHANGED.value: changed, Presence.SAME.value: same, Presence.OWN.value: own}
        for tag, changed, same, own in rows
        if tag is not None
    }
    return TagCount(council=council, counted_at=clock.now(), schools=schools, unknown=unknown, counts=counts)


@transaction.atomic
def count_tags(council: Council) -> None:
    """Keep how the council's schools stand to each tag."""
    now = counted(council)
    given = {name: getattr(now, name) for name in ("counted_at", "schools", "unknown", "counts")}
    TagCount.objects.update_or_create(council=council, defaults=given)

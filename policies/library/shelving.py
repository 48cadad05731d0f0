"""The shelf of the library: which clauses stand there. Actions and jobs call these; they have asked who may.

The shelf holds the clauses of each school's policy in force and of no other version. It is written anew where an
adoption takes effect, where sharing changes and where the council's model gives other tags; every hour a job looks for
what was left behind: a policy whose day came at midnight, a school that went to another council.
"""

import datetime
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db import connection, transaction

from core import clock
from people.models import Council, School
from policies.document import in_words
from policies.models import (
    Adoption,
    ClauseRow,
    Policy,
    SchoolTags,
    Sharing,
    ShelvedClause,
    ShelvedText,
    TagCount,
    Version,
)
from policies.queries import MOST_COUNTED, blanks_of, published_model
from policies.tagging.rules import UNKNOWN, presence_of, stand

_AT_ONCE = 200
OPENED, CLOSED = "\ue000", "\ue001"
"""Letters of no language, between which a found word is shown; they are taken out of what schools write."""
_UNMARKED = str.maketrans("", "", OPENED + CLOSED)


FEW, SOME = 32, 4
"""Of so many schools one is in the sample in which a search begins, and in the one in which it goes on."""


def council_token(council: int, one_in: int = 1, *, shared: bool = False) -> str:
    """What the vectors of a council's texts hold, of a sample of its schools, of those that share.

    A text has the tokens of all schools that had it since it came: what a search finds is asked again before it is
    shown.

    One word for all three, since the index looks up each word of a search. The blank keeps it apart from every word
    that can be typed.
    """
    sample = f" one in {one_in}" if one_in > 1 else ""
    return f" council {council}{sample}{' shared' if shared else ''}"


def tag_token(tag: str) -> str:
    """What the vectors of texts with a tag hold."""
    return f" tag {tag}"


@transaction.atomic
def shelve(policy: Policy, today: datetime.date) -> None:
    """Put the clauses of a school's policy in force on the shelf, in place of what stood there for the school."""
    school = policy.school
    if school is None:
        return
    held = ShelvedClause.objects.filter(school=school).order_by()
    for council in sorted({school.council_id, *held.values_list("council_id", flat=True).distinct()}):
        _hold(council)
    _clear(school.pk)
    SchoolTags.objects.filter(school=school).delete()
    adoption = Adoption.objects.filter(version__policy=policy).in_force(today).first()
    if adoption is None:
        return
    clauses = _shelved(policy, adoption.version, model_tags(school.council))
    if clauses:
        _put(clauses, school)
        SchoolTags.objects.create(school=school, stands=stands_of(clauses))


_LOCK = 7_114_006


def _hold(council: int) -> None:
    """Until the transaction ends, nobody else changes what stands on this council's shelf: its schools share words."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, council])


_TAKE_AWAY = """
UPDATE policies_shelvedtext SET held = held - gone.clauses, held_shared = held_shared - gone.shared
FROM (
    SELECT words_id, count(*) AS clauses, count(*) FILTER (WHERE is_shared) AS shared
    FROM policies_shelvedclause WHERE school_id = %s GROUP BY words_id
) AS gone WHERE id = gone.words_id RETURNING id, held
"""


def _clear(school: int) -> None:
    """Take a school's clauses off the shelf, and the words that no other school has."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_AWAY, [school])
        alone = [key for key, held in cursor.fetchall() if not held]
    ShelvedClause.objects.filter(school=school).delete()
    ShelvedText.objects.filter(pk__in=alone).delete()


# What is the same is not written: the index of words is touched where a text comes into a sample alone.
_ADD = """
UPDATE policies_shelvedtext SET held = held + more.clauses, held_shared = held_shared + more.shared,
    tokens = CASE WHEN policies_shelvedtext.tokens @> more.tokens THEN policies_shelvedtext.tokens
        ELSE ARRAY(SELECT unnest(policies_shelvedtext.tokens) UNION SELECT unnest(more.tokens)) END
FROM (
    SELECT clause.words_id, count(*) AS clauses, count(*) FILTER (WHERE clause.is_shared) AS shared,
        %s::text[] AS tokens
    FROM policies_shelvedclause clause WHERE clause.school_id = %s GROUP BY clause.words_id
) AS more WHERE id = more.words_id
"""


def _put(clauses: Sequence[ShelvedClause], school: School) -> None:
    """Put clauses of a school on the shelf, each by its words, which stand there once."""
    wanted = {clause.words.key: clause.words for clause in clauses}
    standing = ShelvedText.objects.filter(council=school.council_id, key__in=wanted).defer("search")
    known = {text.key: text for text in standing}
    ShelvedText.objects.bulk_create([text for key, text in wanted.items() if key not in known], batch_size=1_000)
    for clause in clauses:
        key = clause.words.key
        clause.words = known.get(key, wanted[key])
    ShelvedClause.objects.bulk_create(clauses, batch_size=1_000)
    with connection.cursor() as cursor:
        cursor.execute(_ADD, [_council_tokens(school, is_shared=clauses[0].is_shared), school.pk])


def _council_tokens(school: School, *, is_shared: bool) -> list[str]:
    """What a search of the council, of each sample that the school is in, and of those that share, is narrowed by."""
    return [
        council_token(school.council_id, one_in, shared=shared)
        for one_in in (1, SOME, FEW)
        for shared in (False, True)
        if school.pk % one_in == 0 and shared <= is_shared
    ]


def _shelved(policy: Policy, version: Version, given: Mapping[str, Sequence[str]]) -> list[ShelvedClause]:
    school = policy.school
    if school is None:
        return []
    is_shared = Sharing.objects.filter(policy=policy, is_shared=True).exists()
    facts = blanks_of(school)
    headings = {clause.id: section.heading for section in version.text.sections for clause in section.clauses}
    return [
        ShelvedClause(
            council_id=school.council_id,
            school=school,
            version=version,
            words=_words(row, school, facts, list(given.get(row.model_clause_id, row.tags))),
            clause_id=row.clause_id,
            order=row.order,
            heading=in_words(headings.get(row.clause_id, ""), facts),
            relation=row.relation,
            model_clause_id=row.model_clause_id,
            is_shared=is_shared,
        )
        for row in ClauseRow.objects.filter(version=version).order_by("order")
    ]


def _words(row: ClauseRow, school: School, facts: Mapping[str, str], tags: list[str]) -> ShelvedText:
    """What a clause says, as it stands on the shelf where no other clause of the council's schools says it."""
    text, digest = in_words(row.text, facts).translate(_UNMARKED), _digest(row.text)
    return ShelvedText(
        council_id=school.council_id,
        key=_digest("\n".join([digest, _digest(text), *tags])),
        text=text,
        digest=digest,
        tags=tags,
        tokens=[tag_token(tag) for tag in tags],
    )


def _digest(words: str) -> str:
    return hashlib.md5(words.encode(), usedforsecurity=False).hexdigest()


def stands_of(clauses: Iterable[ShelvedClause]) -> list[str]:
    """How a policy with these clauses stands to each tag that any of them has, as `SchoolTags` keeps it."""
    relations: dict[str, set[str]] = defaultdict(set)
    is_known = False
    for clause in clauses:
        is_known = is_known or bool(clause.model_clause_id or clause.words.tags)
        for tag in clause.words.tags:
            relations[tag].add(clause.relation)
    return [stand(tag, presence_of(held)) for tag, held in relations.items()] if is_known else [UNKNOWN]


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
    """Shelve anew whatever is not as it should be, and count again where anything was, or where pages do not count."""
    behind = _left_behind(today)
    _shelve_schools(sorted(behind), today)
    councils = Council.objects.filter(schools__in=behind.keys()) | Council.objects.filter(pk__in=behind.values())
    uncounted = Council.objects.filter(tag_count__isnull=True, schools__policy__isnull=False)
    many = Council.objects.filter(tag_count__open_schools__gt=MOST_COUNTED)
    for council in {*councils.distinct(), *uncounted.distinct(), *many}:
        count_tags(council)


def _shelve_schools(keys: Sequence[int], today: datetime.date) -> None:
    for start in range(0, len(keys), _AT_ONCE):
        with transaction.atomic():
            these = Policy.objects.filter(school__in=keys[start : start + _AT_ONCE]).select_related("school__council")
            # By council: who holds the shelves of several takes them in one order.
            for policy in these.order_by("school__council_id", "pk").select_for_update(of=["self"]):
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
), held AS (
    SELECT DISTINCT clause.school_id, clause.version_id, clause.council_id, clause.is_shared
    FROM policies_shelvedclause clause JOIN policies_schooltags tags ON tags.school_id = clause.school_id
)
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


# One row for each way to stand to a tag, and one without for how many schools have a policy.
_COUNT = """
WITH held AS (
    SELECT tags.stands FROM policies_schooltags tags JOIN people_school school ON school.id = tags.school_id
    WHERE school.council_id = %s AND school.status = ANY(%s)
)
SELECT stand, count(*) FROM held, unnest(stands) AS stand GROUP BY stand UNION ALL SELECT NULL, count(*) FROM held
"""


def counted(council: Council) -> TagCount:
    """How the council's schools stand to each tag now, not saved."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [council.pk, ["open", "closing"]])
        found: dict[str | None, int] = dict(cursor.fetchall())
    every = School.objects.filter(council=council).open().count()
    schools, unknown = found.pop(None), found.pop(UNKNOWN, 0)
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for held, count in found.items():
        tag, presence = str(held).split(" ")
        counts[tag][presence] = count
    given = {"schools": schools, "unknown": unknown, "counts": counts}
    return TagCount(council=council, counted_at=clock.now(), open_schools=every, **given)


@transaction.atomic
def count_tags(council: Council) -> None:
    """Keep how the council's schools stand to each tag."""
    now = counted(council)
    given = {name: getattr(now, name) for name in ("counted_at", "open_schools", "schools", "unknown", "counts")}
    TagCount.objects.update_or_create(council=council, defaults=given)

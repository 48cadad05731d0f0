"""Finding adopted policies by words and tags: of a council's schools, for its officers and for the schools that share.

A search is answered by one index (`policies.models.ShelvedText`), in which the same words of several schools stand
once. Of what it finds, at most three hundred texts are ranked, and for each that is shown a school is looked for that
has it in a policy that may be shown now.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from core.prepared import prepared
from people.access.guards import allows
from people.access.roles import Permission
from people.models import Council, School, User
from policies.document import Relation
from policies.library.shelving import CLOSED, FEW, OPENED, SOME, council_token, tag_token
from policies.models import Adoption, Sharing, Version
from policies.queries import adoptions_in_force
from policies.rules import condition as condition_of
from policies.standings.rules import Lineage, Standing, standing

PAGE = 25
MOST_RANKED = 300
LONGEST_URN = 9


@dataclass(frozen=True, slots=True)
class Found:
    """A clause that was found, in the school that holds it, and how many others hold the same words.

    pieces: its words in order, each with whether it was looked for.
    """

    school: str
    urn: int
    heading: str
    pieces: Sequence[tuple[str, bool]]
    relation: Relation
    standing: Standing
    since: datetime.date
    others: int


@dataclass(frozen=True, slots=True)
class Results:
    """The best of what was found. clauses: how many there are; at least, where more texts match than were ranked."""

    found: Sequence[Found]
    clauses: int
    is_many: bool
    is_empty_of_words: bool = False


def may_read_all(user: User, council: Council) -> bool:
    """Whether this person reads every adopted policy of the council's schools, shared or not."""
    return allows(user, Permission.POLICY_ADOPTED_READ, School(council=council))


# The tokens decide what may be found; the last step asks the tables themselves, so that nothing that was withdrawn or
# superseded a moment ago is shown. Asked is of the first schools alone that have the words: thousands may.
_SHOWN = """
JOIN policies_shelvedtext shelved ON shelved.id = best.id
CROSS JOIN LATERAL (
    SELECT school.name, school.urn, clause.heading, clause.relation, adoption.lineage, adoption.review_due_on,
        adoption.effective_on
    FROM (
        SELECT * FROM policies_shelvedclause first
        WHERE first.words_id = best.id AND first.is_shared >= NOT %(reads_all)s
        ORDER BY first.words_id, first.school_id LIMIT 3
    ) AS clause
    JOIN people_school school ON school.id = clause.school_id AND school.council_id = %(council)s
    JOIN policies_adoption adoption ON adoption.version_id = clause.version_id AND adoption.effective_on <= %(today)s
    JOIN policies_version version ON version.id = clause.version_id
    WHERE (%(reads_all)s OR EXISTS (
        SELECT FROM policies_sharing sharing WHERE sharing.policy_id = version.policy_id AND sharing.is_shared
    )) AND NOT EXISTS (
        SELECT FROM policies_adoption later JOIN policies_version newer ON newer.id = later.version_id
        WHERE newer.policy_id = version.policy_id AND later.effective_on <= %(today)s
            AND (later.effective_on, later.id) > (adoption.effective_on, adoption.id)
    )
    ORDER BY clause.school_id, clause."order" LIMIT 1
) AS holder
"""


def _ranked(found: str) -> str:
    """The part of a query that finds the texts to be ranked, of few schools first, then some, then all.

    The index goes through all that it finds before it gives the first, and a word may stand in 10,000 texts. found:
    a query for texts that ends in its condition, with the place of what it is narrowed by.
    """
    few, some, every = (found.format(narrowed=f"%({name})s::tsquery") for name in ("few", "some", "every"))
    lacking = "(SELECT count(*) FROM {}) < %(most)s".format
    # Where few schools have so little that some would hardly have enough, all of them are asked at once.
    enough = f"(SELECT count(*) FROM in_few) * {FEW // SOME} >= %(most)s"  # noqa: S608 (of our own parts)
    return f"""in_few AS MATERIALIZED ({few} LIMIT %(most)s),
in_some AS MATERIALIZED ({some} AND {lacking("in_few")} AND {enough} LIMIT %(most)s),
in_every AS MATERIALIZED ({every} AND {lacking("in_few")} AND {lacking("in_some")} LIMIT %(most)s),
ranked AS MATERIALIZED (
    SELECT * FROM in_few WHERE NOT {lacking("in_few")}
    UNION ALL SELECT * FROM in_some WHERE NOT {lacking("in_some")}
    UNION ALL SELECT * FROM in_every
)"""  # noqa: S608 (parts of our own, without a value in them)


_COLUMNS = (
    "holder.relation, holder.lineage, holder.review_due_on, holder.effective_on, best.others, best.texts, best.held"
)
# In brackets, since a statement that begins with WITH may write, and is told who does (core.history.acting).
# Of texts that say the same but for a school's name, the first is told. `held`: all clauses with what was found.
_TOLD = """told AS (
    SELECT DISTINCT ON (digest) id, rank, sum(held) OVER (PARTITION BY digest) - 1 AS others,
        (SELECT count(*) FROM ranked) AS texts, (SELECT sum(held) FROM ranked) AS held
    FROM ranked ORDER BY digest, id
)"""
_MAY = "(%(reads_all)s OR shelved.held_shared > 0)"
_HELD = "CASE WHEN %(reads_all)s THEN shelved.held ELSE shelved.held_shared END AS held"
_WITH_WORDS = f"""
    SELECT shelved.id, shelved.digest, {_HELD}, ts_rank(shelved.search, asked.words, 1) AS rank
    FROM policies_shelvedtext shelved, asked
    WHERE shelved.search @@ ({{narrowed}} && asked.words) AND numnode(asked.words) > 0 AND {_MAY}"""  # noqa: S608 (as above)
# One row at least, whose first value says whether the words hold any that is looked for.
_SEARCH = f"""
(WITH asked AS (SELECT websearch_to_tsquery('english', %(words)s) AS words), {_ranked(_WITH_WORDS)}, {_TOLD},
best AS (SELECT * FROM told ORDER BY rank DESC, id LIMIT %(page)s),
shown AS (
    SELECT best.rank, best.id, holder.name, holder.urn, holder.heading,
        ts_headline('english', left(shelved.text, 20000), asked.words,
            CASE WHEN length(shelved.text) <= 600 THEN %(whole)s ELSE %(parts)s END) AS text, {_COLUMNS}
    FROM best CROSS JOIN asked {_SHOWN}
)
SELECT numnode(asked.words) = 0, name, urn, heading, text, relation, lineage, review_due_on, effective_on, others,
    texts, held
FROM asked LEFT JOIN shown ON true ORDER BY rank DESC, id)
"""  # noqa: S608 (as above)
_MARKED = f"StartSel={OPENED}, StopSel={CLOSED}"
_WHOLE = f"{_MARKED}, HighlightAll=true"
_PARTS = f"{_MARKED}, MaxFragments=2, MaxWords=60, MinWords=25, FragmentDelimiter= … "
_WITH_TAG = f"""
    SELECT id, digest, {_HELD}, 0 AS rank FROM policies_shelvedtext shelved
    WHERE search @@ {{narrowed}} AND {_MAY}"""  # noqa: S608 (as above)
# With a tag alone, the words that fewest schools share come first.
_TAGGED = f"""
(WITH {_ranked(_WITH_TAG)}, {_TOLD},
best AS (SELECT * FROM told ORDER BY others, id LIMIT %(page)s)
SELECT holder.name, holder.urn, holder.heading, left(shelved.text, 600), {_COLUMNS}
FROM best {_SHOWN} ORDER BY best.others, best.id)
"""  # noqa: S608 (as above)


def search(user: User, council: Council, *, words: str, tag: str, today: datetime.date) -> Results:
    """The clauses of the council's policies in force with these words and this tag, the best first; at most 25.

    words: as somebody types them: "quoted words" stand together, -word is left out, `or` is either. tag: one of
    policies.tags, or empty. For who may not read the library, nothing.
    """
    if not allows(user, Permission.LIBRARY_READ, council):
        return Results([], 0, is_many=False)
    reads_all = may_read_all(user, council)
    about = [tag_token(tag)] if tag else []
    samples = {
        name: council_token(council.pk, one_in, shared=not reads_all)
        for name, one_in in (("few", FEW), ("some", SOME), ("every", 1))
    }
    given: dict[str, Any] = {
        **{name: " & ".join(f"'{token}'" for token in (sample, *about)) for name, sample in samples.items()},
        "most": MOST_RANKED + 1,
        "page": PAGE,
        "council": council.pk,
        "today": today,
        "reads_all": reads_all,
    }
    if words:
        given |= {"words": words, "whole": _WHOLE, "parts": _PARTS}
    with connection.cursor() as cursor:
        cursor.execute(_SEARCH if words else _TAGGED, given)
        rows = cursor.fetchall()
    if words:
        is_empty_of_words = rows[0][0]
        rows = [row for _, *row in rows if row[0] is not None]
        if not rows:
            return Results([], 0, is_many=False, is_empty_of_words=is_empty_of_words)
    texts, clauses = rows[0][-2:] if rows else (0, 0)
    is_many = texts > MOST_RANKED
    return Results([_found(row, today) for row in rows], MOST_RANKED if is_many else clauses, is_many=is_many)


def _found(row: Sequence[Any], today: datetime.date) -> Found:
    name, urn, heading, text, relation, lineage, due, since, others, *_ = row
    now = condition_of("adopted", review_due_on=due, today=today)
    return Found(
        school=name,
        urn=urn,
        heading=heading,
        pieces=pieces_of(text),
        relation=Relation(relation),
        standing=standing(Lineage(lineage), now, is_started=True),
        since=since,
        others=others,
    )


def pieces_of(marked: str) -> list[tuple[str, bool]]:
    """A text with found words between marks, in pieces: each with whether it was looked for."""
    pieces: list[tuple[str, bool]] = []
    for part in marked.split(OPENED):
        found, closed, rest = part.partition(CLOSED)
        if closed:
            pieces += [(found, True), (rest, False)]
        else:
            pieces.append((part, False))
    return [(text, is_found) for text, is_found in pieces if text]


@dataclass(frozen=True, slots=True)
class Shared:
    """A school whose adopted policy may be read: how it stands, and since when."""

    school: School
    standing: Standing
    since: datetime.date


def shared_after(user: User, council: Council, last: School | None, today: datetime.date) -> tuple[list[Shared], bool]:
    """A page of the schools by name whose policy in force this person may read, and whether more follow."""
    if not allows(user, Permission.LIBRARY_READ, council):
        return [], False
    page_of = _all_after if may_read_all(user, council) else _shared_after
    name, urn = (last.name, last.urn) if last else ("", 0)
    found = page_of(council=council.pk, today=today, name=name, urn=urn)
    in_force = adoptions_in_force([school.pk for school in found[:PAGE]], today)
    rows = ((school, in_force.get(school.pk)) for school in found[:PAGE])
    shown = [
        Shared(school, standing(held.relation, held.condition(today), is_started=True), held.effective_on)
        for school, held in rows
        if held is not None
    ]
    return shown, len(found) > PAGE


def _readable(user: User, council: Council, today: datetime.date) -> QuerySet[School]:
    """The open schools of the council whose policy in force this person may read in the library."""
    found = _in_force(council.pk, today)
    return found if may_read_all(user, council) else _shared(found)


def _in_force(council: int, today: datetime.date) -> QuerySet[School]:
    in_force = Adoption.objects.filter(version__policy__school=OuterRef("pk"), effective_on__lte=today)
    return School.objects.filter(Exists(in_force), council=council).open()


def _shared(schools: QuerySet[School]) -> QuerySet[School]:
    return schools.filter(Exists(Sharing.objects.filter(policy__school=OuterRef("pk"), is_shared=True)))


def _page_after(schools: QuerySet[School], name: str, urn: int) -> QuerySet[School]:
    rest = schools.filter(Q(name__gt=name) | Q(name=name, urn__gt=urn))
    return rest.order_by("name", "urn")[: PAGE + 1]


@prepared()
def _all_after(council: int, today: datetime.date, name: str, urn: int) -> QuerySet[School]:
    return _page_after(_in_force(council, today), name, urn)


@prepared()
def _shared_after(council: int, today: datetime.date, name: str, urn: int) -> QuerySet[School]:
    return _page_after(_shared(_in_force(council, today)), name, urn)


def policy_in_library(user: User, council: Council, urn: int, today: datetime.date) -> Version | None:
    """The version in force of a school of this council, where this person may read it in the library."""
    if not allows(user, Permission.LIBRARY_READ, council):
        return None
    school = _readable(user, council, today).filter(urn=urn).select_related("council").first()
    if school is None:
        return None
    adoption = Adoption.objects.filter(version__policy__school=school).in_force(today).first()
    found: QuerySet[Version] = Version.objects.with_people().select_related("policy__school__council")
    return found.get(pk=adoption.version_id) if adoption else None


def school_at(council: Council, urn: str) -> School | None:
    """The school of the council with this URN, as an address has it: where a list goes on."""
    if not urn.isdecimal() or len(urn) > LONGEST_URN:
        return None
    return School.objects.filter(urn=int(urn), council=council).first()


def is_shared(school: School) -> bool:
    """Whether the school shares its policy, for callers who asked."""
    return Sharing.objects.filter(policy__school=school, is_shared=True).exists()

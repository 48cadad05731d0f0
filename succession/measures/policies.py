"""Measures of policies: who has adopted one, what it speaks of, and what was done for its commitments."""

from collections.abc import Mapping
from typing import Any

from actionplan.measures.registry import TERMS, Measure, Parameter, Part, Question, register
from policies.tagging.tags import TAGS
from succession.measures.asking import OF_PLACE, Asking, terms_began
from succession.measures.known import known

# The adoption of each school that holds on the day: the latest to have taken effect. Which policy a version is of
# never changes, so these two tables are read as they are.
_ADOPTION = known("policies_adoption", "version_id", "effective_on", "review_due_on")
_IN_FORCE = f"""SELECT DISTINCT ON (r.school_id) r.school_id, adoption.version_id, adoption.review_due_on
    FROM {_ADOPTION} adoption
    JOIN policies_version version ON version.id = adoption.version_id
    JOIN policies_policy r ON r.id = version.policy_id
    WHERE adoption.effective_on <= %(day)s AND {OF_PLACE}
    ORDER BY r.school_id, adoption.effective_on DESC, adoption.id DESC"""  # noqa: S608 (names of our own tables)

# What was recorded since of adoptions that had taken effect by the day.
_LATE_ADOPTIONS = """SELECT e.pgh_created_at AS at, policy.school_id, CASE e.pgh_label
        WHEN 'added' THEN 'Adoption in force from ' || to_char(e.effective_on, 'FMDD FMMonth YYYY') || ' recorded'
        WHEN 'removed' THEN 'Adoption removed' ELSE 'Adoption corrected' END AS what
    FROM policies_adoptionevent e
    JOIN policies_version version ON version.id = e.version_id
    JOIN policies_policy policy ON policy.id = version.policy_id
    WHERE e.pgh_created_at > %(known_at)s AND e.effective_on <= %(day)s"""
# And of schools themselves.
_LATE_SCHOOLS = """SELECT e.pgh_created_at AS at, e.pgh_obj_id AS school_id, CASE e.pgh_label
        WHEN 'added' THEN 'School added' WHEN 'removed' THEN 'School removed'
        ELSE 'School’s own facts changed' END AS what
    FROM people_schoolevent e WHERE e.pgh_created_at > %(known_at)s AND e.council_id = %(council)s"""
_LATE_POLICIES = f"{_LATE_ADOPTIONS} UNION ALL {_LATE_SCHOOLS}"

_WITH_POLICY = f"""SELECT place.id AS school_id, (held.school_id IS NOT NULL
        AND (%(which)s <> 'current' OR held.review_due_on >= %(day)s))::int AS counted, 1 AS every, '' AS lacking
    FROM place LEFT JOIN ({_IN_FORCE}) held ON held.school_id = place.id"""  # noqa: S608 (as above)

_WITH_TAG = f"""SELECT place.id AS school_id, (clauses.tagged > 0)::int AS counted, (clauses.known > 0)::int AS every,
        CASE WHEN held.school_id IS NULL THEN '{Part.NO_POLICY.value}' ELSE '{Part.NO_TAGS.value}' END AS lacking
    FROM place LEFT JOIN ({_IN_FORCE}) held ON held.school_id = place.id
    LEFT JOIN (
        SELECT clause.version_id, count(*) FILTER (WHERE %(tag)s = ANY(clause.tags)) AS tagged,
            count(*) FILTER (WHERE clause.tags <> '{{}}' OR clause.model_clause_id <> '') AS known
        FROM policies_clauserow clause GROUP BY clause.version_id
    ) clauses ON clauses.version_id = held.version_id"""  # noqa: S608 (as above)

_COMMITMENT = known(
    "policies_commitment",
    *("policy_id", "in_force_from", "in_force_until"),
    within="r.in_force_from <= %(day)s AND (r.in_force_until IS NULL OR r.in_force_until > %(day)s)",
)
_EVIDENCE = known(
    "policies_evidence",
    *("commitment_id", "on", "withdrawn_at"),
    within='r.withdrawn_at IS NULL AND r."on" BETWEEN %(since)s AND %(day)s',
)
_EVIDENCED = f"""SELECT r.school_id, count(*) FILTER (WHERE done.commitment_id IS NOT NULL) AS counted,
        count(*) AS every, '' AS lacking
    FROM {_COMMITMENT} held JOIN policies_policy r ON r.id = held.policy_id
    LEFT JOIN (
        SELECT DISTINCT evidence.commitment_id FROM {_EVIDENCE} evidence
    ) done ON done.commitment_id = held.id
    WHERE {OF_PLACE} GROUP BY r.school_id"""  # noqa: S608 (as above)
_ALL_EVIDENCED = f"""SELECT place.id AS school_id, counts.counted, counts.every,
        '{Part.NO_COMMITMENTS.value}' AS lacking
    FROM place LEFT JOIN ({_EVIDENCED}) counts ON counts.school_id = place.id"""  # noqa: S608 (as above)
_LATE_EVIDENCE = """SELECT e.pgh_created_at AS at, policy.school_id, CASE e.pgh_label
        WHEN 'added' THEN 'Evidence of ' || to_char(e."on", 'FMDD FMMonth YYYY') || ' added'
        WHEN 'removed' THEN 'Evidence removed' ELSE 'Evidence corrected or withdrawn' END AS what
    FROM policies_evidenceevent e
    JOIN policies_commitment held ON held.id = e.commitment_id
    JOIN policies_policy policy ON policy.id = held.policy_id
    WHERE e.pgh_created_at > %(known_at)s AND e."on" BETWEEN %(since)s AND %(day)s"""

_WHICH = Parameter(
    "which", "Which policies", (("any", "in force"), ("current", "in force and not past its review date"))
)
_TAG = Parameter("tag", "About what", tuple((tag.key, tag.label) for tag in TAGS))


def _which(question: Question) -> Mapping[str, Any]:
    return {"which": question.given["which"]}


def _tag(question: Question) -> Mapping[str, Any]:
    return {"tag": question.given["tag"]}


def register_all() -> None:
    """Make them known."""
    adopted = Asking(_WITH_POLICY, _which, _LATE_POLICIES)
    tagged = Asking(_WITH_TAG, _tag, _LATE_POLICIES)
    evidenced = Asking(_ALL_EVIDENCED, terms_began, f"{_LATE_EVIDENCE} UNION ALL {_LATE_POLICIES}")
    register(
        Measure(
            slug="schools-with-policy",
            title="Schools with an adopted policy",
            what="Open schools whose governing board has adopted a policy, the council’s model or their own.",
            sentence="{counted} of {every} {have} an adopted policy that is {which}.",
            unit="open schools",
            parameters=(_WHICH,),
            figure=adopted.figure,
            behind=adopted.behind,
            since=adopted.since,
        )
    )
    register(
        Measure(
            slug="policies-with-tag",
            title="Policies about a subject",
            what="Of open schools with an adopted policy, those whose policy has a clause about a subject.",
            sentence="{counted} of {every} {have} a clause about this: {tag}.",
            unit="adopted policies",
            parameters=(_TAG,),
            figure=tagged.figure,
            behind=tagged.behind,
            since=tagged.since,
        )
    )
    register(
        Measure(
            slug="commitments-evidenced",
            title="Commitments with evidence",
            what="Of the commitments in force at open schools, those with evidence that something was done for them.",
            sentence="{counted} of {every} {have} evidence from {terms}.",
            unit="commitments",
            parameters=(TERMS,),
            figure=evidenced.figure,
            behind=evidenced.behind,
            since=evidenced.since,
        )
    )

"""What a column may be called, and what the name means."""

import re
from enum import StrEnum
from functools import lru_cache

from documents.blocks import words


class Role(StrEnum):
    """What the cells of a column are."""

    LABEL = "label"
    TEXT = "text"
    RESPONSE = "response"
    OWNERS = "owners"
    ACTIONS = "actions"
    MILESTONES = "milestones"
    MEASURES = "outcome_measures"
    DUE = "due"
    STATUS = "status"
    OTHER = "other"


# Names tell more than one story: what a paper would call its recommendation ("Issue") may head a column that only
# groups rows, and "Date" may be when it was agreed. These are settled when all the names are known.
SUBJECT = "subject"
DATE = "date"

# In order: the first pattern that matches decides. Names are compared without case, digits or punctuation.
_NAMES: tuple[tuple[str, str], ...] = (
    (
        Role.LABEL,
        (
            r"((action|item|serial|min|minute|recs?|recommendations?|task|objective|s|sr|ref|reference|audit|issue|row|"
            r"line|para|paragraph|motion|case|risk|finding|r) )?(no|nos|num|number|ref|reference|id)( (no|number))?"
            r"|#|rec|s n|case"
        ),
    ),
    (
        Role.ACTIONS,
        r"(.* )?(actions?|tasks?) (and|including) (who|by whom|owners?|leads?|when|dates?|timescales?|timings?)",
    ),
    (Role.MEASURES, r"what (do |are )?we (want|trying|aiming|hope|expect) to (achieve|see)"),
    (
        Role.RESPONSE,
        (
            r"(cabinet|executive|management)('?s)? comments?|responses? (and )?comments?"
            r"|comments? (from|of|by) (the )?(cabinet|executive|management)"
        ),
    ),
    (
        Role.OTHER,
        (
            r"(exec(utive)?|meeting|start|committee|cabinet|council|raised|agreed|review|reported|commencement|"
            r"last|decision|issue|audit|report) date"
            r"|date (raised|agreed|of(?! (implementation|completion|delivery))|reported|considered|started|closed"
            r"|completed?|added|last|reviewed)\b.*"
            r"|(revised|new|original|actual|completed) .*(date|timescale|deadline)|decision maker"
            r"|date (from|start)|start"
        ),
    ),
    (
        Role.OTHER,
        (
            r"(total |estimated |financial |any )?(costs?|resources?|budgets?|funding)\b.*"
            r"|.*\b(resource|cost|funding|financial|budget|legal)s? (implications?|needed|required|"
            r"requirements?|considerations?)"
            r"|resources?|cost"
        ),
    ),
    (
        Role.OTHER,
        (
            r"(priority|risk|impact|likelihood) (rating|level|score|ranking|h m l)|priority|risks?|r a g key"
            r"|rank(ing)?|comments?|.* comments?|comments? .*|notes?|.* notes?|remarks|area|theme|themes|category"
            r"|origin|source|directorate|portfolio|service( area)?|ward|committee|section|heading|background"
            r"|context|rationale|reasons?|why|monitor(ing|ed)( by| arrangements?| body)?|barriers? (and )?risks?"
            r"|(who|how) (will )?(be )?monitor(ed|ing|s)?( it)?|links?|type|reviewed by|document"
        ),
    ),
    (
        Role.RESPONSE,
        (
            r"(.* )?(response|responses|decision|decisions)( to .*| from .*| of .*)?|agreed?|accept(ed)?|approved?"
            r"|agreed( or)?( y n| yes no| not agreed)"
            r"|(accept|accepted|agree|approve|approved)( or)?( (reject|rejected|not accepted|disagree|"
            r"not agreed|declined|partly|partially|in part|y n|yes no))+"
            r"|(cabinet|executive|management|council) (view|position)|agreed by (cabinet|executive|council)"
            r"|supported( or)?( not supported)?( y n| yes no)?"
            r"|recommendation (agreed|accepted)"
        ),
    ),
    (
        Role.DUE,
        (
            r"(.* )?(by when|when|timescales?|time scales?|timeframes?|time frames?|timelines?|timings?|"
            r"deadlines?|due|time)( by| date| for .*| of .*)?"
            r"|(agreed |revised |proposed )?(target|due|completion|implementation|delivery|end|finish|final|"
            r"expected|planned|proposed|anticipated)( \w+)? dates?( for .*| original)?"
            r"|date due|date (for|by|to be) .*|date of (implementation|completion|delivery)"
            r"|(target|date) for completion"
            r"|(expected|planned|anticipated|estimated) (completion|implementation|delivery)"
            r"|end|finish( by)?|(to be )?complete[d]? by|to be (done|delivered|implemented|finished)( by)?"
            r"|by date|relevant (fy|financial year|year)"
            r"|financial year|academic year|year|target completion"
            r"|when (will|is|by|to|are|do|should|due|it).*|timetable|schedule"
        ),
    ),
    (
        Role.OWNERS,
        (
            r"(.* )?(by whom|whom|who|responsib\w*|accountab\w*)( \w+){0,3}|led by|bywhom|by"
            r"|((action|risk|control|target|objective|measure|council|cabinet|task|project|delivery|officer|member|team|strategic|operational|named|agency|"
            r"organisation|overall|the) )*(leads?|owners?)"
            r"( (officers?|members?|agency|department|person|organisation|partners?|director|team|name|service|and|or|"
            r"em|directorate|responsib\w+))*"
            r"|((responsible|accountable|named|nominated|link|key|relevant|delivery|council|cabinet|portfolio|executive|"
            r"scrutiny|partner|board|senior|supporting) )*(officers?|persons?|people|members?|team|manager|director|"
            r"department|agency|agencies|partners?|post ?holder)( (involved|em|s))*"
            r"|(key |other )?personnel|sro|staff( (involved|responsible|lead))?|leads? (and )?owners?"
            r"|(cabinet |executive )?portfolio holders?|(lead )?officers? (and|or) (cabinet |lead |executive )?members?"
            r"|action(ed)? by|delegated to|assigned( to)?|allocated to|(.* )?authorit(y|ies)"
            r"|(service|team|officer|department|agency|organisation|body|person)s? to act"
        ),
    ),
    (
        Role.STATUS,
        (
            r"(.* )?(status|rag|progress|updates?|state)( .*)?|(current |latest |present )?position( .*)?"
            r"|(progress|status|position) (report|statement|since .*)|b ?rag( rating| status)?|traffic lights?( .*)?"
            r"|(panel's |our )?(judge?ments?|assessments?|verdicts?)( of progress)?"
            r"|where (are we|we are)( now)?|open( or)? closed"
            r"|completed?( y n| yes no)?|done|percent(age)?( complete)?|complete|achieved|action taken to date"
            r"|progress"
        ),
    ),
    (
        Role.MEASURES,
        (
            r"(.* )?(outcomes?|success|impacts?|evidence|measures?|kpis?|indicators?|benefits?|results?|"
            r"performance)( .*)?"
            r"|how (will we|we will|shall we|we shall|do we|we) (know|measure).*|how (it is |is it )?measured"
            r"|what (will )?(success|difference|good).*|measured by|.*look like.*"
        ),
    ),
    (
        Role.MILESTONES,
        r"(.* )?(milestones?|key steps|key stages|stages|key dates|interim targets?)( .*)?",
    ),
    (
        Role.TEXT,
        (
            r"(?!action)(.* )?recommendations?( .*)?"
            r"|what (the )?(council|cabinet|committee|board|panel|governors|trustees|meeting)( has| have)? "
            r"(resolved|agreed|decided|recommended|asked( for)?)"
        ),
    ),
    (
        Role.ACTIONS,
        (
            r"(.* )?(actions?|tasks?|activit(y|ies)|steps|interventions?|deliverables?|initiatives?)( .*)?"
            r"|what (we|the council|will|needs|do we|is to|are we).*|how|how (will )?(we|it|this|the).*"
            r"|implementation( plan)?|delivery plan|what|project|method|strateg(y|ies)"
        ),
    ),
    (
        DATE,
        r"dates?",
    ),
    (
        SUBJECT,
        (
            r"(.* )?(issues?|proposals?|objectives?|aims?|goals?|items?|findings?|targets?|priorities|"
            r"commitments?|improvements?|needs?|outputs?|requirements?|conclusions?|suggestions?|(areas?|"
            r"priority) (for (improvement|development)|areas?|of .*)|focus( areas?)?|barriers?|resolutions?|"
            r"subject|standards?|description|topic|details?)( .*)?"
        ),
    ),
)
_MOST_WORDS = 6
_EXPLAINED = re.compile(r"\([^()]*\)|\s(?:i\.e\.|e\.g\.).*$")
_ASKS = re.compile(
    r"(who|when|where|what (difference|we|will|are|is|do|the council|council)|how (will|do|are|is|we))\b"
)
_MOST_ASKED = 12  # words of a name that asks: "How we will know it has made a difference"
_PATTERNS = tuple((role, re.compile(pattern)) for role, pattern in _NAMES)
_VALUES = re.compile(
    r"(agreed|accepted|completed?|done|achieved|by|what|how|year|time|percent|people|members?|schools?)\W*"
)
_NOT_A_NAME = re.compile(
    r"(plan|plans|review|report|tracker|policy|minutes|agenda|summary|statement|schedule of)$|. (monitoring|strategy)$"
    r"|^(report|summary|response to|review of|list of|appendix|annex|minutes|draft|final|the following) "
    r"|^progress against|task (group|force)|task and finish"
    r"|action plan|^monitoring of|^(in|no|some|good|making|slow) progress"
)


@lru_cache(maxsize=1024)  # the names of a table are asked for every row of it
def kind_of(name: str) -> str | None:
    """The meaning a column of this name may have; None where it is no name that a plan would give a column."""
    plain = _EXPLAINED.sub(" ", name)
    return _kind_of(name) or (_kind_of(plain) if plain != name else None) or _kind_of_half(name)


def _kind_of_half(name: str) -> str | None:
    """The meaning of a name that gives two, "Reason / what will be done": what the rows are more about."""
    halves = [_kind_of(half) for half in re.split(r"\s/\s", name)]
    known = [kind for kind in halves if kind is not None]
    return next((kind for kind in known if kind != Role.OTHER), Role.OTHER) if len(known) == len(halves) > 1 else None


def _kind_of(name: str) -> str | None:
    length = len(words(name))
    if length > 12:
        return None
    squeezed = " ".join(re.sub(r"[^a-z# ]", " ", name.casefold().replace("&", " and ")).split())
    dated = re.search(r"\d", re.sub(r"\(.*", "", name)) and not re.match(
        r"(progress|update|position|status)\b", squeezed
    )
    if not squeezed or dated or _NOT_A_NAME.search(squeezed):
        return None
    if ":" in name.strip()[:-1] or (name.rstrip().endswith((".", ";", ":")) and length > 2):
        return None
    said = len(words(re.sub(r"\([^()]*\)", " ", name)))
    if said > (_MOST_ASKED if _ASKS.match(squeezed) else _MOST_WORDS) and not name.rstrip().endswith("?"):
        return None
    return next((str(role) for role, pattern in _PATTERNS if pattern.fullmatch(squeezed)), None)


def is_value(text: str) -> bool:
    """Whether a word that could head a column is more often what stands in one ("Agreed", "Complete")."""
    return bool(_VALUES.fullmatch(text.strip().casefold()))


def is_name(text: str) -> bool:
    """Whether the text could head a column."""
    return kind_of(text) is not None

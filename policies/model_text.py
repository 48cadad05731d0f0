"""The built-in model policy, "Growing our own leaders", as a council may publish it. Pure.

The ids stay as they are when the words are revised: schools' clauses remember them.
"""

from policies.document import Clause, ClauseKind, Document, Section, SectionKind

REPRESENTATION = "representation"
"""The tag of clauses about representation and diversity in appointments."""


def built_in_model() -> Document:
    """The model policy, with `{school}` where a school's name goes."""
    return Document(
        title="Succession planning policy",
        subtitle="Growing our own leaders",
        sections=(_INTRODUCTION, _AIMS, _PLAN, _IMPLEMENTATION, _MONITORING),
    )


def _paragraph(clause_id: str, text: str) -> Clause:
    return Clause(id=clause_id, text=text, kind=ClauseKind.PARAGRAPH)


def _lead_in(clause_id: str, text: str) -> Clause:
    return Clause(id=clause_id, text=text, kind=ClauseKind.LEAD_IN)


def _core(clause_id: str, text: str, *tags: str) -> Clause:
    return Clause(id=clause_id, text=text, tags=tags, locked=True)


_INTRODUCTION = Section(
    "introduction",
    SectionKind.INTRODUCTION,
    "Introduction",
    (
        _paragraph(
            "introduction-1",
            "Pupils do better in a school that is well led. Leaders retire, move on and sometimes fall ill, and a good "
            "successor is seldom found in the weeks after a resignation. {school} therefore prepares its future "
            "leaders in good time, and does not leave the matter to chance.",
        ),
        _paragraph(
            "introduction-2",
            "We mean leaders at every level: a teacher who leads a subject, a member of support staff who runs a team, "
            "the senior leadership team, the headteacher, and the governors who hold them to account. At {school} "
            "every leader goes on learning, and helps somebody else to learn to lead.",
        ),
        _paragraph(
            "introduction-3",
            "This policy says what we want to achieve, what our succession plan contains, what we commit ourselves to "
            "do, and how our governing board knows whether we did it. It takes its idea of good leadership from the "
            "Headteachers’ Standards 2020.",
        ),
    ),
)

_AIMS = Section(
    "aims",
    SectionKind.AIMS,
    "Aims",
    (
        _lead_in("aims-lead-in", "We want:"),
        _core("aim-1", "to be led and governed well without a break, whoever comes and whoever goes"),
        Clause(
            "aim-2", "to make planning for succession part of how we recruit, develop, deploy and keep all our staff"
        ),
        Clause(
            "aim-3",
            "to notice people who could lead, whatever post they hold now, and help them to take the next step",
            tags=("talent",),
        ),
        Clause(
            "aim-4",
            "to lead and govern together with other schools and services, where that gives our pupils and our staff "
            "more than we could give alone",
        ),
    ),
)

_PLAN = Section(
    "plan",
    SectionKind.PLAN,
    "Our succession plan",
    (
        _lead_in("plan-lead-in", "The succession plan of {school} will:"),
        Clause(
            "plan-1",
            "look for people with the makings of a leader from the moment we recruit and select them",
            tags=("talent",),
        ),
        _core(
            "plan-2",
            "use criteria for leadership potential that we have agreed and published to all staff, so that anybody can "
            "put themselves forward",
            "talent",
        ),
        _core(
            "plan-3",
            "be ready long before a leader is expected to leave, and say who would act on the day a leader, the "
            "headteacher included, was suddenly absent",
            "sudden_absence",
        ),
        Clause("plan-4", "be written into our school improvement plan, our staffing plan and our budget"),
        Clause(
            "plan-5",
            "start from an honest picture of the school today and of the leadership it will need in three to five "
            "years",
        ),
        Clause(
            "plan-6",
            "show how each criterion rests on a published standard: the Headteachers’ Standards 2020 for headship, and "
            "the frameworks of the national professional qualifications (NPQs) for other posts",
        ),
        Clause(
            "plan-7",
            "tell governors how recruitment and retention stand in our school, in our area and in the country",
        ),
    ),
)

_IMPLEMENTATION = Section(
    "implementation",
    SectionKind.IMPLEMENTATION,
    "What we commit to do",
    (
        _lead_in("implementation-lead-in", "We commit ourselves to:"),
        Clause(
            "commitment-1",
            "giving many people the training to lead: national professional qualifications from Leading Teaching to "
            "Headship, the Early Headship Coaching Offer for new headteachers, and master’s degrees or other study "
            "that ends in an award",
            tags=("qualifications", "coaching"),
        ),
        Clause(
            "commitment-2", "having middle leaders help to write our self-evaluation, not only supply figures for it"
        ),
        Clause(
            "commitment-3",
            "making shadowing, internships and secondments an ordinary part of a year at our school, open to every "
            "member of staff who wishes to lead",
            tags=("shadowing", "secondment"),
        ),
        Clause("commitment-4", "asking people who hope to lead to plan and run parts of our own training"),
        Clause(
            "commitment-5",
            "offering each of them a buddy, a mentor or a coach, somebody to shadow, or a team to work in, with the "
            "time to make use of it",
            tags=("mentoring", "coaching", "shadowing"),
        ),
        Clause(
            "commitment-6",
            "naming in our self-evaluation and improvement plan the pieces of work that give somebody practice in "
            "leading or managing",
        ),
        Clause(
            "commitment-7",
            "using secondments and projects that take the headteacher out of school as planned occasions for deputies "
            "to act up, and reviewing with them what they learned",
            tags=("acting_up", "secondment"),
        ),
        Clause(
            "commitment-8",
            "finding partners in other countries with whom leaders of both schools can exchange what works",
        ),
        Clause(
            "commitment-9",
            "growing young leaders among our pupils, by giving them a voice and a real part in decisions",
        ),
        Clause(
            "commitment-10",
            "giving pupils a part in the interviews for leadership posts and in how we plan for succession",
        ),
        Clause(
            "commitment-11",
            "holding a workshop each year in which governors and the senior leadership team (SLT) work out together "
            "where governing ends and leading and managing begin",
        ),
        _core(
            "commitment-12",
            "considering representation at every stage of an appointment to a leadership post: where we advertise, who "
            "is on the shortlist, who sits on the panel; taking positive action where the Equality Act 2010 allows it; "
            "and having the panel confirm to the full governing board that it has done so",
            REPRESENTATION,
        ),
    ),
)

_MONITORING = Section(
    "monitoring",
    SectionKind.MONITORING,
    "Monitoring",
    (
        Clause(
            "monitoring-1",
            "The headteacher reports to the Personnel Committee of the governing board at least once a year on each "
            "commitment in this policy: what was done, what came of it, and what comes next. Names of people stand "
            "only in the confidential part of that report.",
            kind=ClauseKind.PARAGRAPH,
            locked=True,
            tags=("monitoring",),
        ),
        Clause(
            "monitoring-2",
            "The governing board plans the succession of its own chair and vice-chair in the same way, and reviews "
            "this policy by the date on which it said it would.",
            kind=ClauseKind.PARAGRAPH,
            tags=("governors", "monitoring"),
        ),
    ),
)

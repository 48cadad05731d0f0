"""What reports hold about people: who prepared and issued them, and the names in them (see core.privacy)."""

from core.privacy import PUBLIC_TASK, Erasure, Exempt, Field, Link, Record, register

PAPERS = ("succession.report-open", "succession.report-confidential")
"""The kinds of the two papers of a report; their subject is its key."""

_OF_REPORT = tuple((kind, "pk") for kind in PAPERS)
_OF_TOKEN = tuple((kind, "report_id") for kind in PAPERS)
_READERS = "The members of the body it was issued to, who prepared it and its clerk"
_WHY = "A governing body or a panel is told how succession stands, and keeps what it was told"


def state() -> None:
    """Say what the rows of this package hold about people."""
    register(*_ENTRIES)


_OF_BODY = "The members of the body, and its clerk; a confidential item only whoever it is for"
_MINUTES = "As long as the minutes of the body"
_ITS_OWN = "what a body talked about and decided belongs to its record; who wrote it down is shown without a name"

_ENTRIES = (
    Record(
        "succession.AgendaItem",
        "Items of agendas",
        purpose="A body is told before a meeting what it is to talk about",
        audience=_OF_BODY,
        basis=PUBLIC_TASK,
        retention=_MINUTES,
        links=(Link("added_by", "You put this item on an agenda"),),
        place="meeting.body",
        kept=_ITS_OWN,
        fields=(
            Field("title", "title", given=True),
            Field("presenter", "who presents it", given=True),
            Field("added_at", "when you put it there"),
        ),
        organisation=("id", "meeting", "key", "position", "kind", "decides", "is_confidential", "audience"),
    ),
    Record(
        "succession.Chase",
        "Requests of a council about a school’s policy",
        purpose="A council asks a school for what its policy lacks, and not again within two weeks",
        audience="The council’s officers; the school’s head and lead",
        basis=PUBLIC_TASK,
        retention="As long as the school",
        links=(Link("asked_by", "You asked a school for this"),),
        place="school",
        kept="that the council asked is part of its record; who asked is shown without a name",
        fields=(Field("reason", "what was missing"), Field("asked_at", "when you asked")),
        organisation=("id", "school", "tag"),
    ),
    Record(
        "succession.ItemExclusion",
        "Items that somebody is kept out of",
        purpose="Nobody sits in on what is about them, or what they have an interest in",
        audience="You, and who writes the agenda",
        basis=PUBLIC_TASK,
        retention=_MINUTES,
        links=(
            Link("term", "You are kept out of an item", through="user", deletes=True),
            Link("added_by", "You kept somebody out of an item"),
        ),
        place="term.body",
        kept="that somebody was kept out belongs to the record of the body; the name is gone",
        fields=(Field("added_at", "since when"),),
        organisation=("id", "item"),
    ),
    Record(
        "succession.AgendaPaper",
        "Papers of meetings",
        purpose="A body reads its papers before it meets",
        audience=_OF_BODY,
        basis=PUBLIC_TASK,
        retention=_MINUTES,
        links=(Link("added_by", "You put this paper on an item"),),
        place="item.meeting.body",
        kept=_ITS_OWN,
        fields=(
            Field("title", "title", given=True),
            Field("added_at", "when you put it there"),
        ),
        organisation=("id", "item", "key", "kind", "subject", "upload"),
    ),
    Record(
        "succession.AgendaIssue",
        "Agendas that were issued",
        purpose="A body must be given its papers in time, and it is known whether it was",
        audience="The members of the body, and its clerk",
        basis=PUBLIC_TASK,
        retention=_MINUTES,
        links=(Link("issued_by", "You issued these papers"),),
        place="meeting.body",
        kept=_ITS_OWN,
        fields=(
            Field("issued_on", "day of issue"),
            Field("issued_at", "when you issued them"),
            Field("late_reason", "why they gave less notice", given=True),
            Field("moved_reason", "why the new day gives less notice", given=True),
        ),
        organisation=("id", "meeting", "first_for"),
    ),
    Record(
        "succession.CalendarFeed",
        "Your calendar link",
        purpose="Your own calendar program shows what is yours",
        audience="You, and whoever you give the link to",
        basis=PUBLIC_TASK,
        retention="Until you take it back",
        links=(Link("user", "This is your calendar link", deletes=True),),
        place="user",
        fields=(
            Field("made_at", "when you made it"),
            Field("nonce", "what makes its secret", secret=True),
            Field("token_hash", "a fingerprint of its secret", secret=True),
        ),
        organisation=("id",),
    ),
    Exempt("succession.AgendaPlan", "what a body watches, in the words of the plan, when its agenda was issued"),
    Record(
        "succession.Decision",
        "Decisions that were recorded",
        purpose="The record of a decision says who wrote it down",
        audience=_OF_BODY,
        basis=PUBLIC_TASK,
        retention=_MINUTES,
        links=(Link("recorded_by", "You recorded this decision"),),
        place="item.meeting.body",
        kept=_ITS_OWN,
        fields=(
            Field("outcome", "what was decided"),
            Field("words", "in words", given=True),
            Field("minute_reference", "minute reference", given=True),
            Field("recorded_at", "when you recorded it"),
        ),
        organisation=("id", "item", "adopted"),
    ),
    Record(
        "succession.Report",
        "Reports",
        purpose=_WHY,
        audience=_READERS,
        basis=PUBLIC_TASK,
        retention="As long as the minutes of the body it was issued to",
        links=(
            Link("prepared_by", "You prepared this report", papers=_OF_REPORT),
            Link("checked_by", "You checked the confidential part of this report"),
            Link("issued_by", "You issued this report", papers=_OF_REPORT),
            Link("withdrawn_by", "You withdrew this report"),
        ),
        place="body",
        kept="what a body was told belongs to its record; who told it is shown without a name",
        fields=(
            Field("kind", "kind of report"),
            Field("number", "number of the report"),
            Field("as_at", "day on which what it says holds"),
            Field("state", "where it stands"),
            Field("prepared_at", "when you prepared it", via=("prepared_by",)),
            Field("checked_at", "when you checked it", via=("checked_by",)),
            Field("issued_at", "when you issued it", via=("issued_by",)),
            Field("correction", "what it corrects", via=("prepared_by",), given=True),
            Field("withdrawn_at", "when you withdrew it", via=("withdrawn_by",)),
            Field("withdrawn_reason", "why you withdrew it", via=("withdrawn_by",), given=True),
        ),
        organisation=(
            *("id", "body", "school", "council", "meeting", "previous", "replaces"),
            *("data", "decisions", "open_html", "confidential_html", "digest"),
        ),
    ),
    Record(
        "succession.ReportToken",
        "Names in reports",
        purpose=_WHY,
        audience=_READERS,
        basis=PUBLIC_TASK,
        retention="As long as the report, or until you are erased",
        links=(
            Link("staff", "You are named in this report", through="user", papers=_OF_TOKEN),
            Link("term", "You are named in this report", through="user", papers=_OF_TOKEN),
            Link("user", "You are named in this report", papers=_OF_TOKEN),
        ),
        place="report.body",
        kept="that a report named somebody keeps it verifiable; the name, and what was said, are gone",
        fields=(
            Field("content", "what it says", Erasure.EMPTY),
            Field("salt", "a secret that made its fingerprint", Erasure.EMPTY, secret=True),
            Field("part", "part of the report"),
            Field("erased_on", "when it was erased"),
        ),
        organisation=("id", "report", "token", "digest"),
    ),
)

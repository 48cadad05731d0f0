"""What reports hold about people: who prepared and issued them, and the names in them (see core.privacy)."""

from core.privacy import PUBLIC_TASK, Erasure, Field, Link, Record, register

PAPERS = ("succession.report-open", "succession.report-confidential")
"""The kinds of the two papers of a report; their subject is its key."""

_OF_REPORT = tuple((kind, "pk") for kind in PAPERS)
_OF_TOKEN = tuple((kind, "report_id") for kind in PAPERS)
_READERS = "The members of the body it was issued to, who prepared it and its clerk"
_WHY = "A governing body or a panel is told how succession stands, and keeps what it was told"


def state() -> None:
    """Say what the rows of this package hold about people."""
    register(*_ENTRIES)


_ENTRIES = (
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

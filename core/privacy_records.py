"""What files, previews and sessions hold about people (see core.privacy)."""

from core.privacy import PUBLIC_TASK, SECURITY, Erasure, Exempt, Field, Link, Record, register

_KEPT_FILE = "a document that something was made from belongs to the school or council; it stays under another name"


def state() -> None:
    """Say what the rows of this package, and of what it stands on, hold about people."""
    register(*_ENTRIES)


_ENTRIES = (
    Record(
        "core.Upload",
        "Files that were sent",
        purpose="A policy or a plan is read from a document, and shows the document it was read from",
        audience="You; once something was made from the file, those who may see what was made",
        basis=PUBLIC_TASK,
        retention="24 hours where nothing was made from it; else as long as the policy or the plan",
        links=(Link("uploaded_by", "You sent this file"),),
        place="organisation",
        kept=_KEPT_FILE,
        fields=(
            Field("name", "name of the file", Erasure.FILE_NAME, given=True),
            Field("file", "the file, under a name of our own", given=True),
            Field("size", "size in bytes"),
            Field("uploaded_at", "when you sent it"),
        ),
        organisation=("id", "organisation", "sha256"),
    ),
    Record(
        "core.Preview",
        "What was read in files",
        purpose="You check what was read in a document before anything is saved",
        audience="You alone",
        basis=PUBLIC_TASK,
        retention="24 hours; where you confirmed it, until you are erased",
        links=(Link("made_by", "You had this file read", deletes=True),),
        place="upload.organisation",
        fields=(
            Field("kind", "what it was read as"),
            Field("state", "where the reading stands"),
            Field("sentence", "why it was turned down"),
            Field("result", "what was read", given=True),
            Field("made_at", "when you sent it"),
            Field("expires_at", "until when it can be confirmed"),
            Field("confirmed_at", "when you confirmed it"),
        ),
        organisation=("id", "organisation", "upload"),
    ),
    Record(
        "core.ReadingCorrection",
        "What was corrected in what was read in files",
        purpose="What was made from a document says how it differs from what was read in it, and who said so",
        audience="You; once something was made from the file, those who may see what was made",
        basis=PUBLIC_TASK,
        retention="24 hours where nothing was made from the file; else as long as the policy or the plan",
        links=(Link("made_by", "You made this correction"),),
        place="upload.organisation",
        kept="what was made from a document belongs to the school or council, and so does how it was corrected",
        fields=(
            Field("operation", "the correction", given=True),
            Field("said", "the correction, in a sentence", given=True),
            Field("made_at", "when you made it"),
        ),
        organisation=("id", "upload", "number", "undoes"),
    ),
    Record(
        "core.Reading",
        "Confidential pages that were opened",
        purpose="Whoever is written about can learn who opened it, and nobody opens it unseen",
        audience="The administrators of the school or council",
        basis=SECURITY,
        retention="6 years",
        links=(Link("by", "You opened this page"),),
        place="organisation",
        kept="that the page was opened stays known, by the number of whoever did",
        fields=(
            Field("kind", "kind of page"),
            Field("at", "when you opened it"),
            Field("request", "reference of the request"),
        ),
        organisation=("id", "organisation", "subject"),
    ),
    Exempt("core.Backup", "that there was a backup; about nobody"),
    Exempt("core.Paper", "a PDF or spreadsheet of a row; one that shows an erased name is destroyed with the erasure"),
    Exempt("core.Letter", "the kind of a letter and the key of what it is about; none goes to an erased person"),
    Exempt(
        "sessions.Session",
        "holds the key of who is signed in, sealed, and nothing else about them; ended by signing out, by 12 hours "
        "and by the erasure",
    ),
    Exempt("pghistory.Context", "not used: history keeps who and why with each event, by number"),
    Exempt("pghistory.Events", "no table: a view of the tables of history"),
    Exempt("pghistory.MiddlewareEvents", "no table: a view of the tables of history"),
    Exempt("contenttypes.ContentType", "names of models"),
    Exempt("procrastinate.ProcrastinateJob", "a job's arguments are keys of rows, never words; kept 30 days"),
    Exempt("procrastinate.ProcrastinateEvent", "when a job began and ended"),
    Exempt("procrastinate.ProcrastinateWorker", "when a worker was last seen"),
    Exempt("procrastinate.ProcrastinatePeriodicDefer", "when a sweep was due"),
)

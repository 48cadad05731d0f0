"""What the care for people's data holds about them itself: copies, erasures and holds."""

from core.privacy import LEGAL_DUTY, Erasure, Field, Link, Record
from people.privacy.entries.audiences import ADMINISTRATORS
from people.privacy.retention import PACK

ENTRIES = (
    Record(
        "people.DataPack",
        "Copies of data",
        purpose="You have a right to a copy of what is held about you",
        audience=ADMINISTRATORS,
        basis=LEGAL_DUTY,
        retention=f"The copy {PACK.keep}; that it was made, as long as the record of requests",
        links=(Link("person", "This copy is about you"), Link("asked_by", "You asked for this copy")),
        place="controller",
        kept="that a copy was made is the controller's proof; it names nobody",
        fields=(
            Field("asked_at", "when it was asked for"),
            Field("downloaded_at", "when it was downloaded"),
            Field("removed_at", "when it was removed"),
        ),
        organisation=("id", "school", "trust", "council"),
    ),
    Record(
        "people.Erasure",
        "Erasures asked for or done",
        purpose="An erasure is decided by two steps, and certified",
        audience=ADMINISTRATORS,
        basis=LEGAL_DUTY,
        retention="As long as the record of requests; it names nobody",
        links=(
            Link("person", "You are to be erased"),
            Link("asked_by", "You asked for this erasure"),
            Link("confirmed_by", "You confirmed this erasure"),
            Link("withdrawn_by", "You withdrew this erasure"),
        ),
        place="controller",
        kept="the certificate is the controller's proof; it names nobody",
        fields=(
            Field("ground", "why", via=("person",)),
            Field("asked_at", "when it was asked for"),
            Field("done_at", "when it was done"),
            Field("withdrawn_at", "when it was withdrawn"),
            Field("counts", "what was emptied", via=("person",)),
        ),
        organisation=("id", "school", "trust", "council"),
    ),
    Record(
        "people.Hold",
        "Holds on data",
        purpose="Data that a claim or an inquiry needs is not erased while it lasts",
        audience=ADMINISTRATORS,
        basis=LEGAL_DUTY,
        retention="Until you are erased, which a hold in force stops",
        links=(
            Link("person", "Your data is held"),
            Link("placed_by", "You placed this hold on somebody’s data"),
            Link("lifted_by", "You lifted this hold on somebody’s data"),
        ),
        place="controller",
        kept="that there was a hold is the controller's proof; its reason is gone",
        fields=(
            Field("reason", "reason", Erasure.NAME, via=("person",)),
            Field("until", "last day"),
            Field("placed_at", "when it was placed"),
            Field("lifted_at", "when it was lifted"),
        ),
        organisation=("id", "school", "trust", "council"),
    ),
)

"""What policies hold about people: who wrote, submitted, returned and adopted them (see core.privacy)."""

from core.privacy import PUBLIC_TASK, Exempt, Field, Link, Record, register

_PAPER = "policies.version"
_READERS = "Those who may read the policy"
_KEPT = "the policy and how it came to be are the school's or council's; its author is shown without a name"


def state() -> None:
    """Say what the rows of this package hold about people."""
    register(*_ENTRIES)


_ENTRIES = (
    Record(
        "policies.Version",
        "Versions of policies",
        purpose="The record of a policy has authors",
        audience=_READERS,
        basis=PUBLIC_TASK,
        retention="As long as the policy",
        links=(
            Link("made_by", "You saved this version", paper=(_PAPER, "pk")),
            Link("submitted_by", "You submitted this version", paper=(_PAPER, "pk")),
            Link("returned_by", "You returned this version", paper=(_PAPER, "pk")),
        ),
        place="policy",
        kept=_KEPT,
        fields=(
            Field("number", "number of the version"),
            Field("state", "where it stands"),
            Field("why", "what changed", via=("made_by",), given=True),
            Field("made_at", "when you saved it", via=("made_by",)),
            Field("submitted_at", "when you submitted it", via=("submitted_by",)),
            Field("returned_at", "when you returned it", via=("returned_by",)),
            Field("comments", "what you wrote when you returned it", via=("returned_by",), given=True),
        ),
        organisation=("id", "policy", "document", "base", "model_version", "source"),
    ),
    Record(
        "policies.Draft",
        "Drafts",
        purpose="What you changed is not lost before you save it as a version",
        audience="You alone",
        basis=PUBLIC_TASK,
        retention="Until you save or discard it",
        links=(Link("editor", "This is your draft", deletes=True),),
        place="policy",
        fields=(
            Field("document", "the text as you have it", given=True),
            Field("saved_at", "when it was last saved"),
        ),
        organisation=("id", "policy", "base"),
    ),
    Record(
        "policies.Adoption",
        "Adoptions that were recorded",
        purpose="The record of a decision says who wrote it down",
        audience=_READERS,
        basis=PUBLIC_TASK,
        retention="As long as the policy",
        links=(Link("recorded_by", "You recorded this adoption", paper=(_PAPER, "version_id")),),
        place="version.policy",
        kept=_KEPT,
        fields=(
            Field("minute_reference", "minute reference", given=True),
            Field("recorded_at", "when you recorded it"),
        ),
        organisation=("id", "version", "meeting", "effective_on", "review_due_on", "lineage"),
    ),
    Record(
        "policies.Evidence",
        "Evidence for the commitments of a policy",
        purpose="A school shows what it did for what it committed itself to",
        audience="The school’s leaders, its governors and its clerk; you, what you added",
        basis=PUBLIC_TASK,
        retention="As long as the policy",
        links=(
            Link("by", "You added this"),
            Link("corrected_by", "You corrected this"),
            Link("withdrawn_by", "You withdrew this"),
        ),
        place="commitment",
        kept="what was done is the school’s; who wrote it down is shown without a name",
        fields=(
            Field("line", "what was done", given=True),
            Field("on", "when it was done"),
            Field("added_at", "when you added it", via=("by",)),
            Field("first_line", "what it said at first", via=("by",), given=True),
            Field("first_on", "the day it said at first", via=("by",)),
            Field("corrected_at", "when you corrected it", via=("corrected_by",)),
            Field("withdrawn_at", "when you withdrew it", via=("withdrawn_by",)),
            Field("withdrawn_reason", "why it was withdrawn", via=("withdrawn_by",), given=True),
        ),
        organisation=("id", "commitment", "channels", "file", "link", "activity"),
    ),
    Record(
        "policies.StandingDispute",
        "Disputes about how a policy is labelled",
        purpose="A council labels policies alike, and a school may say that its label is wrong",
        audience="The school’s leaders, governors and clerk; the officers of its council",
        basis=PUBLIC_TASK,
        retention="As long as the policy",
        links=(
            Link("raised_by", "You said that the label is not right"),
            Link("answered_by", "You answered for the council"),
        ),
        place="adoption.version.policy",
        kept="what school and council said of the policy is theirs; who wrote it down is shown without a name",
        fields=(
            Field("said", "the label you asked for", via=("raised_by",)),
            Field("reason", "why", via=("raised_by",), given=True),
            Field("raised_at", "when you said so", via=("raised_by",)),
            Field("settled", "the label you decided on", via=("answered_by",)),
            Field("answer", "what you answered", via=("answered_by",), given=True),
            Field("answered_at", "when you answered", via=("answered_by",)),
        ),
        organisation=("id", "adoption", "worked_out"),
    ),
    Record(
        "policies.ModelWithdrawal",
        "Withdrawals of a council’s model",
        purpose="Schools read why a version of the model is no longer to be taken",
        audience="Those who may read the model",
        basis=PUBLIC_TASK,
        retention="As long as the model",
        links=(Link("by", "You withdrew this version"),),
        place="version.policy",
        kept="the decision is the council’s; who recorded it is shown without a name",
        fields=(
            Field("reason", "why it was withdrawn", given=True),
            Field("at", "when you withdrew it"),
        ),
        organisation=("id", "version"),
    ),
    Record(
        "policies.ModelOffer",
        "Versions of the council’s model that a school was offered",
        purpose="The record says who declined a version, and why",
        audience="The school’s leaders",
        basis=PUBLIC_TASK,
        retention="As long as the policy",
        links=(Link("declined_by", "You declined this version"),),
        place="policy",
        kept="the decision is the school’s; who recorded it is shown without a name",
        fields=(
            Field("declined_reason", "why you declined it", given=True),
            Field("declined_at", "when you declined it"),
        ),
        organisation=(
            *("id", "policy", "model_version", "copy", "made_at", "differing", "clashes", "version", "record"),
        ),
    ),
    Record(
        "policies.MergeAnswer",
        "Answers about a new version of the council’s model",
        purpose="Governors read what the school chose, and why",
        audience=_READERS,
        basis=PUBLIC_TASK,
        retention="As long as the policy",
        links=(Link("by", "You answered this"),),
        place="offer.policy",
        kept="the answer became the policy’s; who gave it is shown without a name",
        fields=(
            Field("choice", "whose words stand"),
            Field("text", "words in which both changes stand", given=True),
            Field("points", "points under them", given=True),
            Field("note", "your note for governors", given=True),
            Field("at", "when you answered"),
        ),
        organisation=("id", "offer", "key", "asked"),
    ),
    Exempt("policies.Policy", "that a school or council has a policy"),
    Exempt("policies.ClauseRow", "a policy's clauses: the organisation's words"),
    Exempt("policies.Commitment", "what a school binds itself to"),
)

"""The council's schools, and what their policies say by tag, as files. They name nobody but who takes them out."""

import datetime
from typing import Final

from django.http import Http404, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe
from import_export import fields, resources

from core import clock
from people.access.decorators import SignedInRequest, council_view
from people.access.guards import allows
from people.access.roles import Permission
from people.models import Council
from policies.boards import queries as boards
from policies.boards.forms import WhoRepliedForm
from policies.models import BoardAsked
from policies.tagging.queries import TagRow, tag_table
from policies.tagging.rules import PRESENCE_LABELS, Presence
from succession.council.figures import may_know_state
from succession.council.forms import SchoolFilterForm
from succession.council.schools import Row, rows_for_file
from succession.reports import exporting

_SCHOOL_WIDTHS: Final = (12, 40, 44, 18, 18, 18, 18, 34)
_BOARD_WIDTHS: Final = (12, 40, 40, 24, 60, 20, 16, 16)
_TAG_WIDTHS: Final = (40, 16, 22, 26, 18, 34)


class SchoolResource(resources.Resource):  # type: ignore[misc] # without types
    """Schools, one a row, as the list says them."""

    urn = fields.Field(column_name="URN")
    name = fields.Field(column_name="School", attribute="school__name")
    standing = fields.Field(column_name="Policy", attribute="policy")
    since = fields.Field(column_name="In force since")
    review_due = fields.Field(column_name="Review due")
    cover = fields.Field(column_name="Cover looked at")
    asked_on = fields.Field(column_name="Asked on")
    asked_for = fields.Field(column_name="Asked for")

    class Meta:
        export_order = ("urn", "name", "standing", "since", "review_due", "cover", "asked_on", "asked_for")

    def dehydrate_urn(self, row: Row) -> int:
        """A number stays one."""
        return row.school.urn

    def dehydrate_since(self, row: Row) -> datetime.date | None:
        """A day stays one."""
        return row.in_force_since

    def dehydrate_review_due(self, row: Row) -> datetime.date | None:
        """The same."""
        return row.review_due_on

    def dehydrate_cover(self, row: Row) -> datetime.date | None:
        """The same, for who may know it."""
        return row.cover_reviewed_on

    def dehydrate_asked_on(self, row: Row) -> datetime.date | None:
        """When the council asked the school last, for who may know it."""
        return clock.local(row.asked.asked_at).date() if row.asked else None

    def dehydrate_asked_for(self, row: Row) -> str:
        """What for."""
        return str(row.asked) if row.asked else ""


class TagResource(resources.Resource):  # type: ignore[misc] # without types
    """Tags, one a row, each with how many schools stand how to it."""

    label = fields.Field(column_name="About", attribute="label")
    same = fields.Field(column_name=PRESENCE_LABELS[Presence.SAME])
    changed = fields.Field(column_name=PRESENCE_LABELS[Presence.CHANGED])
    own = fields.Field(column_name=PRESENCE_LABELS[Presence.OWN])
    absent = fields.Field(column_name=PRESENCE_LABELS[Presence.ABSENT])
    model = fields.Field(column_name="The council’s model")

    class Meta:
        export_order = ("label", "same", "changed", "own", "absent", "model")

    def dehydrate_same(self, row: TagRow) -> int:
        """A number of schools."""
        return row.counts[Presence.SAME]

    def dehydrate_changed(self, row: TagRow) -> int:
        """The same."""
        return row.counts[Presence.CHANGED]

    def dehydrate_own(self, row: TagRow) -> int:
        """The same."""
        return row.counts[Presence.OWN]

    def dehydrate_absent(self, row: TagRow) -> int:
        """The same."""
        return row.counts[Presence.ABSENT]

    def dehydrate_model(self, row: TagRow) -> str:
        """Whether the model has a clause about it."""
        return "has such a clause" if row.is_in_model else "has no such clause"


class BoardResource(resources.Resource):  # type: ignore[misc] # without types
    """Schools whose boards were asked about a draft of the model, with what each replied. Its page says who sent it."""

    urn = fields.Field(column_name="URN")
    school = fields.Field(column_name="School", attribute="school__name")
    body = fields.Field(column_name="Board", attribute="body__name")
    stance = fields.Field(column_name="Reply")
    words = fields.Field(column_name="In the board’s words", attribute="reply__words")
    comments = fields.Field(column_name="Comments on clauses")
    on = fields.Field(column_name="Sent on")
    meeting = fields.Field(column_name="Meeting")

    class Meta:
        export_order = ("urn", "school", "body", "stance", "words", "comments", "on", "meeting")

    def dehydrate_urn(self, row: BoardAsked) -> int:
        """A number stays one."""
        return row.school.urn

    def dehydrate_stance(self, row: BoardAsked) -> str:
        """The reply in words."""
        return row.reply.stance_label if row.reply else "Not replied yet"

    def dehydrate_comments(self, row: BoardAsked) -> str:
        """Whether the board commented on clauses."""
        return "yes" if row.has_comments else "no"  # type: ignore[attr-defined]  # annotated

    def dehydrate_on(self, row: BoardAsked) -> datetime.date | None:
        """A day stays one."""
        return clock.local(row.reply.at).date() if row.reply else None

    def dehydrate_meeting(self, row: BoardAsked) -> datetime.date | None:
        """On which day the board decided on it."""
        return row.reply.meeting.on if row.reply and row.reply.meeting else None


@council_view(Permission.MODEL_EDIT)
@require_safe
def boards_file(request: SignedInRequest, council: Council, consultation_id: int, kind: str) -> HttpResponseBase:
    """The schools that were asked about a draft of the model, as the list's filters leave them."""
    out = boards.consultation_of(request.user, council, consultation_id)
    if kind not in exporting.TYPES or out is None:
        raise Http404
    narrowed = WhoRepliedForm(request.GET).narrowed
    return exporting.written(
        BoardResource(),
        kind,
        boards.page(out, narrowed, None, exporting.MOST - 1),
        title="Replies of boards",
        widths=_BOARD_WIDTHS,
        name="replies-of-boards",
        by=request.user,
        now=clock.now(),
        further=[f"Version {out.version.number} of the model policy of {council.name}: {boards.counts(out).words}."],
    )


@council_view(Permission.SCHOOLS_READ)
@require_safe
def schools_file(request: SignedInRequest, council: Council, kind: str) -> HttpResponseBase:
    """The schools that the list's filters leave."""
    if kind not in exporting.TYPES:
        raise Http404
    knows_state = may_know_state(request.user, council)
    form = SchoolFilterForm(
        request.GET, knows_state=knows_state, knows_cover=allows(request.user, Permission.COVER_STATE_READ, council)
    )
    today = clock.today()
    return exporting.written(
        SchoolResource(),
        kind,
        rows_for_file(request.user, council, today, form.chosen, exporting.MOST),
        title="Schools",
        widths=_SCHOOL_WIDTHS,
        name="schools",
        by=request.user,
        now=clock.now(),
        further=[
            f"Open schools of {council.name}, as at {today:%-d %B %Y}.",
            f"Filtered by: {form.in_words}." if form.chosen else "Not filtered.",
        ],
    )


@council_view(Permission.SCHOOLS_READ)
@require_safe
def tags_file(request: SignedInRequest, council: Council, kind: str) -> HttpResponseBase:
    """How many schools stand how to each tag."""
    table = tag_table(request.user, council)
    if kind not in exporting.TYPES or table is None:
        raise Http404
    counted = f"{timezone.localtime(table.count.counted_at):%-d %B %Y at %H:%M}"
    schools = f"{table.count.schools} schools of {council.name}"
    return exporting.written(
        TagResource(),
        kind,
        table.rows,
        title="Clauses by tag",
        widths=_TAG_WIDTHS,
        name="clauses-by-tag",
        by=request.user,
        now=clock.now(),
        further=[
            f"{schools} with an adopted policy, as counted on {counted}.",
            f"Of {table.count.unknown} of them nothing is known: no clause of theirs has a tag.",
        ],
    )

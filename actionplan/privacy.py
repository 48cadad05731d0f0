"""What action plans hold about people: who brought them in, is in their teams and added to them (see core.privacy)."""

from core.privacy import PUBLIC_TASK, Exempt, Field, Link, Record, register

_READERS = "Those who may read the council’s action plan"
_KEPT = "the plan and its progress are the council's; who wrote is shown without a name"
_AS_LONG = "As long as the action plan"


def state() -> None:
    """Say what the rows of this package hold about people."""
    register(*_ENTRIES)


_ENTRIES = (
    Record(
        "actionplan.ScrutinyReview",
        "Action plans that were brought in",
        purpose="The record of a plan says who brought it in",
        audience=_READERS,
        basis=PUBLIC_TASK,
        retention=_AS_LONG,
        links=(Link("imported_by", "You brought this plan in"),),
        place="council",
        kept=_KEPT,
        fields=(Field("title", "title of the plan"), Field("imported_at", "when you brought it in")),
        organisation=(
            *("id", "council", "subtitle", "committee", "source", "fingerprint", "context_words", "context_year"),
            *("context_is_guess", "columns"),
        ),
    ),
    Record(
        "actionplan.Recommendation",
        "Responses that were recorded",
        purpose="The record of a response says who wrote it down",
        audience=_READERS,
        basis=PUBLIC_TASK,
        retention=_AS_LONG,
        links=(Link("response_recorded_by", "You recorded the response"),),
        place="review",
        kept=_KEPT,
        fields=(
            Field("label", "number of the recommendation"),
            Field("response", "response", given=True),
            Field("response_reason", "reason", given=True),
            Field("response_recorded_at", "when you recorded it"),
        ),
        organisation=(
            *("id", "review", "position", "text", "owner_words", "due_words", "status_words", "response_words"),
            *("cells", "place", "response_decider", "response_on"),
        ),
    ),
    Record(
        "actionplan.TeamMember",
        "Teams",
        purpose="A team's people add what happened to the team's milestones",
        audience=_READERS,
        basis=PUBLIC_TASK,
        retention="Until you leave the team",
        links=(
            Link("user", "You are in this team", deletes=True),
            Link("added_by", "You put somebody in this team"),
        ),
        place="team",
        kept="who put a person in a team is shown without a name",
        fields=(Field("added_at", "since when"),),
        organisation=("id", "team"),
    ),
    Record(
        "actionplan.Update",
        "Updates about milestones",
        purpose="Scrutiny follows how a plan goes on",
        audience=_READERS,
        basis=PUBLIC_TASK,
        retention=_AS_LONG,
        links=(Link("by", "You wrote this update"),),
        place="milestone",
        kept="an update is the council's record and never changes; who wrote it is shown without a name",
        fields=(
            Field("words", "what happened", given=True),
            Field("progress", "state", given=True),
            Field("on", "day it speaks of", given=True),
            Field("recorded_at", "when you wrote it"),
        ),
        organisation=("id", "milestone", "token"),
    ),
    Record(
        "actionplan.DateChange",
        "Dates that were moved",
        purpose="Scrutiny sees how often a date moved, and why",
        audience=_READERS,
        basis=PUBLIC_TASK,
        retention=_AS_LONG,
        links=(Link("by", "You recorded this change of a date"),),
        place="milestone",
        kept="a change of a date is the council's record and never changes; who recorded it is shown without a name",
        fields=(
            Field("words", "new date", given=True),
            Field("reason", "reason", given=True),
            Field("asked_by", "who asked for it", given=True),
            Field("agreed_by", "who agreed", given=True),
            Field("recorded_at", "when you recorded it"),
        ),
        organisation=(
            *("id", "milestone", "date", "was_words", "was_earliest", "was_latest", "was_precision"),
            *("was_year_inferred", "earliest", "latest", "precision", "year_inferred", "meeting", "token"),
        ),
    ),
    Exempt("actionplan.PlanDate", "a date of the plan in the plan's words"),
    Exempt("actionplan.Team", "a team, under the name the papers use"),
    Exempt("actionplan.Recommendation_teams", "which team owns what"),
    Exempt("actionplan.RecommendationTeam", "which team owns what"),
    Exempt("actionplan.Action", "what is to be done, in the plan's words"),
    Exempt("actionplan.OutcomeMeasure", "what a recommendation is judged by, in the plan's words"),
    Exempt("actionplan.Milestone", "a step of the plan, in the plan's words"),
)

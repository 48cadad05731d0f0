"""What the demonstration's schools have done about a policy: one story for each, told by the product's own actions."""

import datetime
import uuid
from dataclasses import dataclass
from pathlib import Path

from core import clock
from people.models import Body, School, User
from policies import model_text
from policies.actions import adoptions, disputes, editing, library, submissions, versions
from policies.document import Clause, ClauseKind, SectionKind, fill
from policies.editor.parts import clause_token
from policies.library import shelving
from policies.models import Adoption, Version
from policies.standings.rules import Lineage
from succession.demo.moments import days_before, moment
from succession.demo.sending import send

# A policy as schools have them, which the import page offers as an example.
OWN = Path(model_text.__file__).parent / "examples" / "policy-as-schools-have-them.txt"
# The line of it after which a school has put the core clauses of the council's model.
COMMITS = "We undertake to:\n"


@dataclass(frozen=True, slots=True)
class Actors:
    """Who acts for a school in its story."""

    school: School
    head: User
    clerk: User
    board: Body


def publish_model(officer: User, council_board_day: datetime.date) -> None:
    """The council publishes the built-in model as its own."""
    council = officer.memberships.get().council
    assert council is not None, "an officer's role is held at a council"  # noqa: S101
    with clock.at(moment(council_board_day)):
        opened_on = versions.version_token(None)
        versions.publish_model(council=council, document=model_text.built_in_model(), by=officer, opened_on=opened_on)


def take(actors: Actors, day: datetime.date) -> Version:
    """The head takes the council's model."""
    with clock.at(moment(day)):
        opened_on = versions.version_token(None)
        return versions.start_from_model(school=actors.school, by=actors.head, opened_on=opened_on)


def bring_own(actors: Actors, day: datetime.date, *, with_core: bool) -> Version:
    """The head brings in the school's own policy, in one case with the model's core clauses written into it."""
    text = OWN.read_text(encoding="utf-8")
    if with_core:
        model = fill(model_text.built_in_model(), {"school": actors.school.name})
        core = [clause.full_text for clause in model.clauses() if clause.locked]
        text = text.replace(COMMITS, COMMITS + "".join(f"·  {words}\n" for words in core))
    with clock.at(moment(day)):
        preview = send(
            name="succession-policy.txt",
            text=text,
            kind=versions.PREVIEW_KIND,
            organisation=actors.school,
            by=actors.head,
        )
        return versions.import_policy(
            school=actors.school, preview=preview, shown=preview.upload.sha256, by=actors.head
        )


def reword(actors: Actors, version: Version, day: datetime.date, *, by: User | None = None) -> Version:
    """Change one open commitment, add one of the school's own, and save."""
    who = by or actors.head
    section = next(part for part in version.text.sections if part.kind is SectionKind.IMPLEMENTATION)
    chosen = _open_clause(section.clauses)
    with clock.at(moment(day)):
        editing.change_clause(
            owner=actors.school,
            clause_id=chosen.id,
            text=f"{chosen.text.rstrip('.')}, planned with the member of staff at their yearly review.",
            sub_clauses=None,
            opened_on=clause_token(chosen),
            by=who,
        )
        editing.add_clause(
            owner=actors.school,
            section_id=section.id,
            text="Give every middle leader one term in which they lead a whole-school meeting each fortnight.",
            clause_id=uuid.uuid5(uuid.NAMESPACE_URL, str(actors.school.urn)).hex,
            after=section.clauses[-1].id,
            by=who,
        )
        return versions.save_version(owner=actors.school, by=who, why="Made ours after talking with middle leaders")


def _open_clause(clauses: tuple[Clause, ...]) -> Clause:
    return next(clause for clause in clauses if clause.kind is ClauseKind.CLAUSE and not clause.is_fixed)


def submit(actors: Actors, version: Version, day: datetime.date, *, by: User | None = None) -> Version:
    """Send a version to the governing board."""
    with clock.at(moment(day)):
        return submissions.submit(version=version, by=by or actors.head)


def adopt(
    actors: Actors,
    version: Version,
    day: datetime.date,
    *,
    minute: str,
    review_after_days: int = 365,
    effective_on: datetime.date | None = None,
) -> None:
    """The clerk records, three days after, what the board adopted on `day`, to hold from then or a later day on."""
    recorded = days_before(day, -3)
    with clock.at(moment(recorded)):
        adoptions.adopt(
            version=version,
            body=actors.board,
            on=day,
            minute_reference=minute,
            effective_on=effective_on or day,
            review_due_on=day + datetime.timedelta(days=review_after_days),
            by=actors.clerk,
            today=recorded,
        )


def share(actors: Actors, day: datetime.date) -> None:
    """The head lets the other schools of the council read the policy in force."""
    with clock.at(moment(day)):
        library.share(school=actors.school, is_shared=True, by=actors.head)


def give_back(actors: Actors, version: Version, day: datetime.date) -> None:
    """The clerk returns a version with the board's comments."""
    with clock.at(moment(day)):
        submissions.return_with_comments(
            version=version,
            comments="Say who covers if the head is away without warning, and bring it back to the spring meeting.",
            by=actors.clerk,
        )


def tell(actors: dict[int, Actors], today: datetime.date) -> None:
    """Every school's story, but for what Larkfield did of late."""

    def ago(days: int) -> datetime.date:
        return days_before(today, days)

    adopt(
        actors[999_003],
        submit(actors[999_003], take(actors[999_003], ago(230)), ago(210)),
        ago(190),
        minute="6.1",
    )
    for urn, days, minute, with_core in ((999_005, 172, "5", True), (999_010, 148, "8.2", False)):
        version = bring_own(actors[urn], ago(days + 40), with_core=with_core)
        adopt(actors[urn], submit(actors[urn], version, ago(days + 20)), ago(days), minute=minute)
    # Larkfield's is old enough for some of its commitments to have been quiet for a term.
    for urn, days, minute, lasts in ((999_001, 330, "7.2", 570), (999_007, 160, "9.1", 365)):
        version = reword(actors[urn], take(actors[urn], ago(days + 60)), ago(days + 41))
        submitted = submit(actors[urn], version, ago(days + 20))
        adopt(actors[urn], submitted, ago(days), minute=minute, review_after_days=lasts)
    # Past its review date, and soon to reach it.
    adopt(
        actors[999_012],
        submit(actors[999_012], take(actors[999_012], ago(330)), ago(310)),
        ago(300),
        minute="4",
        review_after_days=270,
    )
    adopt(
        actors[999_009],
        submit(actors[999_009], take(actors[999_009], ago(390)), ago(360)),
        ago(320),
        minute="11",
        review_after_days=355,
    )
    # Adopted, and still to take effect.
    adopt(
        actors[999_011],
        submit(actors[999_011], take(actors[999_011], ago(80)), ago(60)),
        ago(21),
        minute="3.4",
        review_after_days=420,
        effective_on=ago(-40),
    )
    for urn, days in ((999_005, 150), (999_007, 120)):
        share(actors[urn], ago(days))
    # On the way: submitted, returned with comments, taken and not yet changed.
    submit(actors[999_004], reword(actors[999_004], take(actors[999_004], ago(38)), ago(24)), ago(9))
    give_back(actors[999_006], submit(actors[999_006], take(actors[999_006], ago(70)), ago(50)), ago(33))
    dispute_label(actors[999_010], ago(20))
    # Ferndale has not begun.
    take(actors[999_008], ago(12))
    shelving.keep_shelf(today)


def dispute_label(actors: Actors, day: datetime.date) -> None:
    """The head does not agree that their policy lacks the model's core."""
    adoption = Adoption.objects.get(version__policy__school=actors.school)
    with clock.at(moment(day)):
        disputes.dispute_standing(
            adoption=adoption,
            said=Lineage.OWN_WITH_CORE,
            reason="What the core clauses ask for stands in our aims, in words that the staff chose.",
            by=actors.head,
        )


def write_next(larkfield: Actors, lead: User, today: datetime.date) -> Version:
    """The school lead writes Larkfield's next version."""
    latest = Version.objects.of(larkfield.school)[0]
    return reword_again(larkfield, latest, days_before(today, 15), lead)


def reword_again(actors: Actors, version: Version, day: datetime.date, by: User) -> Version:
    """The school lead changes another commitment of the version in force."""
    section = next(part for part in version.text.sections if part.kind is SectionKind.IMPLEMENTATION)
    chosen = [clause for clause in section.clauses if clause.kind is ClauseKind.CLAUSE and not clause.is_fixed][2]
    with clock.at(moment(day)):
        editing.change_clause(
            owner=actors.school,
            clause_id=chosen.id,
            text=f"{chosen.text.rstrip('.')}, at least once a year for everybody who asks.",
            sub_clauses=None,
            opened_on=clause_token(chosen),
            by=by,
        )
        return versions.save_version(owner=actors.school, by=by, why="After the staff survey")

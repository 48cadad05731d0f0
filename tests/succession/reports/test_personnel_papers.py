"""The papers of the Personnel Committee report, walked as a screen reader does and read page by page."""

import datetime
import html
import re
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.conf import settings

from core import clock
from documents.writers import pdf
from people.access.roles import Role
from people.models import School
from people.planning.cover import Band, ChangeSource, Level
from people.rules import GovernorCategory
from policies.models import Commitment
from succession.actions import reports as actions
from succession.models import Report
from succession.reports import papers, verifying
from succession.reports.rules import Part
from tests.builders import (
    make_body,
    make_evidence_line,
    make_holder,
    make_meeting,
    make_member,
    make_nomination,
    make_post,
    make_school,
    make_staff,
    make_term,
)
from tests.pdf_structure import Structure, structure_of
from tests.policies.cast import make_cast
from tests.succession.reports_cast import DAY, Committee

pytestmark = pytest.mark.django_db

LONG = ("Maximiliana " * 17)[:200].strip()
UNBROKEN = "Ö" * 200


def made(report: Report, part: Part) -> bytes:
    make = papers.open_pdf if part is Part.OPEN else papers.confidential_pdf
    return make(str(report.pk)).content


def pages_of(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def squeezed(text: str) -> str:
    """A text without the white space and the hyphens that a page puts between its letters."""
    return re.sub(r"[\s\u00ad\ufffe]", "", text)


def at(text: str, words: str, after: int = 0) -> int:
    """Where words stand in a squeezed text, behind a place."""
    place = text.find(squeezed(html.unescape(words)), after)
    assert place >= 0, f"“{words}” is not in “{text[after : after + 300]}”"
    return place


def in_order(structure: Structure, report: Report, part: Part) -> None:
    """Every heading and every cell of the kept HTML stands in the paper, in the same order."""
    said, place = squeezed(structure.text), 0
    shown = papers.filled(report, part)
    for heading in re.findall(r"<h[23][^>]*>(.*?)</h[23]>", shown, re.DOTALL):
        place = at(said, re.sub(r"<[^>]+>", "", heading), place)


class Large(Committee):
    """A school with sixty posts and names of two hundred letters, whose committee is told everything twice."""

    def __init__(self) -> None:
        cast = make_cast(name=LONG)
        super().__init__(cast.school)
        self.today = clock.today()
        days = {"on": 30, "effective_on": 20, "review_due_on": -300}
        given = {name: self.today - datetime.timedelta(days=ago) for name, ago in days.items()}
        cast.adopt(cast.submitted(), today=self.today, **given)

    def fill(self) -> None:
        for number in range(60):
            post = make_post(self.school, title=f"{number} {LONG}"[:200], level=Level.MIDDLE)
            make_holder(
                post,
                staff=make_staff(self.school, name=f"{LONG[:190]} {number}", job_title=LONG),
                changes_from=DAY.replace(year=2030),
                changes_until=DAY.replace(year=2031),
                change_source=ChangeSource.TOLD.value,
                change_reason=LONG,
            )
            if number % 2:
                make_nomination(post, staff=make_staff(self.school, name=UNBROKEN), band=list(Band)[number % 4])
        for category in (GovernorCategory.PARENT, GovernorCategory.CO_OPTED):
            make_term(self.body, name=UNBROKEN, category=category)
        for commitment in Commitment.objects.filter(policy__school=self.school):
            for number in range(6):
                make_evidence_line(
                    commitment, line=f"{number} {LONG.casefold()}"[:300], on=self.today, channels=["personnel"]
                )


@pytest.fixture(scope="module")
def fonts() -> Path:
    return Path(settings.STATICFILES_DIRS[0]) / "dist" / "fonts"


@pytest.mark.parametrize("part", Part)
def test_the_papers_of_a_report_are_tagged_and_tell_what_the_page_tells(part: Part) -> None:
    committee = Committee()
    report = committee.full()
    structure = structure_of(made(report, part))
    assert structure.problems() == []
    assert structure.language == "en-GB"
    assert structure.title == f"Personnel Committee report 1, Bryn Awel School, {part} part"
    assert structure.bookmarks == ["Personnel Committee report 1"]
    assert structure.headings[0] == 1
    in_order(structure, report, part)


def test_the_first_page_holds_the_whole_of_what_a_reader_is_promised() -> None:
    committee = Committee()
    assert committee.nominee
    assert committee.governor
    committee.issue()
    make_term(committee.body, name="Gwen Governor")
    meeting = make_meeting(body=committee.body)
    report = committee.issue(committee.draft(meeting=meeting))
    pages = pages_of(made(report, Part.OPEN))
    first = squeezed(pages[0])
    promised = [
        "Personnel Committee report 2",
        "Bryn Awel School",
        "Open part. As at",
        "To Personnel Committee, for the meeting of",
        "What changed since last time",
        "Since report 1",
        "1 governor took up a place.",
        "Where we are",
        "Questions you may want to ask",
    ]
    place = 0
    for words in promised:
        place = at(first, words, place)
    assert "Thepolicy" not in first[place:], "what follows begins on a page of its own"
    assert pages[1].strip().startswith("The policy")
    confidential = pages_of(made(report, Part.CONFIDENTIAL))
    assert "Postbypost" not in squeezed(confidential[0])
    assert all("Confidential: for the members of Personnel Committee" in page for page in confidential)
    foot = pages[-1].strip().splitlines()[-1]
    assert foot.startswith(f"Page {len(pages)} of {len(pages)} · Personnel Committee report")


@pytest.mark.parametrize("part", Part)
def test_sixty_posts_and_names_of_two_hundred_letters_fit_the_paper(part: Part) -> None:
    large = Large()
    large.fill()
    report = large.issue()
    large.issue(large.draft())
    report = Report.objects.get(number=2)
    content = made(report, part)
    structure = structure_of(content)
    assert structure.problems() == []
    in_order(structure, report, part)
    pages = pages_of(content)
    following = "The policy" if part is Part.OPEN else "Post by post"
    assert squeezed(following) not in squeezed(pages[0])
    assert pages[1].split("\n", 1)[0] or following
    assert at(squeezed(pages[1]), following) >= 0, "the first page is one page"
    assert nothing_outside(content) == []
    assert len(pages) < 60


def nothing_outside(content: bytes) -> list[int]:
    """The pages of a paper on which a letter stands outside its margins."""
    document = pypdfium2.PdfDocument(content)
    found = []
    for number, page in enumerate(document, start=1):
        width, text = page.get_width(), page.get_textpage()
        boxes = [text.get_charbox(place) for place in range(text.count_chars())]
        if any(left < 30 or right > width - 30 for left, _, right, _ in boxes if right > left):
            found.append(number)
    document.close()
    return found


def test_a_school_with_no_data_gets_a_report_in_one_part_that_says_what_is_missing() -> None:
    committee = Committee(make_school(name="Low Meadow School"))
    report = committee.issue()
    assert not report.has_confidential
    kept = papers.open_pdf(str(report.pk))
    assert kept.filename == "low-meadow-school-personnel-committee-report-1.pdf"
    structure = structure_of(kept.content)
    assert structure.problems() == []
    assert structure.title == "Personnel Committee report 1, Low Meadow School"
    said = " ".join(structure.text.split())
    assert "pen part" not in said
    assert "confidential" not in said.lower()
    for words in (
        "This is the first report of its kind to Personnel Committee",
        "By when will the school have a succession policy for us to adopt?",
        "No version is in force: no policy yet.",
        "none is in force.",
        "No leadership post of the school’s own is on its map yet",
        "No place on the board is written down here yet",
        "Vacancies cannot be counted",
        "The council has brought in no action plan yet.",
    ):
        assert words in said


def test_names_stand_in_their_part_and_in_no_file_name(settings: Any) -> None:
    committee = Committee()
    report = committee.full()
    opened, closed = (structure_of(made(report, part)).text for part in Part)
    for name in ("Dora Deputy", "Nia Nominee", "great calm"):
        assert name not in opened
        assert name in closed
    for part in Part:
        make = papers.open_pdf if part is Part.OPEN else papers.confidential_pdf
        assert make(str(report.pk)).filename == f"bryn-awel-school-personnel-committee-report-1-{part}.pdf"


def test_a_paper_is_readable_in_grey() -> None:
    """No colour says anything: each word that is coloured stands as a word, and is dark enough on white."""
    stylesheet = Path(pdf.__file__).with_name("paper.css").read_text("utf-8")
    for red, green, blue in re.findall(r"(?<![-\w])color: #(..)(..)(..)", stylesheet):
        level = sum(
            weight * ((int(part, 16) / 255 + 0.055) / 1.055) ** 2.4
            for weight, part in zip((0.2126, 0.7152, 0.0722), (red, green, blue), strict=True)
        )
        assert 1.05 / (level + 0.05) > 4.5


def test_the_structure_check_finds_a_paper_without_headers(fonts: Path) -> None:
    report = Committee().full()
    page = papers.paper_html(report, Part.OPEN)
    broken = re.sub(r"<th scope=\"row\"[^>]*>(.*?)</th>", r"<td>\1</td>", page, flags=re.DOTALL)
    broken = re.sub(r"<thead>.*?</thead>", "", broken, flags=re.DOTALL)
    assert structure_of(pdf.render(broken, fonts=fonts)).problems() != []


def test_hostile_words_stand_as_they_are_and_forge_no_name() -> None:
    committee, hostile = Committee(), "<script>alert(1)</script> <!--picture x--> ⟨0123456789abcdef01234567⟩"
    make_holder(make_post(committee.school, title=hostile), staff=make_staff(committee.school, name=f"Ann {hostile}"))
    make_term(committee.body, name=f"Gwen {hostile}")
    report = committee.issue()
    assert verifying.verify(Report.objects.get(pk=report.pk)).sentence == "intact"
    for part in Part:
        shown = papers.shown(report, part)
        assert "<script" not in shown
        assert "<!--" not in shown
        assert "name erased" not in shown
        assert "alert(1)" in shown
        assert structure_of(made(report, part)).problems() == []


# ---------------------------------------------------------------------------------------------------------------------
def test_evidence_stands_beside_its_commitment_with_what_else_it_counts_for() -> None:
    large = Large()
    first, second, *_ = Commitment.objects.filter(policy__school=large.school).order_by("pk")
    deputy = make_staff(large.school, name="Dora Deputy")
    make_holder(make_post(large.school, level=Level.SENIOR), staff=deputy)
    channels = ["self-evaluation", "personnel"]
    make_evidence_line(first, line="Two people led a meeting", on=large.today, channels=channels)
    make_evidence_line(first, line="Ms Deputy led a meeting", on=large.today)
    make_evidence_line(first, line="Dora wrote the plan of it", on=large.today)
    for number in range(6):
        make_evidence_line(second, line=f"Talk {number}", on=large.today)
    said = " ".join(re.sub(r"<[^>]+>", " ", html.unescape(papers.filled(large.draft(), Part.OPEN))).split())
    assert "9 lines of evidence since" in said
    assert "they count for: Self-evaluation (SEF) 1, Personnel Committee 1." in said
    assert "Two people led a meeting Also for: Self-evaluation (SEF), Personnel Committee." in said
    assert "Deputy led" not in said
    assert "Dora" not in said
    assert "Not shown here, as it names somebody." in said
    assert "And 2 more lines." in said


def test_governors_of_the_board_stand_once_each_with_who_is_on_the_committee() -> None:
    school: School = make_school()
    board = make_body(school=school, name="Governing board", places_parent=3, places_staff=1)
    committee = Committee(school)
    committee.body.parent = board
    committee.body.save()
    gina = make_member(Role.GOVERNOR, school, name="Gina Governor")
    for body in (board, committee.body):
        make_term(body, name="Gina Governor", user=gina)
    make_term(board, name="Sam Staff", category=GovernorCategory.STAFF)
    make_term(committee.body, name="Ada Associate", category=GovernorCategory.CO_OPTED)
    report = committee.draft()
    shown = papers.filled(report, Part.OPEN)
    assert shown.count("Gina Governor") == 1
    assert re.search(r"Gina Governor</th>\s*<td data-label=\"Place\">Parent governor; on this committee", shown)
    assert re.search(r"Sam Staff</th>\s*<td data-label=\"Place\">Staff governor</td>", shown)
    assert "Ada Associate" in shown
    assert "2 of 4 places on the board are vacant." in shown


def test_a_draft_says_that_it_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    draft = Committee().draft()
    assert "Draft, not issued." in structure_of(made(draft, Part.OPEN)).text
    assert actions.draft_token(draft)


def test_a_minute_reference_says_while_it_is_a_drafts() -> None:
    cast = make_cast(name="Bryn Awel School")
    meeting = cast.adopted().adoption.meeting
    committee = Committee(cast.school)
    draft = "minute 7.2 (draft until the minutes are confirmed)"
    assert draft in papers.filled(committee.issue(), Part.OPEN)
    meeting.minutes_approved_in = make_meeting(body=meeting.body, on=meeting.on + datetime.timedelta(days=20))
    meeting.save()
    confirmed = papers.filled(committee.issue(), Part.OPEN)
    assert draft not in confirmed
    assert "minute 7.2" in confirmed

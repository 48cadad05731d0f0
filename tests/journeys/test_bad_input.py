"""Files that are not what they were given as, on the pages where people choose them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from actionplan.models import ScrutinyReview
from core.models import Upload
from people.models import Council
from policies.models import Version
from tests.journeys.conftest import Visit
from tests.journeys.visiting import Visitor
from tests.policies.cast import make_cast

MINUTES = """Minutes of the meeting of the Children and Young People Scrutiny Panel
held on Tuesday 14 October 2025 at 6.30 pm in the Town Hall

Present: Councillor A. Farrow (Chair), Councillor B. Ormerod, Councillor C. Lisle
In attendance: J. Whitlock, School Improvement Service
Apologies: Councillor D. Peake

1. Declarations of interest
There were none.

2. Minutes of the last meeting
The minutes of the meeting of 8 July 2025 were agreed and signed.

3. Succession planning
Ms Whitlock presented the report. Members asked how many deputies had applied.
Resolved: that the report be noted.

The meeting closed at 8.05 pm.
"""
LAST_WORDS = ("invalid", "please", "error", "failed", "None")


@pytest.fixture
def bad_files(tmp_path: Path) -> dict[str, Path]:
    """Each bad file by a word of the sentence that turns it away, in the order of the issue of a busy day."""
    contents = {
        "empty": ("empty.txt", b""),
        "10 MB": ("long.txt", b"All of our papers since 1974.\n" * (50 * 1024 * 1024 // 30)),
        "program": ("setup.txt", b"MZ\x90\x00\x03\x00\x00\x00" + bytes(range(256)) * 8),
        "UTF-16": ("policy-from-windows.txt", "Our policy\r\n\r\nAims\r\n".encode("utf-16")),
    }
    for name, content in contents.values():
        (tmp_path / name).write_bytes(content)
    return {because: tmp_path / name for because, (name, _) in contents.items()}


def is_turned_away(visitor: Visitor, paper: Path, heading: str, because: str) -> None:
    """One plain sentence, at the control it is about, and its first word in the title."""
    visitor.attach(paper)
    with visitor.page.expect_navigation():
        visitor.button("Read it").click()
    visitor.page.locator("main [role=alert]").wait_for()
    visitor.arrive(heading)
    ((sentence, control),) = visitor.errors()
    assert because.lower() in sentence.lower(), paper.name
    assert sentence.endswith(".")
    assert not [word for word in LAST_WORDS if word in sentence]
    assert control == "#id_file"
    assert visitor.page.locator(control).get_attribute("type") == "file"
    assert visitor.page.title().startswith("Error: ")


@pytest.fixture
def nothing_saved(site: str) -> Iterator[None]:
    """What was turned away has left no policy and no plan, and what was refused unread not even itself."""
    before = Version.objects.count(), ScrutinyReview.objects.count()
    yield
    assert (Version.objects.count(), ScrutinyReview.objects.count()) == before
    assert not Upload.objects.filter(name__in=("empty.txt", "long.txt")).exists()


def test_a_policy_that_is_none_is_turned_away(
    site: str, visit: Visit, nothing_saved: None, bad_files: dict[str, Path], root: Path, tmp_path: Path
) -> None:
    cast = make_cast(name="Bryn Awel School")
    head = visit(cast.head).go(f"/schools/{cast.school.urn}/policy/import/", "Bring in a policy")
    (tmp_path / "minutes.txt").write_text(MINUTES)
    as_policy = bad_files | {
        "action plan": root / "actionplan/examples/action-plan-as-councils-have-them.txt",
        "minutes": tmp_path / "minutes.txt",
    }
    for because, paper in as_policy.items():
        is_turned_away(head, paper, "Bring in a policy", because)


def test_a_plan_that_is_none_is_turned_away(
    site: str, visit: Visit, nothing_saved: None, bad_files: dict[str, Path], root: Path, tmp_path: Path
) -> None:
    cast = make_cast(name="Maes Gwyn School")
    council: Council = cast.school.council
    officer = visit(cast.officer).go(f"/councils/{council.code}/plan/import/", "Bring in an action plan")
    (tmp_path / "minutes.txt").write_text(MINUTES)
    as_plan = bad_files | {
        "policy": root / "policies/examples/policy-as-schools-have-them.txt",
        "minutes": tmp_path / "minutes.txt",
    }
    for because, paper in as_plan.items():
        is_turned_away(officer, paper, "Bring in an action plan", because)


def test_choosing_nothing_is_asked_again_by_name(site: str, visit: Visit) -> None:
    cast = make_cast(name="Pen y Bryn School")
    head = visit(cast.head).go(f"/schools/{cast.school.urn}/policy/import/", "Bring in a policy")
    head.press("Read it", "Bring in a policy")
    assert head.page.title().startswith("Error: ")
    ((sentence, control),) = head.errors()
    assert (sentence, control) == ("Choose a file, or paste the words of the policy: one of the two.", "#id_file")

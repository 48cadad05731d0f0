"""The same document in another format gives the same answer: our examples, as LibreOffice saved them."""

from pathlib import Path
from typing import Any

import pytest

from actionplan.reading.files import reading_of as read_plan
from policies.reading.files import reading_of as read_policy

ROOT = Path(__file__).resolve().parents[2]
RENDERED = Path(__file__).parent / "rendered"
POLICY = ROOT / "policies" / "examples" / "policy-as-schools-have-them.txt"
PLAN = ROOT / "actionplan" / "examples" / "action-plan-as-councils-have-them.txt"


def answer(reading: Any) -> dict[str, Any]:
    found: dict[str, Any] = reading.as_json()
    assert found["refused"] is None
    assert found["declined"] is None
    assert found["words"]["source"] > 100
    return found | {"file": ""}


def without_places(found: Any) -> Any:
    """The answer without the places, which every format counts in its own way, and without the words of the pages."""
    if isinstance(found, dict):
        return {key: without_places(value) for key, value in found.items() if key not in {"place", "words"}}
    return [without_places(value) for value in found] if isinstance(found, list) else found


@pytest.mark.parametrize("kind", ["docx", "odt"])
@pytest.mark.parametrize(("example", "read"), [(POLICY, read_policy), (PLAN, read_plan)])
def test_a_text_saved_in_another_format_gives_the_same_answer(kind: str, example: Path, read: Any) -> None:
    rendered = RENDERED / f"{example.stem}.{kind}"
    assert answer(read(rendered, rendered.name)) == answer(read(example, example.name))


def test_a_text_that_was_printed_gives_the_same_answer() -> None:
    printed = RENDERED / f"{POLICY.stem}.pdf"
    found, meant = answer(read_policy(printed, printed.name)), answer(read_policy(POLICY, POLICY.name))
    assert found["words"] == meant["words"]
    assert without_places(found) == without_places(meant)
    assert {section["place"] for section in found["sections"]} == {"page 1", "page 2"}


@pytest.mark.parametrize(("name", "read"), [("policy-printed", read_policy), ("plan-printed", read_plan)])
def test_what_was_laid_out_in_word_and_printed_gives_the_same_answer(name: str, read: Any) -> None:
    """The words of the pages are more: a header and a number on each, and the names of columns again."""
    printed, written = (answer(read(RENDERED / f"{name}.{kind}", f"{name}.{kind}")) for kind in ("pdf", "docx"))
    assert without_places(printed) == without_places(written)
    for count in ("placed", "unplaced"):
        assert printed["words"][count] == written["words"][count]
    assert sum(printed["words"].values()) == 2 * printed["words"]["source"]
    rows = printed.get("recommendations") or printed["sections"]
    assert all(row["place"].startswith("page") for row in rows)


@pytest.mark.parametrize(
    "name", ["plan-without-lines", "plan-with-some-lines", "plan-in-stripes", "plan-from-a-browser"]
)
def test_a_plan_gives_the_same_answer_however_its_table_is_drawn(name: str) -> None:
    printed = answer(read_plan(RENDERED / f"{name}.pdf", f"{name}.pdf"))
    written = answer(read_plan(RENDERED / "plan-printed.docx", "plan-printed.docx"))
    assert without_places(printed) == without_places(written)

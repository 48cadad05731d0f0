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


@pytest.mark.parametrize("kind", ["docx", "odt"])
@pytest.mark.parametrize(("example", "read"), [(POLICY, read_policy), (PLAN, read_plan)])
def test_a_text_saved_in_another_format_gives_the_same_answer(kind: str, example: Path, read: Any) -> None:
    rendered = RENDERED / f"{example.stem}.{kind}"
    assert answer(read(rendered, rendered.name)) == answer(read(example, example.name))

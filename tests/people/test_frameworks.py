"""Published standards: those that come along, and files of others, loaded as often as one likes."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from people.models import Framework, Standard
from people.talent import frameworks
from people.talent.frameworks import BUILT_IN, Unreadable, read

GIVEN: dict[str, Any] = {
    "key": "middle-2030",
    "name": "Middle Leaders’ Standards",
    "source": "Example",
    "from": "2030-09-01",
    "until": None,
    "standards": [{"number": "1", "heading": "Leads a team", "gist": "Well"}],
}


def test_the_headteachers_standards_come_along_with_ten_headings_and_ethics() -> None:
    found = read(BUILT_IN.read_text(encoding="utf-8"))
    assert found.starts_on.isoformat() == "2020-10-13"
    assert [one.number for one in found.standards] == ["", *map(str, range(1, 11))]
    assert found.standards[0].heading == "Ethics and professional conduct"
    assert found.standards[10].heading == "Governance and accountability"
    assert all(one.gist for one in found.standards)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"key": "Middle 2030"}, "Write the key in small letters"),
        ({"key": ""}, "Write words in “key”"),
        ({"name": "x" * 201}, "Shorten “name” to 200 characters: it has 201"),
        ({"from": "1 September 2030"}, "Write the day in “from” as year, month and day"),
        ({"until": "2029-01-01"}, "The day in “until” is before"),
        ({"standards": []}, "Write at least one standard"),
        ({"standards": ["Leads"]}, "Write at least one standard"),
        ({"standards": [{"heading": "A"}, {"heading": "A"}]}, "“A” stands in the file twice"),
        ({"standards": [{"heading": str(n)} for n in range(201)]}, "at most 200 standards: this one has 201"),
    ],
)
def test_a_file_is_refused_with_what_to_mend(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        read(json.dumps(GIVEN | change))


@given(
    st.text(max_size=60) | st.recursive(st.none() | st.integers() | st.text(), st.lists, max_leaves=4).map(json.dumps)
)
def test_what_is_no_framework_is_refused_and_breaks_nothing(text: str) -> None:
    with pytest.raises(Unreadable):
        read(text)


def load(*files: Path) -> str:
    out = io.StringIO()
    call_command("load_standards", *files, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_loading_twice_changes_nothing() -> None:
    assert "11 new, 0 changed, 0 the same" in load()
    assert "0 new, 0 changed, 11 the same" in load()
    assert (Framework.objects.count(), Standard.objects.count()) == (1, 11)


@pytest.mark.django_db
def test_another_file_is_loaded_beside_it_and_brought_up_to_date(tmp_path: Path) -> None:
    file = tmp_path / "middle.json"
    file.write_text(json.dumps(GIVEN), encoding="utf-8")
    load()
    load(file)
    file.write_text(json.dumps(GIVEN | {"standards": [{"heading": "Plans"}]}), encoding="utf-8")
    assert "No more in the file, and kept: Leads a team." in load(file)
    assert list(Standard.objects.filter(framework__key="middle-2030").values_list("heading", flat=True)) == [
        "Leads a team",
        "Plans",
    ]
    file.write_text("{", encoding="utf-8")
    with pytest.raises(CommandError, match="not JSON"):
        load(file)
    with pytest.raises(CommandError, match="cannot be opened"):
        load(tmp_path / "none.json")
    assert frameworks.BUILT_IN.exists()

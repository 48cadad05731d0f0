"""The list of promises is whole, and says of each which tests hold it or that none does yet."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROMISES = 57

_LINE = re.compile(r"^(\d+)\. (.+)$", re.MULTILINE)
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def promises(text: str) -> list[tuple[int, str]]:
    """The number and the line of each promise."""
    return [(int(number), words) for number, words in _LINE.findall(text)]


@cache
def names_in(path: Path) -> set[str]:
    """The names of the tests that pytest would collect from a file."""
    if not path.name.startswith("test_") or not path.is_file():
        return set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


def faults(text: str) -> list[str]:
    """What is wrong with a list of promises."""
    found = promises(text)
    wrong = [] if [number for number, _ in found] == list(range(1, PROMISES + 1)) else ["the numbers are not 1 to 57"]
    for number, words in found:
        named = _TEST.findall(words)
        wrong += [f"{number}: {path} has no {name}" for path, name in named if name not in names_in(ROOT / path)]
        if not named and "Not yet: " not in words:
            wrong.append(f"{number}: neither a test nor Not yet")
        if words.count("`tests/") != len(named):
            wrong.append(f"{number}: a test that is not written as path::name")
    return wrong


@pytest.fixture(scope="module")
def text() -> str:
    return (ROOT / "docs" / "promises.md").read_text(encoding="utf-8")


def test_every_promise_has_its_tests_or_says_not_yet(text: str) -> None:
    assert faults(text) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("\n57. ", "\nAnd ", "the numbers are not 1 to 57"),
        ("\n12. ", "\n11. ", "the numbers are not 1 to 57"),
        ("::test_no_answer_to_a_head_may_be_kept", "::test_that_never_was", "has no test_that_never_was"),
        ("tests/core/test_clock.py::", "tests/core/filing.py::", "tests/core/filing.py has no test_"),
        (" Not yet: there are none.", "", "21: neither a test nor Not yet"),
        ("`tests/core/test_clock.py::", "`tests/core/test_clock.py ", "45: a test that is not written as path::name"),
    ],
)
def test_a_list_that_is_not_true_is_found(text: str, old: str, new: str, fault: str) -> None:
    assert old in text
    assert any(fault in wrong for wrong in faults(text.replace(old, new)))

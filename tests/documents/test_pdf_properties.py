"""Of PDFs that nobody thought of: no word is lost, none is invented, and broken ones end in one sentence."""

import itertools
import random
import re
import string
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actionplan.reading import read_plan
from core import sandbox
from documents.blocks import Source, words
from documents.opening import open_file
from policies.reading import read_policy

from .pdf_files import Element, content, marked, ruled, tagged, text

LETTERS = string.ascii_letters + string.digits + "éß£.,;:()’ "
SAID = st.text(LETTERS, min_size=1, max_size=60).filter(lambda said: bool(words(said)))
CELLS = st.text(LETTERS, max_size=18)
PARTS = st.lists(
    st.one_of(
        st.tuples(st.just("p"), st.lists(SAID, min_size=1, max_size=4)),
        st.tuples(st.just("h"), st.lists(SAID, min_size=1, max_size=1)),
        st.tuples(st.just("items"), st.lists(SAID, min_size=1, max_size=3)),
        st.tuples(st.just("columns"), st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=4)),
        st.tuples(st.just("table"), st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=2, max_size=4)),
    ),
    min_size=1,
    max_size=14,
)
COLUMNS = (72, 222, 372, 522)
Parts = list[tuple[str, list]]


def drawn(parts: Parts) -> list[str]:
    """The pages on which the parts stand, one under the other."""
    pages, y = [""], 72.0
    for kind, inside in parts:
        if y > 640:
            pages, y = [*pages, ""], 72.0
        if kind == "table":
            pages[-1] += ruled(COLUMNS, [y - 12 + 16 * index for index in range(len(inside) + 1)])
        for said in inside:
            if kind in ("table", "columns"):
                pages[-1] += "".join(text(x + 4, y, cell) for x, cell in zip(COLUMNS, said, strict=False) if cell)
            elif kind == "items":
                pages[-1] += text(80, y, "•") + text(95, y, said)
            else:
                pages[-1] += text(72, y, said, font="B" if kind == "h" else "F", size=14 if kind == "h" else 11)
            y += 16
        y += 10
    return [page + text(290, 820, str(number)) for number, page in enumerate(pages, start=1)]


def words_of(parts: Parts) -> Counter[str]:
    """Every word that was drawn."""
    texts = [said for kind, inside in parts for said in inside]
    flat = [one for said in texts for one in (said if isinstance(said, list) else [said])]
    return Counter(word for said in flat for word in words(said)) + Counter(
        str(number) for number in range(1, len(drawn(parts)) + 1)
    )


def source_of(parts: Parts) -> Source:
    return read_of(content(*drawn(parts)))


def read_of(made: bytes) -> Source:
    """What a file is read as."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.pdf"
        path.write_bytes(made)
        return open_file(path, "a.pdf")


@given(PARTS)
@settings(max_examples=80, deadline=None)
def test_no_word_is_lost_and_none_is_invented(parts: Parts) -> None:
    assert Counter(source_of(parts).words) == words_of(parts)


KINDS = ("P", "H1", "H3", "L", "LI", "Lbl", "Table", "TD", "TH", "Span", "Sect", "TOCI", "Note", "Zz")
CHUNKS = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(1, 4)), max_size=20)


def tags_of(chunks: list[tuple[str, int]], swapped: int) -> list[Element]:
    """Tags for all that is marked, so many in each kind; in order, but for one that is swapped with the first."""
    numbers = list(range(60))
    numbers[0], numbers[swapped] = numbers[swapped], 0
    found: list[Element] = []
    for kind, size in [*chunks, *[("P", 1)] * len(numbers)]:
        own, numbers = numbers[:size], numbers[size:]
        if kind in ("TD", "TH"):
            found.append(("Table", [("TR", [(kind, [one]) for one in own])]))
        else:
            found.append((kind, own))
    return found


TEXT = re.compile(r"BT .*? ET\n")


def marked_at(pages: list[str]) -> list[str]:
    """The pages with all that is written on them marked, one number after the other."""
    found = []
    for page in pages:
        numbers = itertools.count()
        found.append(TEXT.sub(lambda drawn, numbers=numbers: marked(next(numbers), drawn[0]), page))
    return found


@given(PARTS, CHUNKS, st.sampled_from((0, 0, 1, 5)))
@settings(max_examples=80, deadline=None)
def test_no_word_is_lost_whatever_the_tags_say(parts: Parts, chunks: list[tuple[str, int]], swapped: int) -> None:
    pages = marked_at(drawn(parts))
    made = tagged(content(*pages), *[tags_of(chunks, swapped) for _ in pages])
    assert Counter(read_of(made).words) == words_of(parts)


@given(PARTS)
@settings(max_examples=60, deadline=None)
def test_a_word_stands_in_one_field_whatever_the_document_is_read_as(parts: Parts) -> None:
    source = source_of(parts)
    for reading in (read_policy(source), read_plan(source)):
        counted = reading.words
        assert counted.placed + counted.unplaced + counted.furniture == counted.source
        if reading.declined is None:
            carried = Counter(found for said in reading.texts() for found in words(said))
            carried += Counter(found for left in reading.unplaced for found in words(left.text))
            assert not carried - words_of(parts)


_READ = """
import sys
from pathlib import Path
from documents import gate
from documents.opening import open_file
for path in sorted(Path(sys.argv[1]).glob("*.pdf")):
    try:
        open_file(path, path.name)
    except gate.Refused as refused:
        assert str(refused).endswith("."), path.name
print("all read")
"""


def spoilt(made: bytes, noise: random.Random) -> bytes:
    """The file with some of its bytes changed, taken out or said again."""
    data = bytearray(made)
    for _ in range(noise.randint(1, 12)):
        at, length = noise.randrange(len(data)), noise.randint(1, 40)
        change = noise.randrange(4)
        if change == 0:
            data[at] = noise.randrange(256)
        elif change == 1:
            del data[at : at + length]
        elif change == 2:
            data[at:at] = data[at : at + length]
        else:
            data[at : at + 1] = noise.choice([b"<<", b">>", b"[", b"99999999999", b"-1", b"/", b"0 R", b"stream\n"])
    return bytes(data)


def test_files_that_are_broken_in_any_way_are_read_or_refused(tmp_path: Path) -> None:
    """In a process of their own, which would die of a fault in the program that draws."""
    noise = random.Random(7)  # noqa: S311 (bytes to spoil files with, no secret)
    table = ruled(COLUMNS, (90, 110, 130)) + text(76, 104, "No.") + text(230, 104, "Action") + text(230, 124, "Write")
    printed = Path(__file__).parent / "rendered" / "policy-printed.pdf"
    for index in range(120):
        made = content(table, text(72, 72, "We plan.")) if index % 2 else printed.read_bytes()
        (tmp_path / f"{index}.pdf").write_bytes(spoilt(made, noise))
    finished = subprocess.run(  # noqa: S603 (our own interpreter and text)
        [sys.executable, "-c", _READ, str(tmp_path)],
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert finished.stdout == "all read\n", finished.stderr[-2_000:]


@pytest.fixture(scope="module")
def long_plan() -> bytes:
    """Twenty-four pages, each full of a ruled table."""
    pages = []
    for page in range(24):
        ys = [60 + 34 * index for index in range(22)]
        drawing = ruled((40, 80, 240, 400, 470, 560), ys)
        for index, y in enumerate(ys[:-1]):
            cells = ("No.", "Recommendation", "Action", "Owner", "By when")
            if index:
                number = page * 20 + index
                cells = (f"{number}.", "Keep a register of those", "Ask each school once a", "SES", "March 2027")
            for x, cell in zip((44, 84, 244, 404, 474), cells, strict=True):
                drawing += text(x, y + 13, cell, size=10, font="F" if index else "B")
                if index and x in (84, 244):
                    drawing += text(x, y + 26, "who would like to lead", size=10)
        pages.append(drawing)
    return content(*pages)


def test_a_long_plan_is_read_by_the_child_within_its_time_and_300_megabytes(long_plan: bytes, tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(long_plan)
    read = sandbox.run(
        "actionplan.incoming:read", str(tmp_path / "plan.pdf"), "plan.pdf", memory_bytes=300 * 1024 * 1024
    )
    assert [row["label"] for row in read["recommendations"]] == [f"{number}." for number in range(1, 481)]
    assert {row["owners"]["words"] for row in read["recommendations"]} == {"SES"}
    assert read["recommendations"][-1]["place"] == "page 24, table 1, row 481"

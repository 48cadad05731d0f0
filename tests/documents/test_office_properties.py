"""Of documents that nobody thought of: no word is lost, none is invented, and both formats say the same."""

import string
import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from actionplan.reading import read_plan
from documents.blocks import words
from policies.reading import read_policy

from . import odt_files, word_files
from .test_docx_reader import said

WORDS = st.text(string.ascii_letters + string.digits + "éß£.,;:-()’ ", min_size=1, max_size=40).filter(
    lambda text: bool(words(text))
)
CELLS = st.text(string.ascii_letters + string.digits + ".,: ", max_size=20)
PARTS = st.lists(
    st.one_of(
        st.tuples(st.just("p"), WORDS),
        st.tuples(st.just("h"), WORDS),
        st.tuples(st.just("items"), st.lists(WORDS, min_size=1, max_size=3)),
        st.tuples(st.just("table"), st.lists(st.lists(CELLS, min_size=2, max_size=3), min_size=1, max_size=3)),
    ),
    min_size=1,
    max_size=8,
)
LISTS = word_files.numbering(word_files.level(0, "bullet", "•"))


def in_word(parts: list[tuple[str, object]]) -> list[str]:
    """The parts as XML of a Word file."""
    body: list[str] = []
    for kind, inside in parts:
        if kind == "items":
            body += [word_files.p(item, item=(1, 0)) for item in inside]
        elif kind == "table":
            body.append(
                word_files.table(*([word_files.cell(cell or word_files.p()) for cell in row] for row in inside))
            )
        else:
            body.append(word_files.p(inside, style="H1" if kind == "h" else ""))
    return body


def in_odt(parts: list[tuple[str, object]]) -> list[str]:
    """The parts as XML of an OpenDocument text."""
    made = {"items": lambda found: odt_files.items(*found), "table": lambda rows: odt_files.table(*rows)}
    made |= {"p": odt_files.p, "h": odt_files.h}
    return [made[kind](inside) for kind, inside in parts]


def words_of(parts: list[tuple[str, object]]) -> Counter[str]:
    """Every word that was written."""
    texts: list[str] = []
    for kind, inside in parts:
        if kind == "table":
            texts += [cell for row in inside for cell in row]
        else:
            texts += inside if kind == "items" else [inside]
    return Counter(word for text in texts for word in words(text))


@given(PARTS)
@settings(max_examples=80, deadline=None)
def test_no_word_is_lost_and_none_is_invented(parts: list[tuple[str, object]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        word = word_files.source(Path(folder), *in_word(parts), word__numbering_xml=LISTS)
        odt = odt_files.source(Path(folder), *in_odt(parts), styles=odt_files.BULLETS)
    assert Counter(word.words) == Counter(odt.words) == words_of(parts)
    for source in (word, odt):
        assert Counter(found for text in said(source) for found in words(text.replace("#", ""))) == words_of(parts)


@given(PARTS)
@settings(max_examples=60, deadline=None)
def test_a_word_stands_in_one_field_whatever_the_document_is_read_as(parts: list[tuple[str, object]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = word_files.source(Path(folder), *in_word(parts), word__numbering_xml=LISTS)
    for reading in (read_policy(source), read_plan(source)):
        counted = reading.words
        assert counted.placed + counted.unplaced + counted.furniture == counted.source
        if reading.declined is None:
            carried = Counter(found for text in reading.texts() for found in words(text))
            carried += Counter(found for left in reading.unplaced for found in words(left.text))
            assert not carried - words_of(parts)
            assert (words_of(parts) - carried).total() == counted.furniture

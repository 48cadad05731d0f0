"""Whatever stands in a file: no word of it is lost, none is used twice, and it is read without failing."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from actionplan.reading import read_plan
from documents.blocks import Place, Source, Table
from tests.actionplan.reading_checks import assert_nothing_lost, source_of

NAMES = ["Recommendation", "Action", "By whom", "By when", "Outcome measures", "Status", "Comments", "Response", "No."]
BITS = [
    "1.", "2a.", "R3", "That the Council", "write to schools.", "Clerk", "SIS", "MEP Comms", "N/A", "by March 2031",
    "October", "2030/31", "; then", "• a bullet", "l  another", "pre-", "schools", "Agreed", "THEME B", "Page 2 of 3",
    "Lead:", "When:", "Recommendation 4:", "/", "|", "\u00a0", "...", "____", "ﬁnal", "(see", "note)", "– Ongoing",
]  # fmt: skip

cells = st.lists(st.sampled_from(BITS), max_size=5).map(" ".join)
lines = st.one_of(
    cells,
    st.just(""),
    st.lists(cells, min_size=2, max_size=6).map("\t".join),
    st.lists(cells, min_size=2, max_size=6).map(" | ".join),
    st.lists(cells, min_size=2, max_size=6).map(" / ".join),
    st.lists(cells, min_size=2, max_size=5).map("    ".join),
    st.sampled_from(NAMES),
)
headers = st.tuples(
    st.lists(st.sampled_from(NAMES), min_size=2, max_size=6, unique=True),
    st.sampled_from(["\t", " | ", " / ", "     ", "\n", "\n\n"]),
).map(lambda found: found[1].join(found[0]))


@settings(max_examples=100, deadline=None)
@example(["Recommendation 4:"], "Recommendation\tAction", ["\tLead: 1.", "No.", "1.", "No."])
@given(st.lists(lines, max_size=4), headers, st.lists(lines, max_size=14))
def test_every_word_of_any_layout_stands_in_one_field(above: list[str], header: str, below: list[str]) -> None:
    source = source_of("\n".join([*above, header, *below]))
    reading = read_plan(source)
    assert_nothing_lost(reading, source)
    assert bool(reading.declined) == (not reading.recommendations)


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet=st.sampled_from("aB1 .\t|/:-\n•é\u00a0\f\x85"), max_size=200))
def test_any_text_is_read_or_declined(text: str) -> None:
    source = source_of(text)
    assert_nothing_lost(read_plan(source), source)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.sampled_from(NAMES), min_size=2, max_size=5, unique=True),
    st.lists(st.lists(cells, max_size=6), max_size=6),
)
def test_every_word_of_a_table_stands_in_one_field(header: list[str], rows: list[list[str]]) -> None:
    table = Table(tuple(header), tuple(tuple(row) for row in rows), Place(1, 9, "row"))
    source = Source("plan.xlsx", (table,))
    assert_nothing_lost(read_plan(source), source)

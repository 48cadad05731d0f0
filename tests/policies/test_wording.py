"""What the wording check points out, and what it leaves alone, as tables of cases."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies import wording
from policies.document import Clause, Document, Section, SectionKind
from policies.model_text import built_in_model
from policies.wording import Kind
from tests.policies.cast import plain_document


def found(*texts: str) -> list[tuple[Kind, str]]:
    return [(one.kind, one.words) for one in wording.check(plain_document(*texts))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Take part in programmes of the NCSL.", ["NCSL"]),
        (
            "the National College for School Leadership (NCSL) offers it",
            ["National College for School Leadership", "NCSL"],
        ),
        ("Our School Improvement Partner", ["School Improvement Partner"]),
        ("Ask the LEA, or the local education authority.", ["LEA", "local education authority"]),
        ("Leading from the Middle; Future Leaders programme.", ["Leading from the Middle", "Future Leaders programme"]),
        (
            "National College for Leadership of Schools and Children’s Services",
            ["National College for Leadership of Schools and Children’s Services"],
        ),
        ("NCSL and NCSL again", ["NCSL"]),
        ("An Advanced Skills Teacher (AST)", ["Advanced Skills Teacher", "AST"]),
    ],
)
def test_what_has_ended_is_found_as_a_whole_word_the_longest_first(text: str, words: list[str]) -> None:
    assert found(text) == [(Kind.ENDED, one) for one in words]


@pytest.mark.parametrize(
    "text",
    [
        "Staff lead from the middle of the school.",
        "The future leaders of this school are among us. Our Future Leaders. Leading from the middle.",
        "Pupils lean on plea bargains; leas and pleasant meadows",  # no LEA
        "PLEA and NCSLX and NCSL-like",
        "{ncsl} {school}",
        "Section II and part IV, in year VI",
        "Staff MUST be told, and ALL staff ARE",
        "ANN JONES leads",
        "THE WHOLE LINE IS IN CAPITALS ABC",
        "Future leaders. Our Future Leaders. Leading from the middle. The national college",
        "Investors in People, Ofsted and McDonald",
        "the SENCO, the SLT and the DfE",  # the glossary knows them
        "South London partnership (SLP) and the SLP again",
        "ABC (a better council) says so",
        "the postcode SM4 5DX, room B2B",
    ],
)
def test_nothing_false_is_said(text: str) -> None:
    assert [one for one in found(text) if one[1] not in {"PLEA", "NCSLX"}] == []


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (("Work with ISN.",), ["ISN"]),
        (("Work with SWLSEP and the SAMs.",), ["SWLSEP", "SAMs"]),
        (("Work with ISN.", "And with ISN again."), ["ISN"]),  # said once
        (("Work with XYZ (see below).",), []),
    ],
)
def test_initials_that_nobody_explains_are_pointed_out_once_and_none_is_made_up(
    texts: tuple[str, ...], words: list[str]
) -> None:
    every = wording.check(plain_document(*texts))
    assert [one.words for one in every] == words
    assert all("stand for" in one.says and one.words not in one.says for one in every)


def test_a_finding_says_where_it_stands() -> None:
    clause = Clause(id="c1", text="We do this", sub_clauses=("with the NCTL",))
    document = Document("LEA policy", sections=(Section("s1", SectionKind.AIMS, "Aims of the LEA", (clause,)),))
    where = [(one.words, one.section, one.clause_id, one.line) for one in wording.check(document)]
    assert where == [
        ("LEA", "", "", "LEA policy"),
        ("LEA", "Aims of the LEA", "", "Aims of the LEA"),
        ("NCTL", "Aims of the LEA", "c1", "with the NCTL"),
    ]


def test_each_entry_is_dated_or_says_nothing_of_a_day_and_has_a_source() -> None:
    words = wording.known()
    assert words.as_at <= datetime.date(2026, 11, 1)
    every = [name for one in words.ended for name in one.words]
    assert len(every) == len({name.casefold() for name in every}), "each once"
    assert not set(every) & set(words.glossary)
    for one in words.ended:
        assert one.source.endswith(".")
        assert one.says.startswith("This ")
        assert one.says.endswith(".")
        assert not isinstance(one.on, datetime.date) or one.on < words.as_at
    for name, meaning in words.glossary.items():
        assert len(meaning.split()) >= 2, name
    assert not {"ISN", "SWLSEP", "SAMs"} & set(words.glossary), "nobody knows what they stand for"


def test_what_it_says_of_each() -> None:
    says = {
        one.words: one.says for one in wording.check(plain_document("NCTL, LPSH, school improvement partner, NPQML"))
    }
    assert says == {
        "NCTL": "This ended on 31 March 2018. Today: the Department for Education.",
        "LPSH": "This is no longer offered. Today: the NPQ for Executive Leadership or the Early Headship "
        "Coaching Offer.",
        "school improvement partner": "This ended in 2011. Nothing stands in its place.",
        "NPQML": "This ended in 2021. Today: one of the NPQs for specialists, such as Leading Teaching.",
    }


def test_the_built_in_model_says_nothing_that_has_ended() -> None:
    assert wording.check(built_in_model()) == []


def test_the_initials_of_a_policy_come_with_their_meaning() -> None:
    document = plain_document("The SLT and the SENCO write the SEF with ISN")
    assert wording.initials_of(document) == (
        ("SEF", "self-evaluation form"),
        ("SENCO", "special educational needs co-ordinator"),
        ("SLT", "senior leadership team"),
    )


@given(st.lists(st.text(max_size=80), min_size=1, max_size=5))
def test_whatever_a_policy_says_each_finding_stands_in_its_line(texts: list[str]) -> None:
    for one in wording.check(plain_document(*texts)):
        assert one.words in one.line

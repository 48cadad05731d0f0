"""The pages of the wording check and of the glossary, and the initials below a policy."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from policies import papers
from policies.models import Version
from tests.pdf_structure import structure_of
from tests.policies.cast import Cast, make_cast, plain_document
from tests.policies.test_views_commitments import client_of, url, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    cast = make_cast(name="Hill Top School")
    cast.publish(plain_document("take part in programmes of the NCSL <b>", "the SLT works with ISN"))
    cast.adopted()
    return cast


def test_each_finding_leads_to_where_its_words_are_changed(cast: Cast) -> None:
    shown = words(client_of(cast.head), url("wording", cast))
    clause = next(cast.school.policy.versions.get().text.clauses())
    assert "This ended on 29 March 2013. Today: the Department for Education." in shown
    assert reverse("policies:clause-change", args=[cast.school.urn, clause.id]) in shown
    assert "NCSL &lt;b&gt;" in shown
    assert "Nobody says what these initials stand for." in shown
    assert url("wording", cast) in words(client_of(cast.head), url("edit", cast))
    assert client_of(cast.governor).get(url("wording", cast)).status_code == 403
    assert Version.objects.of(cast.school).count() == 1, "nothing is changed by itself"


def test_a_core_clause_leads_nowhere_and_says_who_can_change_it() -> None:
    cast = make_cast()
    document = plain_document("ask the LEA")
    section = document.sections[0]
    locked = replace(section, clauses=tuple(replace(clause, locked=True) for clause in section.clauses))
    cast.publish(document.with_section(locked))
    cast.take()
    shown = words(client_of(cast.head), url("wording", cast))
    assert "only the council can change it" in shown
    assert "Change this clause" not in shown


def test_an_officer_checks_the_model(cast: Cast) -> None:
    address = reverse("policies:model-wording", args=[cast.school.council.code])
    assert "This ended on 29 March 2013." in words(client_of(cast.officer), address)
    assert client_of(cast.head).get(address).status_code == 403
    cast.publish(plain_document("give people a mentor"))
    assert "Nothing to look at" in words(client_of(cast.officer), address)


def test_the_glossary_is_there_for_everybody_from_every_page() -> None:
    address = reverse("policies:glossary")
    shown = words(Client(), address)
    assert "senior leadership team" in shown
    assert "This ended on 31 March 2018." in shown
    assert address in words(Client(), reverse("accessibility"))


def test_the_initials_of_a_policy_stand_below_it_and_on_its_paper(cast: Cast) -> None:
    version = cast.school.policy.versions.get()
    client = client_of(cast.head)
    for page in (url("version", cast, version.number), url("preview", cast)):
        assert "SLT: senior leadership team" in words(client, page)
    paper = structure_of(papers.version_pdf(str(version.pk)).content)
    assert paper.problems() == []
    assert "SLT: senior leadership team" in " ".join(paper.text.split())
    assert "ISN:" not in paper.text

"""`make audit` tells what is known, and tells nothing known from nothing asked."""

import json

import pytest

from scripts import audit

NO_FAULTS = {"dependencies": [{"name": "django", "version": "5.2.1", "vulns": []}]}
FAULT = {"id": "PYSEC-1", "fix_versions": ["5.2.2"], "aliases": []}


def test_a_fault_is_told_with_the_version_that_mends_it() -> None:
    found = audit.python_faults({"dependencies": [{"name": "django", "version": "5.2.1", "vulns": [FAULT]}]})
    assert found == ["django 5.2.1: PYSEC-1, mended in 5.2.2"]
    assert audit.python_faults(NO_FAULTS) == []
    npm = {"auditReportVersion": 2, "vulnerabilities": {"sass": {"severity": "high"}}}
    assert audit.npm_faults(npm) == ["sass: high"]
    assert audit.npm_faults({"auditReportVersion": 2, "vulnerabilities": {}}) == []


@pytest.mark.parametrize("answer", [None, {}, {"message": "request failed"}, [], json.loads('"unreachable"')])
def test_a_list_that_could_not_be_asked_is_no_clean_bill(answer: object) -> None:
    assert audit.python_faults(answer) is None
    assert audit.npm_faults(answer) is None


def test_a_package_that_was_not_asked_about_is_no_clean_bill() -> None:
    skipped = {"name": "x", "skip_reason": "not found on PyPI"}
    assert audit.python_faults({"dependencies": [*NO_FAULTS["dependencies"], skipped]}) is None
    django = {"name": "django", "version": "5.2.1", "vulns": [FAULT]}
    assert audit.python_faults({"dependencies": [django, skipped]}) == ["django 5.2.1: PYSEC-1, mended in 5.2.2"]


def test_what_is_known_comes_before_what_could_not_be_asked() -> None:
    assert audit.verdict([[], []]) == audit.NOTHING
    assert audit.verdict([["a fault"], None]) == audit.FAULTS
    assert audit.verdict([[], None]) == audit.NOT_ASKED

"""Templates keep to the house rules: markup in components, plain elements in pages, nothing inline."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

TEMPLATES = Path(settings.BASE_DIR, "templates")
# Where a class name may stand: the components themselves, the forms, the frame of a page.
FRAME = ("components/", "govuk/", "layouts/", "base.html")


def templates() -> Iterator[tuple[str, str]]:
    for path in sorted(TEMPLATES.rglob("*.html")):
        yield path.relative_to(TEMPLATES).as_posix(), path.read_text()


def pages() -> list[tuple[str, str]]:
    return [(name, text) for name, text in templates() if not name.startswith(FRAME)]


@pytest.mark.parametrize("name", [name for name, _ in templates()])
def test_a_template_can_be_read_by_django(name: str) -> None:
    get_template(name)


def test_class_names_of_components_stand_only_in_their_place() -> None:
    named = [name for name, text in pages() if re.search(r"\b(?:govuk|app)-[a-z]", text)]
    assert named == []


def test_a_class_name_written_in_python_is_written_in_the_tag_library() -> None:
    folders = ("core", "people", "policies", "actionplan", "succession")
    named = [
        path.name
        for folder in folders
        for path in Path(settings.BASE_DIR, folder).rglob("*.py")
        if re.search(r"\bgovuk-[a-z]|[\"' ]app-[a-z]", path.read_text())
    ]
    assert named == ["components.py"]


def test_nothing_is_inline() -> None:
    for name, text in templates():
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:", text), name
        assert not re.search(r"<script(?![^>]*\ssrc=)", text), name


def test_nothing_comes_from_elsewhere() -> None:
    for name, text in templates():
        assert not re.search(r"(?:src|href)=[\"'](?:https?:)?//", text), name


def test_a_page_has_its_heading_from_its_layout() -> None:
    named = [name for name, text in pages() if "<h1" in text and 'extends "layouts/paper.html"' not in text]
    assert named == []

"""A production installation does not start without the files that pages are made of, nor where none can be kept."""

import os
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from core import folders


@pytest.fixture(autouse=True)
def _production(settings: Settings, tmp_path: Path) -> None:
    settings.PRODUCTION = True
    settings.STATIC_ROOT, settings.MEDIA_ROOT = tmp_path / "static", tmp_path / "var" / "files"


def collected(tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "staticfiles.json").write_text("{}")


def test_it_starts_with_all_that_it_needs(tmp_path: Path) -> None:
    collected(tmp_path)
    folders.refuse_missing_files()


def test_it_does_not_start_without_style_sheets() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"run `manage\.py collectstatic --no-input`"):
        folders.refuse_missing_files()


def test_it_does_not_start_where_no_file_can_be_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    collected(tmp_path)
    monkeypatch.setattr(os, "access", lambda path, _mode: path != tmp_path)  # root may write anywhere
    with pytest.raises(ImproperlyConfigured, match="let this user write there, or set SUCCESSION_VAR"):
        folders.refuse_missing_files()
    with pytest.raises(ImproperlyConfigured, match="Files cannot be kept"):
        folders.refuse_folder_that_keeps_nothing()


def test_a_trial_starts_without(settings: Settings) -> None:
    settings.PRODUCTION = False
    folders.refuse_missing_files()

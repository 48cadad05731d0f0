from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture
def files(settings: Settings, tmp_path: Path) -> Path:
    """An empty folder where uploads and papers are kept for one test."""
    folder = tmp_path / "files"
    folder.mkdir()
    settings.MEDIA_ROOT = folder
    return folder

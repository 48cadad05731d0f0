"""Dependencies are pinned, each with its hashes, and say nothing of where they were fetched from."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKED = sorted((ROOT / "requirements").glob("*.txt"))
_PIN = re.compile(r"([a-z0-9][\w.\-]*)(\[[\w,\-]+\])?==[\w.!+\-]+( ; .+)?$", re.IGNORECASE)
_HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}$")
_ELSEWHERE = re.compile(r"https?://|--(extra-)?index-url|--find-links|-f |git\+|file:|@ ")


def entries(text: str) -> list[list[str]]:
    """Each requirement with its options: a line and those that continue it."""
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    joined = re.sub(r"\\\n", " ", "\n".join(lines))
    return [re.split(r"\s{2,}", line.strip()) for line in joined.splitlines()]


def faults(text: str) -> list[str]:
    """What is wrong with a lock file."""
    found = [f"an address: {line.strip()}" for line in text.splitlines() if _ELSEWHERE.search(line)]
    for pin, *options in entries(text):
        if not _PIN.match(pin):
            found.append(f"not pinned: {pin}")
        if not options or not all(_HASH.match(option) for option in options):
            found.append(f"without a hash: {pin}")
    return found


@pytest.mark.parametrize("path", LOCKED, ids=lambda path: path.name)
def test_every_requirement_is_pinned_with_its_hashes(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(entries(text)) == len(re.findall(r"^[a-z0-9]", text, re.MULTILINE | re.IGNORECASE)) > 0
    assert faults(text) == []


def names(path: Path) -> dict[str, str]:
    pins = (entry[0].partition(" ;")[0].split("==") for entry in entries(path.read_text(encoding="utf-8")))
    return {re.sub(r"\[.*\]", "", name).lower(): version for name, version in pins}


@pytest.mark.parametrize("path", LOCKED, ids=lambda path: path.name)
def test_whatever_is_asked_for_is_in_its_lock_file(path: Path) -> None:
    asked = (path.with_suffix(".in")).read_text(encoding="utf-8").splitlines()
    wanted = [re.split(r"[\[<>=!~;]", line)[0].strip().lower() for line in asked if line and line[0] not in "#-"]
    assert [name for name in wanted if name not in names(path)] == []


def test_what_tests_run_with_is_what_the_product_runs_with() -> None:
    base, dev = names(ROOT / "requirements" / "base.txt"), names(ROOT / "requirements" / "dev.txt")
    assert {name: dev.get(name) for name in base} == base


def test_packages_of_the_assets_are_pinned_by_hash() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    fetched = {name: package for name, package in packages.items() if name and not package.get("link")}
    assert fetched
    assert [name for name, package in fetched.items() if not package["integrity"].startswith("sha512-")] == []
    assert [name for name, package in fetched.items() if "resolved" in package] == []


def test_packages_are_installed_by_their_hashes_alone() -> None:
    setup = (ROOT / "scripts" / "setup.sh").read_text(encoding="utf-8")
    installs = re.findall(r"pip install(?:.|\\\n)*?(?=\|\||\n\n|;)", setup)
    assert installs
    assert all("--require-hashes" in install for install in installs)
    assert "npm ci" in setup
    assert "npm install" not in setup


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("django==5.2 \\\n    --hash=sha256:" + "0" * 63 + "\n", "without a hash: django==5.2"),
        ("django==5.2\n", "without a hash: django==5.2"),
        ("django>=5.2 \\\n    --hash=sha256:" + "0" * 64 + "\n", "not pinned: django>=5.2"),
        ("--index-url https://registry.example/simple\n", "an address: --index-url https://registry.example/simple"),
        ("django @ git+ssh://elsewhere.example/django\n", "an address: django @ git+ssh://elsewhere.example/django"),
    ],
)
def test_a_lock_file_that_is_loose_is_found(text: str, fault: str) -> None:
    assert fault in faults(text)

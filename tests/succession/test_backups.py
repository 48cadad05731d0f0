"""A backup restores to what was backed up, and a restore that cannot be whole changes nothing."""

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyrage
import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import override_settings
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from pytest_django import DjangoDbBlocker

from core import clock
from core.backups import keys, making, replaying, restoring, sealing
from core.database.locations import embedded_locations
from core.database.privileges import in_database
from core.models import Backup
from people.privacy import ledger
from tests import copies, whole

pytestmark = [pytest.mark.database, pytest.mark.xdist_group("backups")]

ROOT = Path(__file__).resolve().parents[2]
PUBLIC, SECRET = keys.new_pair()
OTHER_PUBLIC, OTHER_SECRET = keys.new_pair()


@dataclass
class Source:
    """The demonstration as it was backed up, and the backup."""

    database: str
    files: Path
    rows: dict[str, list[str]]
    backup: Path


@pytest.fixture(scope="module")
def source(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Source]:
    folder = tmp_path_factory.mktemp("source")
    there = override_settings(MEDIA_ROOT=folder / "files")
    with ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())
        stack.enter_context(there)
        full = copies.demonstration(clock.today(), is_now=True)
        database = stack.enter_context(whole.new_database("source", full))
        stack.enter_context(in_database(database))
        (folder / "files" / "papers").mkdir(exist_ok=True)
        (folder / "files" / "papers" / "Ünïcode – and spaces.pdf").write_bytes(os.urandom(20_000_000))
        (folder / "files" / "empty").write_bytes(b"")
        rows = whole.rows(database)
        backup = folder / "backup.age"
        call_command("backup", str(backup), key_file=key_file(folder, PUBLIC), stdout=io.StringIO())
        yield Source(database, folder / "files", rows, backup)


def key_file(folder: Path, key: str) -> str:
    path = folder / f"key-{key[:4]}-{key[-6:]}"
    path.write_text(f"# a key\n{key}\n", encoding="utf-8")
    return str(path)


@pytest.fixture
def target(source: Source, tmp_path: Path, django_db_blocker: DjangoDbBlocker, settings: object) -> Iterator[str]:
    """An empty installation."""
    there = override_settings(MEDIA_ROOT=tmp_path / "files", BACKUP_KEY=SECRET)
    with django_db_blocker.unblock(), whole.new_database("target") as database, in_database(database), there:
        yield database


def restore(backup: Path, **options: object) -> str:
    out = io.StringIO()
    call_command("restore", str(backup), stdout=out, **{"no_ledger": True} | options)
    return out.getvalue()


def kept(rows: dict[str, list[str]]) -> dict[str, list[str]]:
    """All rows but those that are left out, or tell of the backup itself."""
    return {name: found for name, found in rows.items() if name not in {*making.WITHOUT_ROWS, "core_backup"}}


def sequences_without(rows: dict[str, list[str]]) -> dict[str, list[str]]:
    return kept(rows) | {"sequences": [line for line in rows["sequences"] if not line.startswith("core_backup")]}


# Whole ---------------------------------------------------------------------------------------------------------------
def test_a_restore_to_an_empty_installation_equals_the_source(source: Source, target: str, tmp_path: Path) -> None:
    assert "Everybody signs in again" in restore(source.backup)
    assert sequences_without(whole.rows(target)) == sequences_without(source.rows)
    assert whole.shape(target) == whole.shape(source.database)
    assert whole.files(tmp_path / "files") == whole.files(source.files)
    assert whole.rows(target)["django_session"] == whole.rows(target)["cache"] == []
    assert len(source.rows["policies_clauserow"]) > 100  # it is no comparison of nothing
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "files").rglob("*") if path.is_file()} == {0o600}


def test_the_restored_application_may_do_what_it_might_and_no_more(source: Source, target: str) -> None:
    restore(source.backup)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, has_table_privilege('people_user', 'UPDATE'),"
            " has_table_privilege('django_migrations', 'INSERT'), has_table_privilege('people_user', 'TRUNCATE')"
        )
        assert cursor.fetchone() == ("succession_app", True, False, False)


def test_every_model_is_in_a_backup(source: Source) -> None:
    header = json.loads(next(sealing.parts(source.backup, keys.to_open([SECRET]))).stream.read())
    models = apps.get_models(include_auto_created=True)
    tables = {model._meta.db_table for model in models} & set(connection.introspection.table_names())
    assert tables - set(header["rows"]) == {"django_session"}
    assert header["rows"] == {name: len(found) for name, found in kept(source.rows).items() if name != "sequences"} | {
        "core_backup": 0
    }


def test_a_backup_is_encrypted_private_and_noted(source: Source) -> None:
    content = source.backup.read_bytes()
    assert content.startswith(b"age-encryption.org/v1\n")
    assert b"demo.example" not in content
    assert source.backup.stat().st_mode & 0o777 == 0o600
    row = Backup.objects.get()
    assert (row.size, row.checked_at) == (len(content), None)
    call_command(
        "restore", str(source.backup), check=True, key_file=key_file(source.files.parent, SECRET), stdout=io.StringIO()
    )
    assert Backup.objects.get().checked_at is not None


def test_a_backup_opens_without_this_product(source: Source, tmp_path: Path) -> None:
    out = io.BytesIO()
    with source.backup.open("rb") as file:
        pyrage.decrypt_io(file, out, keys.to_open([SECRET]))
    out.seek(0)
    with tarfile.open(fileobj=out) as tar:
        names = tar.getnames()
    assert names[0] == "header.json"
    assert names[-1] == "manifest.json"
    assert "files/papers/Ünïcode – and spaces.pdf" in names


def test_replace_asks_for_the_name_of_the_database(
    source: Source, target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    restore(source.backup)
    with pytest.raises(CommandError, match=f"The database {target} is not empty"):
        restore(source.backup)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM policies_clauserow")
        cursor.execute(
            "INSERT INTO core_letter (kind, about, state, asked_at, failures) VALUES ('a', 'b', 'waiting', now(), 0)"
        )
    (tmp_path / "files" / "later").write_text("later")
    monkeypatch.setattr("builtins.input", lambda _question: "another")
    with pytest.raises(CommandError, match="That is not its name"):
        restore(source.backup, replace=True)
    assert whole.rows(target)["core_letter"] != []
    monkeypatch.setattr("builtins.input", lambda _question: target)
    restore(source.backup, replace=True)
    assert sequences_without(whole.rows(target)) == sequences_without(source.rows)
    assert whole.files(tmp_path / "files") == whole.files(source.files)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["files"]


def test_files_alone_are_not_overwritten_unasked(source: Source, target: str, tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "mine").write_text("mine")
    with pytest.raises(CommandError, match="files is not empty"):
        restore(source.backup)
    assert (tmp_path / "files" / "mine").read_text() == "mine"


# Not whole -----------------------------------------------------------------------------------------------------------
@contextmanager
def nothing_changes(target: str, folder: Path) -> Iterator[None]:
    before = whole.rows(target), sorted(folder.rglob("*"))
    yield
    assert (whole.rows(target), sorted(folder.rglob("*"))) == before
    with whole.cluster().connect() as server:
        names = {row[0] for row in server.execute("SELECT datname FROM pg_database")}
    assert not names & {f"{target}_restoring", f"{target}_before"}


def at(where: float) -> Callable[[bytes], bytes]:
    def flip(content: bytes) -> bytes:
        place = int(len(content) * where)
        return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]

    return flip


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (at(0.02), "damaged or not whole"),
        (at(0.5), "damaged or not whole"),
        (at(0.9999999), "damaged or not whole"),
        (lambda content: content[:-1], "damaged or not whole"),
        (lambda content: content[: len(content) // 2], "damaged or not whole"),
        (lambda content: content + b"more", "damaged or not whole"),
        (lambda content: content[:60], "is no backup of Succession"),
        (lambda _content: b"", "is no backup of Succession"),
        (lambda _content: b"PGDMP" + b"\0" * 1000, "is no backup of Succession"),
    ],
    ids=["early", "middle", "last byte", "cut by one", "cut in half", "longer", "a head", "empty", "a dump"],
)
def test_a_file_that_is_not_whole_changes_nothing(
    damage: Callable[[bytes], bytes], sentence: str, source: Source, target: str, tmp_path: Path
) -> None:
    broken = source.files.parent / "broken.age"
    broken.write_bytes(damage(source.backup.read_bytes()))
    with nothing_changes(target, tmp_path), pytest.raises(CommandError, match=f"broken.age .*{sentence}"):
        restore(broken)


def rewritten(source: Source, change: Callable[[dict[str, bytes]], None], target: Path) -> Path:
    """A backup with other contents and a manifest that agrees with them, as somebody with the public key could make."""
    contents = {part.name: b"".join(part.chunks()) for part in sealing.parts(source.backup, keys.to_open([SECRET]))}
    change(contents)
    with sealing.sealed(target, keys.to_make([PUBLIC])) as (writer, _):
        for name, data in contents.items():
            writer.add(name, data)
    return target


def header_with(**values: object) -> Callable[[dict[str, bytes]], None]:
    def change(contents: dict[str, bytes]) -> None:
        header = json.loads(contents["header.json"])
        contents["header.json"] = json.dumps(header | values).encode()

    return change


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            header_with(migrations=[["core", "0001_initial"], ["core", "0999_from_tomorrow"]], release="9.1.0"),
            r"made by a newer release \(9\.1\.0; this is",
        ),
        (header_with(postgres=99), "comes from PostgreSQL 99 and this server is 18"),
        (header_with(format=2), "was written by a release that this one"),
        (header_with(product="something else"), "is no backup of Succession"),
        (header_with(rows={"people_user": 3}), "not what the backup says it holds"),
        (
            lambda contents: contents.update({"database/000000": b"PGDMP nonsense"}),
            "PostgreSQL would not take the backup",
        ),
        (lambda contents: contents.update({"files/../../outside": b"x"}), "is no backup of Succession"),
    ],
    ids=["newer release", "newer server", "newer format", "foreign", "too few rows", "no dump", "a path outside"],
)
def test_a_whole_file_of_the_wrong_kind_changes_nothing(
    change: Callable[[dict[str, bytes]], None], sentence: str, source: Source, target: str, tmp_path: Path
) -> None:
    other = rewritten(source, change, tmp_path / "other.age")
    with nothing_changes(target, tmp_path), pytest.raises(CommandError, match=sentence):
        restore(other)


def lie(parts: list[dict[str, object]], how: str) -> None:
    if how == "a part that is missing":
        parts.append({"name": "files/lost", "size": 1, "sha256": "0" * 64})
    elif how == "another hash":
        parts[-1]["sha256"] = "0" * 64
    else:
        parts.pop()


@pytest.mark.parametrize("how", ["a part that is missing", "another hash", "a part that nobody listed"])
def test_a_backup_whose_parts_are_not_what_it_lists_changes_nothing(
    how: str, source: Source, target: str, tmp_path: Path
) -> None:
    contents = {part.name: b"".join(part.chunks()) for part in sealing.parts(source.backup, keys.to_open([SECRET]))}
    with sealing.sealed(tmp_path / "lying.age", keys.to_make([PUBLIC])) as (writer, _):
        for name, data in contents.items():
            writer.add(name, data)
        lie(writer.parts, how)
    with nothing_changes(target, tmp_path), pytest.raises(CommandError, match="is damaged or not whole"):
        restore(tmp_path / "lying.age")


def test_a_backup_that_stops_before_its_list_changes_nothing(source: Source, target: str, tmp_path: Path) -> None:
    """A whole age file that holds no whole tar: what was written until a disk was full, say."""
    plain = io.BytesIO()
    with source.backup.open("rb") as file:
        pyrage.decrypt_io(file, plain, keys.to_open([SECRET]))
    half = io.BytesIO(plain.getvalue()[: len(plain.getvalue()) // 2])
    with (tmp_path / "half.age").open("wb") as file:
        pyrage.encrypt_io(half, file, keys.to_make([PUBLIC]))
    with nothing_changes(target, tmp_path), pytest.raises(CommandError, match="is damaged or not whole"):
        restore(tmp_path / "half.age")


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        (OTHER_SECRET, "is encrypted for another key"),
        (PUBLIC, "This key is the public half"),
        ("AGE-SECRET-KEY-1ABC", "The secret key is not whole"),
        ("banana", "is not a whole key"),
        ("", "Set SUCCESSION_BACKUP_KEY"),
    ],
    ids=["another's", "public", "cut short", "a word", "none"],
)
def test_a_wrong_or_lost_key_changes_nothing(
    key: str, sentence: str, source: Source, target: str, tmp_path: Path
) -> None:
    there = override_settings(BACKUP_KEY=key)
    with nothing_changes(target, tmp_path), there, pytest.raises(CommandError, match=sentence):
        restore(source.backup)


def test_either_of_two_keys_opens_a_backup_made_for_both(target: str, tmp_path: Path, source: Source) -> None:
    restore(source.backup)
    connection.close()
    with override_settings(BACKUP_KEY=f"{PUBLIC} {OTHER_PUBLIC}"):
        call_command("backup", str(tmp_path / "both.age"), stdout=io.StringIO())
    for secret in (SECRET, OTHER_SECRET):
        restoring.check(tmp_path / "both.age", keys.to_open([secret]))


def test_a_restore_waits_for_nobody_who_still_works(source: Source, target: str, tmp_path: Path) -> None:
    with whole.cluster().connect(target), pytest.raises(CommandError, match="in use by 1 connection"):
        restore(source.backup)
    restore(source.backup)


def test_two_restores_of_one_database_do_not_meet(source: Source, target: str, tmp_path: Path) -> None:
    refused = pytest.raises(CommandError, match="Another restore of this database is running")
    with restoring.Target().alone(), nothing_changes(target, tmp_path), refused:
        restore(source.backup)


def test_a_restore_that_fails_at_its_last_step_puts_everything_back(
    source: Source, target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    restore(source.backup)
    connection.close()
    monkeypatch.setattr("builtins.input", lambda _question: target)
    rename = Path.rename

    def refuse(self: Path, name: Path) -> Path:
        if self.name == "files.restoring":
            raise OSError(28, "No space left on device", str(self))
        return rename(self, name)

    monkeypatch.setattr(Path, "rename", refuse)
    with nothing_changes(target, tmp_path), pytest.raises(CommandError, match="No space left on device"):
        restore(source.backup, replace=True)


def test_files_go_back_where_a_restore_was_killed_before_the_database_moved(
    source: Source, target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    restore(source.backup)
    connection.close()
    (tmp_path / "files").rename(tmp_path / "files.before")
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "of-the-backup").write_text("new")
    monkeypatch.setattr("builtins.input", lambda _question: target)
    with pytest.raises(CommandError, match="is encrypted for another key"):
        restore(source.backup, replace=True, key_file=key_file(tmp_path, OTHER_SECRET))
    assert whole.files(tmp_path / "files") == whole.files(source.files)


# Whoever was erased since --------------------------------------------------------------------------------------------
@dataclass
class Replayed:
    erased: list[int]
    erased_before: list[int]
    unknown: list[int]


def erase_again(path: Path) -> Replayed:
    """What a package that erases people does, in as few lines: in the restored rows and files, as the application."""
    if path.read_text(encoding="utf-8") == "nonsense":
        raise ValueError("the list is damaged in line 1.")
    (person,) = json.loads(path.read_text(encoding="utf-8"))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_user SET name = 'erased' WHERE id = %s", [person])
    default_storage.delete("empty")
    return Replayed([person], [7], [8, 9])


@pytest.fixture
def eraser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replaying, "named", lambda _name: erase_again)


def test_a_restore_asks_for_the_list_of_erasures(source: Source, target: str, tmp_path: Path) -> None:
    with nothing_changes(target, tmp_path), override_settings(ERASURE_LEDGER=tmp_path / "none"):
        with pytest.raises(CommandError, match=r"would be here again\. Give the list of erasures"):
            restore(source.backup, no_ledger=False)
        with pytest.raises(CommandError, match=r"There is no .*lost\. Whoever was erased"):
            restore(source.backup, no_ledger=False, ledger=str(tmp_path / "lost"))
    assert "are not known here" in restore(source.backup)


def test_whoever_was_erased_since_is_erased_again_before_anything_is_used(
    source: Source, target: str, tmp_path: Path, eraser: None
) -> None:
    person = json.loads(source.rows["people_user"][0])["id"]
    listed = tmp_path / "ledger"
    listed.write_text(json.dumps([person]), encoding="utf-8")
    said = restore(source.backup, no_ledger=False, ledger=str(listed))
    assert "One person was erased again, 1 had been erased before the backup, and 2 in the list are not in" in said
    assert "older than the backup" not in said
    assert (
        next(row for row in whole.rows(target)["people_user"] if json.loads(row)["id"] == person).count('"erased"') == 1
    )
    assert set(whole.files(source.files)) - set(whole.files(tmp_path / "files")) == {"empty"}


def test_the_product_erases_again_by_its_own_ledger(source: Source, target: str, tmp_path: Path) -> None:
    person = next(row for row in map(json.loads, source.rows["people_user"]) if row["email"].startswith("teacher@"))
    joined = parse_datetime(person["joined_at"])
    assert joined is not None
    ledger.append(tmp_path / "ledger", ledger.Entry(person["id"], joined, timezone.now()))
    said = restore(source.backup, no_ledger=False, ledger=str(tmp_path / "ledger"))
    assert "One person was erased again" in said
    now = {row["id"]: row for row in map(json.loads, whole.rows(target)["people_user"])}
    assert person["name"] not in json.dumps(now[person["id"]])
    assert person["email"] not in json.dumps(whole.rows(target))


def test_the_installations_own_list_is_taken_unasked_and_an_old_one_is_told(
    source: Source, target: str, tmp_path: Path, eraser: None
) -> None:
    listed = tmp_path / "ledger"
    listed.write_text("[1]", encoding="utf-8")
    os.utime(listed, (0, 0))
    with override_settings(ERASURE_LEDGER=listed):
        assert "The list is older than the backup" in restore(source.backup, no_ledger=False)


def test_a_list_that_cannot_be_followed_restores_nothing(
    source: Source, target: str, tmp_path: Path, eraser: None
) -> None:
    listed = tmp_path / "ledger"
    listed.write_text("nonsense", encoding="utf-8")
    with nothing_changes(target, tmp_path), pytest.raises(CommandError, match="could not be followed, so nothing was"):
        restore(source.backup, no_ledger=False, ledger=str(listed))


# Making --------------------------------------------------------------------------------------------------------------
def test_a_backup_never_replaces_another(source: Source) -> None:
    before = source.backup.read_bytes()
    with override_settings(BACKUP_KEY=PUBLIC), pytest.raises(CommandError, match="is there already"):
        call_command("backup", str(source.backup))
    assert source.backup.read_bytes() == before


@pytest.mark.parametrize("key", ["", "banana"])
def test_a_backup_needs_a_key(key: str, source: Source, tmp_path: Path) -> None:
    with override_settings(BACKUP_KEY=key), pytest.raises(CommandError, match=r"SUCCESSION_BACKUP_KEY|not a whole key"):
        call_command("backup", str(tmp_path / "a.age"))
    assert list(tmp_path.iterdir()) == []


def test_a_backup_of_nothing_is_refused(target: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="has no tables of Succession"):
        call_command("backup", str(tmp_path / "a.age"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_a_backup_that_is_interrupted_leaves_nothing_that_looks_like_one(
    number: signal.Signals, source: Source, tmp_path: Path
) -> None:
    fifo = tmp_path / "files" / "slow"
    fifo.parent.mkdir()
    (tmp_path / "files" / "large").write_bytes(os.urandom(400_000_000))
    path = tmp_path / "a.age"
    address = f"host={embedded_locations(Path(os.environ['SUCCESSION_VAR'])).sockets} dbname={source.database}"
    process = subprocess.Popen(  # noqa: S603 (our own interpreter and program)
        [sys.executable, "-c", SLOW, str(path)],
        cwd=ROOT,
        env={
            **os.environ,
            "DATABASE_URL": f"{address} user=succession_app",
            "DATABASE_OWNER_URL": f"{address} user=succession_owner",
            "SUCCESSION_BACKUP_KEY": PUBLIC,
            "SUCCESSION_TEST_FILES": str(tmp_path / "files"),
        },
        stderr=subprocess.DEVNULL,
    )
    unfinished = tmp_path / ".a.age.unfinished"
    deadline = time.monotonic() + 30
    while not (unfinished.exists() and unfinished.stat().st_size > 10_000_000):
        assert time.monotonic() < deadline
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(number)
    assert process.wait(30) != 0
    assert not path.exists()
    assert unfinished.exists() == (number == signal.SIGKILL)
    shutil.rmtree(tmp_path / "files")


SLOW = """
import os, sys, django
os.environ["DJANGO_SETTINGS_MODULE"] = "succession.settings"
django.setup()
from django.conf import settings
from django.core.management import call_command
settings.MEDIA_ROOT = os.environ["SUCCESSION_TEST_FILES"]
call_command("backup", sys.argv[1])
"""


def test_what_a_killed_backup_left_is_in_nobodys_way(source: Source, tmp_path: Path) -> None:
    (tmp_path / ".a.age.unfinished").write_bytes(b"left over" * 10_000_000)
    with override_settings(BACKUP_KEY=PUBLIC, MEDIA_ROOT=source.files):
        call_command("backup", str(tmp_path / "a.age"), stdout=io.StringIO())
    restoring.check(tmp_path / "a.age", keys.to_open([SECRET]))
    assert [path.name for path in tmp_path.iterdir()] == ["a.age"]


def test_new_key_prints_a_pair_that_fits() -> None:
    out = io.StringIO()
    call_command("backup", new_key=True, stdout=out)
    public, secret = (
        next(w for w in out.getvalue().replace("=", " ").split() if w.startswith(s)) for s in ("age1", "AGE-")
    )
    assert str(keys.to_open([secret])[0].to_public()) == public

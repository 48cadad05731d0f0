"""An installation of the last release becomes one of today's, with everything that was in it."""

import ast
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.test.utils import override_settings
from pytest_django import DjangoDbBlocker

from core.backups import keys, making, programs
from core.database.cluster import COLLATION
from core.database.locations import OWNER_ROLE, POSTGRES_MAJOR, embedded_locations
from core.database.migrating import Executor
from core.database.privileges import in_database
from people.models import User
from tests import copies, whole

pytestmark = [pytest.mark.database, pytest.mark.xdist_group("upgrades")]

ROOT = Path(__file__).resolve().parents[2]
RELEASES = json.loads((ROOT / "tests" / "releases.json").read_text(encoding="utf-8"))
LAST = max(RELEASES, key=lambda release: [int(number) for number in release.split(".")])
PUBLIC, SECRET = keys.new_pair()

LARGE = {"core_", "people_", "policies_", "actionplan_", "procrastinate_"}
"""Where the tables of an installation's rows have their names; Django's own hold few."""


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The last release with its demonstration, made by its own code."""
    if not (ROOT / ".git").exists():
        pytest.skip("this is no clone: the last release cannot be had from its history")
    path = tmp_path_factory.mktemp("release") / "last.dump"
    command = [sys.executable, "scripts/dump_release.py", LAST, str(path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)  # noqa: S603 (our own script)
    return path


@pytest.fixture(scope="module")
def upgraded(
    dump: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """That installation restored and migrated to today: its database, and its rows before."""
    with django_db_blocker.unblock(), whole.new_database("upgraded") as database:
        fill(database, dump)
        before = whole.rows(database)
        with in_database(database):
            call_command("migrate", verbosity=0)
        yield database, before


def fill(database: str, dump: Path) -> None:
    sockets = embedded_locations(Path(os.environ["SUCCESSION_VAR"])).sockets
    command = [
        str(programs.to_restore(POSTGRES_MAJOR)),
        *("--exit-on-error", "--no-owner", f"--host={sockets}", f"--username={OWNER_ROLE}", f"--dbname={database}"),
        str(dump),
    ]
    subprocess.run(command, check=True, capture_output=True, env={"LC_ALL": COLLATION})  # noqa: S603 (PostgreSQL's own program)


def as_they_were(before: dict[str, list[str]], after: dict[str, list[str]]) -> list[str]:
    """What of the rows before is not there afterwards: columns may have come, and none may say something else."""
    lost = []
    for table, rows in before.items():
        if table in {"sequences", "django_migrations", "auth_permission", "django_content_type"}:
            lost += [f"{table}: {row}" for row in set(rows) - set(after[table]) if table != "sequences"]
            continue
        if table not in after:
            lost.append(f"{table} is gone")
            continue
        now = {json.dumps(json.loads(row).get("id"), sort_keys=True): json.loads(row) for row in after[table]}
        for row in map(json.loads, rows):
            found = now.get(json.dumps(row.get("id"), sort_keys=True), {})
            if found.items() < row.items() or any(found.get(name) != value for name, value in row.items()):
                lost.append(f"{table}: {row}")
    return lost


def test_every_row_of_the_last_release_is_there_after_migrating(upgraded: tuple[str, dict[str, list[str]]]) -> None:
    database, before = upgraded
    assert len(before["policies_clauserow"]) > 100
    keyed = {table: rows for table, rows in before.items() if not rows or table == "sequences" or '"id"' in rows[0]}
    assert set(before) - set(keyed) <= {"cache", "django_session"}
    assert as_they_were(keyed, whole.rows(database)) == []


def test_after_migrating_nothing_is_left_to_migrate_and_pages_answer(
    upgraded: tuple[str, dict[str, list[str]]],
) -> None:
    with in_database(upgraded[0]):
        executor = MigrationExecutor(connection)
        assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
        head = User.objects.get(email="head@demo.example")
        client = Client()
        client.force_login(head)
        assert client.get("/", follow=True).status_code == 200


def test_an_upgraded_installation_is_like_a_new_one(upgraded: tuple[str, dict[str, list[str]]]) -> None:
    with whole.new_database("fresh", copies.EMPTY) as fresh:
        assert whole.shape(upgraded[0]) == whole.shape(fresh)


def test_a_backup_of_the_last_release_restores_and_is_migrated(
    dump: Path, tmp_path: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    (tmp_path / "files").mkdir()
    settings = override_settings(BACKUP_KEY=SECRET, MEDIA_ROOT=tmp_path / "files")
    with django_db_blocker.unblock(), settings:
        with whole.new_database("old") as old:
            fill(old, dump)
            before = whole.rows(old)
            with in_database(old):
                call_command("backup", str(tmp_path / "old.age"), stdout=io.StringIO())
        with whole.new_database("new") as new, in_database(new):
            call_command("restore", str(tmp_path / "old.age"), no_ledger=True, stdout=io.StringIO())
            after = whole.rows(new)
            connection.close()
    kept = {
        table: rows for table, rows in before.items() if table not in {*making.WITHOUT_ROWS, "procrastinate_workers"}
    }
    assert as_they_were(kept, after) == []


# Locks ---------------------------------------------------------------------------------------------------------------
_SLOW = {
    "an index made while nobody may write (add it with AddIndexConcurrently)": re.compile(
        r"CREATE (UNIQUE )?INDEX (?!CONCURRENTLY).* ON \"?(\w+)"
    ),
    "a column that rewrites every row (give it a constant default, or fill it apart)": re.compile(
        r"ALTER TABLE \"?(\w+)\"? ADD COLUMN .*(GENERATED|DEFAULT (?!\(?'|\(?-?\d|NULL|true|false))"
    ),
    "a column of another type": re.compile(r"ALTER TABLE \"?(\w+)\"? ALTER COLUMN .* TYPE (?!varchar\(|text)"),
    "a rule that every row is asked about while nobody may write (NOT VALID first)": re.compile(
        r"ALTER TABLE \"?(\w+)\"? ADD CONSTRAINT (?!.*(NOT VALID|USING INDEX))"
    ),
    "a column that may no longer be empty": re.compile(r"ALTER TABLE \"?(\w+)\"? ALTER COLUMN .* SET NOT NULL"),
}
_MADE = re.compile(r"CREATE TABLE \"?(\w+)")

_PEOPLE = "one row a role: 120,000 in the largest county, which are gone through in a tenth of a second"
ALLOWED = {
    ("people", "0002_invitations_and_ended_roles"): _PEOPLE,
}
"""Migrations since the last release that hold a large table for longer, each with why it may."""


def slow(sql: str, made: set[str]) -> list[str]:
    """What in a migration's SQL keeps people from a large table. `made`: tables that have no rows yet."""
    made |= set(_MADE.findall(sql))
    found = []
    for statement in (line.strip() for line in sql.split(";\n")):
        for what, pattern in _SLOW.items():
            if match := pattern.search(" ".join(line for line in statement.split("\n") if not line.startswith("--"))):
                table = next(group for group in reversed(match.groups()) if group and "_" in group and group.islower())
                if table not in made and any(table.startswith(word) for word in LARGE):
                    found.append(f"{table}: {what}")
    return found


def sql_since_the_last_release(applied: set[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], str]]:
    """What each migration since then would do to an empty database, in their order."""
    executor = Executor(connection)
    state = executor._create_project_state()
    for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True):
        key = (migration.app_label, migration.name)
        if key in applied:
            migration.mutate_state(state, preserve=False)
            continue
        with connection.schema_editor(collect_sql=True, atomic=migration.atomic) as editor:
            state = migration.apply(state, editor, collect_sql=True)
        yield key, "\n".join(editor.collected_sql)


def test_no_migration_since_the_last_release_keeps_people_from_a_large_table(
    upgraded: tuple[str, dict[str, list[str]]],
) -> None:
    database, before = upgraded
    applied = {(row["app"], row["name"]) for row in map(json.loads, before["django_migrations"])}
    wrong, made = [], set(whole.rows(database)) - set(before)
    with in_database(database):
        seen = set()
        for (app, name), sql in sql_since_the_last_release(applied):
            seen.add(app)
            if (app, name) not in ALLOWED:
                wrong += [f"{app} {name}: {what}" for what in slow(sql, made)]
    assert not wrong, "\n".join(wrong)
    assert {"people", "policies", "actionplan"} <= seen


@pytest.mark.parametrize(
    ("sql", "is_slow"),
    [
        ('CREATE INDEX "a" ON "people_user" ("name");\n', True),
        ('CREATE INDEX CONCURRENTLY "a" ON "people_user" ("name");\n', False),
        ('CREATE TABLE "people_new" ("id" bigint);\nCREATE INDEX "a" ON "people_new" ("name");\n', False),
        ('ALTER TABLE "people_user" ADD COLUMN "word" varchar(3) DEFAULT \'\' NOT NULL;\n', False),
        ('ALTER TABLE "people_user" ADD COLUMN "n" uuid DEFAULT gen_random_uuid() NOT NULL;\n', True),
        ('ALTER TABLE "people_user" ADD COLUMN "n" integer NULL;\n', False),
        ('ALTER TABLE "people_user" ALTER COLUMN "n" TYPE bigint USING "n"::bigint;\n', True),
        ('ALTER TABLE "people_user" ALTER COLUMN "n" SET NOT NULL;\n', True),
        ('ALTER TABLE "people_user" ADD CONSTRAINT "c" CHECK ("n" > 0);\n', True),
        ('ALTER TABLE "people_user" ADD CONSTRAINT "c" CHECK ("n" > 0) NOT VALID;\n', False),
        ('ALTER TABLE "django_site" ADD CONSTRAINT "c" CHECK ("n" > 0);\n', False),
    ],
)
def test_a_migration_that_holds_a_table_is_told_from_one_that_does_not(sql: str, is_slow: bool) -> None:
    assert bool(slow(sql, set())) == is_slow


def test_every_migration_can_be_taken_back_or_says_that_it_cannot() -> None:
    """A data step without its way back would stop a release that has to be withdrawn."""
    wrong = []
    for path in ROOT.glob("*/migrations/0*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in {"RunSQL", "RunPython"}:
                named = {keyword.arg for keyword in node.keywords}
                if len(node.args) < 2 and not named & {"reverse_sql", "reverse_code"}:
                    wrong.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert wrong == []

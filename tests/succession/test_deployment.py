"""The deployment guide's own files, run: TLS, static files, redirects, and each part restarted while people work."""

import datetime
import json
import re
import signal
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import pytest

from core import clock
from tests.installation import DEPLOY, ROOT, Installation, installed, wait_until

pytestmark = [pytest.mark.installation, pytest.mark.enable_socket, pytest.mark.xdist_group("installation")]

PEOPLE = 8
MAKE_PEOPLE = """
import datetime, json
from django.conf import settings
from django.test import Client
from people.access.roles import Role
from tests.builders import make_body, make_member, make_school
from tests.signing_in import note_second_step
school = make_school()
found = []
for n in range(%d):
    body = make_body(school=school)
    client = Client()
    clerk = make_member(Role.CLERK, school)
    client.force_login(clerk)
    note_second_step(client, clerk)
    found.append([body.pk, settings.SESSION_COOKIE_NAME + "=" + client.cookies[settings.SESSION_COOKIE_NAME].value])
print("made", json.dumps([school.urn, found]))
"""


@dataclass
class Person:
    """Somebody who plans one meeting after another, each on a day of its own, and remembers which were acknowledged."""

    here: Installation
    urn: int
    body: int
    cookie: str
    token: str = ""
    acknowledged: list[datetime.date] = field(default_factory=list)
    answers: list[tuple[float, str]] = field(default_factory=list)
    day: datetime.date = field(default_factory=lambda: clock.today() + datetime.timedelta(days=1))

    @property
    def page(self) -> str:
        return f"/schools/{self.urn}/meetings/new/"

    def open_form(self) -> None:
        status, _, page = self.here.ask("GET", self.page, cookie=self.cookie)
        assert status == 200, page
        self.token = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', page)[1].decode()  # type: ignore[index]

    def plan(self) -> None:
        fields = {"csrfmiddlewaretoken": self.token, "body": self.body, "on": f"{self.day:%-d %B %Y}"}
        try:
            status, _, page = self.here.ask("POST", self.page, cookie=self.cookie, body=urlencode(fields))
        except OSError as error:
            self.answers.append((time.monotonic(), type(error).__name__))
        else:
            self.answers.append((time.monotonic(), str(status)))
            if status == 302:
                self.acknowledged.append(self.day)
            elif status == 503:
                assert b"Reference" in page or b"reference" in page, page
        self.day += datetime.timedelta(days=1)


@dataclass
class Crowd:
    """Eight people at once."""

    people: list[Person]
    stopped: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> "Crowd":
        self.stopped.clear()
        self.began = time.monotonic()
        self.threads = [threading.Thread(target=self._work, args=[person]) for person in self.people]
        for thread in self.threads:
            thread.start()
        time.sleep(0.5)
        return self

    def __exit__(self, *_: object) -> None:
        time.sleep(0.5)
        self.stopped.set()
        for thread in self.threads:
            thread.join(60)

    def _work(self, person: Person) -> None:
        while not self.stopped.is_set():
            person.plan()
            time.sleep(0.05)

    def answered(self) -> Counter[str]:
        """How often each answer was given since the crowd began."""
        return Counter(kind for person in self.people for at, kind in person.answers if at >= self.began)

    def is_well_again(self, what: str, seconds: float = 30) -> None:
        """Wait until everybody is acknowledged again."""
        began = time.monotonic()
        wait_until(lambda: self.well_since(began), what, seconds)

    def well_since(self, moment: float) -> bool:
        """Whether everybody was acknowledged again after `moment`, last of all."""
        return all(
            person.answers and person.answers[-1][1] == "302" and person.answers[-1][0] > moment
            for person in self.people
        )


@pytest.fixture(scope="module")
def here() -> Iterator[Installation]:
    with installed() as here:
        here.start_web()
        here.start_worker()
        here.start_nginx()
        wait_until(lambda: answers(here), "the first answer")
        yield here


@pytest.fixture(scope="module")
def crowd(here: Installation) -> Crowd:
    said = here.manage("shell", "--no-imports", "-c", MAKE_PEOPLE % PEOPLE)
    urn, made = json.loads(said.split("made ")[1].splitlines()[0])
    people = [Person(here, urn, body, cookie) for body, cookie in made]
    for person in people:
        person.open_form()
    return Crowd(people)


def answers(here: Installation) -> bool:
    try:
        return here.ask("GET", "/healthz")[0] == 200
    except OSError:
        return False


def lost(crowd: Crowd) -> list[tuple[int, datetime.date]]:
    """What was acknowledged and is not there."""
    here = crowd.people[0].here
    program = (
        "from people.models import Meeting; print('kept', [[m.body_id, str(m.on)] for m in Meeting.objects.all()])"
    )
    kept = {
        tuple(pair)
        for pair in json.loads(
            here.manage("shell", "--no-imports", "-c", program).split("kept ")[1].splitlines()[0].replace("'", '"')
        )
    }
    return [
        (person.body, day)
        for person in crowd.people
        for day in person.acknowledged
        if (person.body, str(day)) not in kept
    ]


# As it is ----------------------------------------------------------------------------------------------------------
def test_plain_http_leads_to_https(here: Installation) -> None:
    status, headers, _ = here.ask("GET", "/privacy/?a=b", port="http")
    assert (status, headers["location"]) == (301, f"https://localhost:{here.ports['https']}/privacy/?a=b")


def test_a_page_comes_with_what_https_promises(here: Installation) -> None:
    status, headers, page = here.ask("GET", "/sign-in/")
    assert status == 200
    assert headers["strict-transport-security"].startswith("max-age=31536000")
    assert "default-src" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert "secure" in headers["set-cookie"].lower()
    assert "nginx/" not in headers["server"]
    assert b"http://" not in page.replace(b"http://www.w3.org", b"")


def test_static_files_come_under_names_that_change_and_may_be_kept(here: Installation) -> None:
    _, _, page = here.ask("GET", "/sign-in/")
    names = re.findall(rb'(?:href|src)="(/static/[^"]+)"', page)
    assert len(names) > 2
    for name in names:
        status, headers, content = here.ask("GET", name.decode(), Accept_Encoding="gzip")
        assert status == 200, name
        assert content
        assert "immutable" in headers["cache-control"], name


@pytest.mark.parametrize("headers", [{"Host": "elsewhere.example"}, {"Host": "localhost.elsewhere.example"}])
def test_another_host_is_refused(here: Installation, headers: dict[str, str]) -> None:
    assert here.ask("GET", "/sign-in/", **headers)[0] == 400


def test_a_forged_protocol_changes_nothing(here: Installation) -> None:
    assert here.ask("GET", "/sign-in/", X_Forwarded_Proto="http", X_Forwarded_For="203.0.113.9")[0] == 200


def test_what_is_too_long_is_refused(here: Installation) -> None:
    try:
        status, _, _ = here.ask("POST", "/sign-in/", body="a=" + "b" * 70_000_000)
    except OSError:
        return  # nginx closed the connection while it was sent
    assert status == 413


def test_the_settings_are_clean_and_the_status_is_told(here: Installation) -> None:
    assert "no issues (0 silenced)" in here.manage("check", "--deploy", "--fail-level=WARNING")
    wait_until(
        lambda: "Worker                Working" in here.manage("status", check=False), "the worker's first sign of life"
    )
    said = here.manage("status", check=False)
    assert "Backup                Not working   There has never been one." in said
    assert "Tables                Working" in said


# While people work -------------------------------------------------------------------------------------------------
def test_a_restart_of_the_web_server_loses_no_request(here: Installation, crowd: Crowd) -> None:
    with crowd:
        here.stop("web")
        here.start_web()
        crowd.is_well_again("the web server's return")
    assert lost(crowd) == []
    assert set(crowd.answered()) == {"302"}, crowd.answered()


def test_a_web_server_killed_outright_loses_nothing_that_was_acknowledged(here: Installation, crowd: Crowd) -> None:
    with crowd:
        here.stop("web", signal.SIGKILL)
        here.start_web()
        crowd.is_well_again("the web server's return")
    assert lost(crowd) == []
    assert set(crowd.answered()) <= {"302", "502"}, crowd.answered()


def test_a_restart_of_nginx_loses_nothing_that_was_acknowledged(here: Installation, crowd: Crowd) -> None:
    with crowd:
        here.stop("nginx", signal.SIGQUIT)
        here.start_nginx()
        crowd.is_well_again("nginx's return")
    assert lost(crowd) == []
    assert set(crowd.answered()) <= {
        "302",
        "ConnectionRefusedError",
        "ConnectionResetError",
        "RemoteDisconnected",
        "ConnectionError",
        "SSLEOFError",
    }, crowd.answered()


def test_a_change_of_nginxs_settings_loses_no_request(here: Installation, crowd: Crowd) -> None:
    with crowd:
        here.running["nginx"].send_signal(signal.SIGHUP)
        time.sleep(1)
    assert lost(crowd) == []
    assert set(crowd.answered()) == {"302"}, crowd.answered()


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_a_restart_of_the_database_is_said_plainly_and_over_within_5_seconds(
    mode: str, here: Installation, crowd: Crowd
) -> None:
    with crowd:
        here.stop_database(mode)
        time.sleep(0.3)
        here.start_database()
        crowd.is_well_again("everybody's next acknowledged write", 5)
    assert lost(crowd) == []
    answered = crowd.answered()
    assert set(answered) <= {"302", "503"}, answered
    assert answered["503"] > 0, answered


def test_the_worker_works_again_after_the_database_came_back_or_it_was_killed(here: Installation) -> None:
    if "worker" in here.running and here.running["worker"].poll() is None:
        here.stop("worker", signal.SIGKILL)
    here.start_worker()  # as systemd does, which starts it whenever it ends
    wait_until(lambda: "Worker                Working" in here.manage("status", check=False), "the worker's return")


def test_logs_are_lines_of_json_that_name_no_address(here: Installation) -> None:
    for line in here.said("web").splitlines():
        told = json.loads(line)
        assert told["logger"] != "core.requests" or set(told) == {
            *(
                "time",
                "level",
                "logger",
                "message",
                "reference",
                "method",
                "route",
                "user",
                "status_code",
                "milliseconds",
            )
        }
        assert "/schools/" not in line
    plain = [line for line in here.said("worker").splitlines() if not line.startswith("{")]
    assert set(plain) <= {"Launching a worker on all queues"}, plain
    assert "/schools/" not in (here.folder / "log" / "succession.log").read_text(encoding="utf-8")


# Backups by the unit's own line ------------------------------------------------------------------------------------
def test_a_backup_by_its_unit_restores_on_debians_postgresql(here: Installation, crowd: Crowd) -> None:
    run = here.command("succession-backup.service")
    subprocess.run(run, cwd=ROOT, env=here.environment("succession-backup.service"), check=True, capture_output=True)  # noqa: S603 (the unit's own line)
    (backup,) = (here.folder / "backups").glob("succession-20*.age")
    subprocess.run(here.command("succession-backup.service", "ExecStartPost"), check=True)  # noqa: S603 (the unit's own line)
    assert backup.exists()
    (here.folder / "secret").write_text(here.secret, encoding="utf-8")
    key = f"--key-file={here.folder}/secret"
    assert "is whole" in here.manage("restore", str(backup), "--check", key)
    assert "One was read back whole" in here.manage("status", check=False)
    assert "in use by" in here.manage(
        "restore", str(backup), "--replace", "--no-ledger", key, feed="succession\n", check=False
    )
    for name in ("web", "worker"):
        here.stop(name)
    here.manage("shell", "--no-imports", "-c", "from people.models import Meeting; Meeting.objects.all().delete()")
    assert len(lost(crowd)) == sum(len(person.acknowledged) for person in crowd.people) > 0
    here.manage("restore", str(backup), "--replace", "--no-ledger", key, feed="succession\n")
    assert lost(crowd) == []
    here.start_web()
    wait_until(lambda: answers(here), "the web server's return")


# The files themselves ----------------------------------------------------------------------------------------------
def test_the_guide_names_every_file_and_every_setting() -> None:
    guide = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")
    for file in DEPLOY.iterdir():
        assert f"deploy/{file.name}" in guide, file.name
    settings = (ROOT / "succession" / "settings.py").read_text(encoding="utf-8")
    named = set(re.findall(r'(?:_required|env\.\w+)\(\s*"([A-Z_]+)"', settings))
    assert {name for name in named if name not in guide} == set()


def test_units_are_as_systemd_wants_them() -> None:
    if not Path("/usr/bin/systemd-analyze").exists():
        pytest.skip("this machine has no systemd-analyze")
    said = subprocess.run(  # noqa: S603 (a fixed program)
        [
            "/usr/bin/systemd-analyze",
            "verify",
            "--recursive-errors=no",
            *map(str, DEPLOY.glob("*.service")),
            *map(str, DEPLOY.glob("*.timer")),
            *map(str, DEPLOY.glob("*.socket")),
        ],
        capture_output=True,
        text=True,
        check=False,
    ).stderr
    faults = [line for line in said.splitlines() if "succession-" in line and "is not executable" not in line]
    assert faults == []

"""An installation as the guide describes it, on ports of its own in a folder of its own: Debian's PostgreSQL and nginx,
gunicorn and the worker by the lines of their systemd units, with production settings.

Each part is started, stopped and killed by itself. What is left is stopped at the end, and nothing else.
"""

import datetime
import http.client
import os
import pwd
import re
import shlex
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from core.backups import keys

ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "deploy"
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin")
POSTGRES = max(Path("/usr/lib/postgresql").glob("*/bin/initdb"), default=None, key=lambda path: int(path.parts[-3]))
MISSING = (
    "Debian's nginx or postgresql is missing: run `scripts/setup.sh test`, which installs both, or have whoever runs "
    "this machine run `apt-get install nginx-light postgresql`."
)
_SECONDS = 30


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def wait_until(is_so: object, what: str, seconds: float = _SECONDS) -> float:
    """Wait for something, and say how long it took."""
    began = time.monotonic()
    while not is_so():  # type: ignore[operator]
        assert time.monotonic() - began < seconds, f"{what} took more than {seconds} s"
        time.sleep(0.02)
    return time.monotonic() - began


@dataclass
class Installation:
    """Where everything is, and what runs."""

    folder: Path
    ports: dict[str, int] = field(default_factory=lambda: {name: free_port() for name in ("db", "http", "https")})
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    listener: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0), backlog=512))
    public: str = ""
    secret: str = ""

    # What the guide's files say, with this place in them ------------------------------------------------------------
    def filled(self, name: str) -> str:
        """A file of the guide as somebody would change it for this machine."""
        text = (DEPLOY / name).read_text(encoding="utf-8")
        gunicorn = self.listener.getsockname()[1]
        for old, new in (
            (
                "postgresql://succession_app:change-me@127.0.0.1:5432",
                f"postgresql://succession_app:app-word@127.0.0.1:{self.ports['db']}",
            ),
            (
                "postgresql://succession_owner:change-me@127.0.0.1:5432",
                f"postgresql://succession_owner:owner-word@127.0.0.1:{self.ports['db']}",
            ),
            ("SECRET_KEY=change-me", f"SECRET_KEY={'not-so-secret-' * 6}"),
            ("SUCCESSION_BACKUP_KEY=change-me", f"SUCCESSION_BACKUP_KEY={self.public}"),
            ("https://succession.example.org", f"https://localhost:{self.ports['https']}"),
            ("succession.example.org", "localhost"),
            ("/etc/ssl/succession", str(self.folder / "tls")),
            ("/var/log/nginx", str(self.folder / "log")),
            ("/var/lib/succession", str(self.folder / "var")),
            ("/var/backups/succession", str(self.folder / "backups")),
            ("/srv/succession", str(ROOT)),
            ("listen [::]:80;", ""),
            ("listen [::]:443 ssl http2;", ""),
            ("listen 80;", f"listen 127.0.0.1:{self.ports['http']};"),
            ("listen 443 ssl", f"listen 127.0.0.1:{self.ports['https']} ssl"),
            ("https://$host$request_uri", f"https://$host:{self.ports['https']}$request_uri"),
            ("http://127.0.0.1:8000", f"http://127.0.0.1:{gunicorn}"),
        ):
            text = text.replace(old, new)
        return text

    def environment(self, unit: str, **more: str) -> dict[str, str]:
        """What a unit's service is given: the files that it names, and nothing of ours."""
        given = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        for name in re.findall(r"^EnvironmentFile=/etc/succession/(\w+)$", self.filled(unit), re.MULTILINE):
            lines = (line for line in self.filled(name).splitlines() if line and not line.startswith("#"))
            given |= dict(line.split("=", 1) for line in lines)
        return given | more

    def command(self, unit: str, verb: str = "ExecStart") -> list[str]:
        """The line by which a unit starts its program."""
        line = next(line for line in self.filled(unit).splitlines() if line.startswith(f"{verb}="))
        return shlex.split(line.partition("=")[2].replace("%%", "%"))

    def manage(self, *arguments: str, feed: str = "", check: bool = True) -> str:
        """A command that an administrator runs, with both files of settings."""
        for name in ("environment", "owner"):
            (self.folder / name).write_text(self.filled(name), encoding="utf-8")
        user = pwd.getpwuid(os.geteuid()).pw_name
        run = subprocess.run(  # noqa: S603 (our own script)
            [str(ROOT / "scripts" / "manage"), *arguments],
            env={"PATH": os.environ["PATH"], "SUCCESSION_ETC": str(self.folder), "SUCCESSION_USER": user},
            input=feed,
            capture_output=True,
            text=True,
            check=False,
        )
        assert not check or run.returncode == 0, run.stderr
        return run.stdout + run.stderr

    # The parts ------------------------------------------------------------------------------------------------------
    def start_database(self) -> None:
        # The kernel has each commit before it is acknowledged: a killed server loses none, and nobody pulls the plug.
        options = (
            f"-c port={self.ports['db']} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder}/db"
            " -c fsync=off"
        )
        self.postgres("pg_ctl", "start", "--wait", "--silent", f"--log={self.folder}/db/log", f"--options={options}")

    def stop_database(self, mode: str = "fast") -> None:
        self.postgres("pg_ctl", "stop", "--wait", "--silent", f"--mode={mode}")

    def postgres(self, program: str, *arguments: str) -> None:
        """One of PostgreSQL's programs, as its own user where we are root."""
        assert POSTGRES is not None
        user = "postgres" if os.geteuid() == 0 else None
        subprocess.run(  # noqa: S603 (PostgreSQL's own programs)
            [str(POSTGRES.parent / program), *arguments],
            user=user,
            group=user,
            extra_groups=[] if user else None,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "PGDATA": f"{self.folder}/db/data"},
            cwd="/",
            check=True,
            stdout=subprocess.DEVNULL,
        )

    def make_database(self) -> None:
        (self.folder / "db").mkdir()
        if os.geteuid() == 0:
            shutil.chown(self.folder / "db", "postgres", pwd.getpwnam("postgres").pw_gid)
        self.postgres(
            "initdb",
            "--username=postgres",
            "--locale=C.UTF-8",
            "--auth-local=trust",
            "--auth-host=scram-sha-256",
            "--no-sync",
        )
        self.start_database()
        psql = f"--host={self.folder}/db", f"--port={self.ports['db']}", "--username=postgres"
        words = "-v", "app=app-word", "-v", "owner=owner-word", "-v", "ON_ERROR_STOP=1"
        self.postgres("psql", *psql, *words, "-q", "-f", str(self._readable(DEPLOY / "database.sql")))

    def _readable(self, path: Path) -> Path:
        copy = self.folder / path.name
        shutil.copy(path, copy)
        copy.chmod(0o644)
        return copy

    def start_web(self) -> None:
        """Gunicorn as systemd starts it: the socket is there already, as the third open file."""
        held = self.listener.fileno()
        program = 'exec 3<&"$HELD"; export LISTEN_PID=$$ LISTEN_FDS=1; exec "$@"'
        self._start(
            "web",
            ["bash", "-c", program, "web", *self.command("succession-web.service")],
            self.environment("succession-web.service", HELD=str(held)),
            pass_fds=(held,),
        )

    def start_worker(self) -> None:
        self._start("worker", self.command("succession-worker.service"), self.environment("succession-worker.service"))

    def start_nginx(self) -> None:
        assert NGINX is not None
        folder = self.folder / "nginx"
        folder.mkdir(exist_ok=True)
        site = self.folder / "site.conf"
        site.write_text(self.filled("nginx.conf"), encoding="utf-8")
        temporary = "".join(
            f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        user = "user root;" if os.geteuid() == 0 else ""
        (self.folder / "nginx.conf").write_text(
            f"{user} daemon off; pid {folder}/pid; error_log {self.folder}/log/nginx.log;"
            f"events {{}} http {{ {temporary} include {site}; }}",
            encoding="utf-8",
        )
        self._start("nginx", [NGINX, "-c", str(self.folder / "nginx.conf"), "-e", f"{self.folder}/log/nginx.log"], {})

    def _start(self, name: str, command: list[str], environment: dict[str, str], **more: object) -> None:
        log = (self.folder / "log" / f"{name}.out").open("ab")
        with log:
            self.running[name] = subprocess.Popen(  # type: ignore[call-overload]  # noqa: S603 (the units own lines)
                command,
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **more,
            )

    def stop(self, name: str, how: int = signal.SIGTERM) -> None:
        process = self.running.pop(name)
        process.send_signal(how)
        try:
            process.wait(_SECONDS)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(5)

    def said(self, name: str) -> str:
        """What a part wrote to its log."""
        return (self.folder / "log" / f"{name}.out").read_text(encoding="utf-8")

    # A browser ------------------------------------------------------------------------------------------------------
    def ask(
        self, method: str, path: str, *, cookie: str = "", body: str = "", port: str = "https", **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """One request by a connection of its own: status, headers and body. OSError where none answered."""
        if port == "https":
            trusted = ssl.create_default_context(cafile=self.folder / "tls" / "fullchain.pem")
            connection: http.client.HTTPConnection = http.client.HTTPSConnection(
                "localhost", self.ports["https"], context=trusted, timeout=_SECONDS
            )
        else:
            connection = http.client.HTTPConnection("localhost", self.ports[port], timeout=_SECONDS)
        given = {"Cookie": cookie} if cookie else {}
        if body:
            given |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Referer": f"https://localhost:{self.ports['https']}/",
            }
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, path, body=body or None, headers=given)
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        except http.client.HTTPException as error:
            raise ConnectionError(str(error)) from error
        finally:
            connection.close()


def make_certificate(folder: Path) -> None:
    """One for localhost, signed by itself."""
    folder.mkdir()
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "fullchain.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


@contextmanager
def installed() -> Iterator[Installation]:
    """A new installation with nothing in it: its database runs and is migrated, the rest is to be started."""
    assert NGINX, MISSING
    assert POSTGRES, MISSING
    with ExitStack() as last:
        folder = Path(tempfile.mkdtemp(prefix="succession-installation-"))
        last.callback(shutil.rmtree, folder, ignore_errors=True)
        folder.chmod(0o755)
        for name in ("log", "var", "var-ledger", "backups"):
            (folder / name).mkdir()
        make_certificate(folder / "tls")
        here = Installation(folder)
        here.public, here.secret = keys.new_pair()
        last.callback(here.listener.close)
        last.callback(lambda: here.stop_database("immediate"))
        here.make_database()
        last.callback(lambda: [here.stop(name) for name in list(here.running)])
        here.manage("migrate", "--verbosity=0")
        here.manage("collectstatic", "--no-input", "--verbosity=0")
        yield here

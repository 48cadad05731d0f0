"""Four groups of tests, told apart by what they use, and the time that each takes."""

from collections import Counter

import pytest

FILES = 12
GROUPS = ("unit", "database", "browser", "installation")
BROWSER_FIXTURES = {"browser", "live_server"}
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup"}


def group_of(item: pytest.Item) -> str:
    """The group of a test: one that runs a whole installation, a browser's, one that reads or writes rows, or none."""
    if item.get_closest_marker("installation"):
        return "installation"
    fixtures = set(getattr(item, "fixturenames", ()))
    if item.get_closest_marker("browser") or fixtures & BROWSER_FIXTURES:
        return "browser"
    marked = item.get_closest_marker("database") or item.get_closest_marker("django_db")
    if marked or fixtures & DATABASE_FIXTURES:
        return "database"
    return "unit"


class TimeByGroup:
    """Adds up the reports of a run, those of other processes too; tells which files take longest."""

    def __init__(self) -> None:
        self.tests: Counter[str] = Counter()
        self.seconds: Counter[str] = Counter()
        self.by_file: Counter[str] = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        group = dict(report.user_properties).get("group")
        if isinstance(group, str):
            self.tests[group] += report.when == "setup"
            self.seconds[group] += report.duration
            self.by_file[report.location[0]] += report.duration

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        terminalreporter.section("time by group", "-")
        for group in GROUPS:
            terminalreporter.line(f"{group:<14}{self.tests[group]:>6} tests {self.seconds[group]:>8.1f} s")
        for name, seconds in self.by_file.most_common(FILES):
            terminalreporter.line(f"{seconds:>8.1f} s {name}")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(TimeByGroup())


LONGEST_NAMED = 60


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """A file among a test's cases is named by its place: what it holds tells the second in which it was made."""
    return argname if isinstance(val, bytes) and len(val) > LONGEST_NAMED else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test with its group, so that `-m unit` runs one; only a browser's may open a socket."""
    for item in items:
        group = group_of(item)
        item.add_marker(group)
        item.user_properties.append(("group", group))
        if group == "browser":
            item.add_marker("enable_socket")
            item.add_marker(pytest.mark.xdist_group(item.path.name))


@pytest.hookimpl(trylast=True)
def pytest_collection_finish(session: pytest.Session) -> None:
    """Refuse to go on where tests that share what they are given would be torn apart: it takes three times as long."""
    if not getattr(session.config.option, "loadgroup", False):
        return
    torn = [item.nodeid for item in session.items if item.get_closest_marker("xdist_group") and "@" not in item.nodeid]
    if torn:
        raise pytest.UsageError(f"pytest-xdist does not keep groups together with this pytest: {torn[0]}")

"""Each main page beside a bare page that shows as many rows, or a form its fields: at most twice its time."""

import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

import django
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from bench.servers import Site
from bench.timing import ASKED, ROUNDS, Asked, figures, in_turn, once, warm

MOST = 2.0
# What counts as a row: of a table, of a list, a fact, a clause.
_ROW = re.compile(rb"<(?:tr|li|dt)\b")
_MAIN = re.compile(rb"<main\b.*</main>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the product, who opens it, and whether it is a form rather than rows.

    row: what else begins a row of this page, as a regular expression: what a search found stands in cards.
    """

    name: str
    path: str
    who: str = ""
    is_form: bool = False
    row: bytes = b""


@dataclass(frozen=True, slots=True)
class Compared:
    """A page and its floor, and what each took, in milliseconds, every time both were asked."""

    page: Page
    rows: int
    fields: str
    ours: Asked
    floor: Asked
    pairs: list[tuple[float, float]] = field(default_factory=list)


def measure(site: Site) -> dict[str, dict[str, object]]:
    """Print and give back each page's p50 and p95, the floor's p50 and the ratio."""
    django.setup()
    every = [compared(site, page) for page in _pages()]
    for _ in range(ROUNDS):
        for one in every:
            one.pairs.extend(in_turn(one.ours, one.floor, ASKED))
    print(f"{'page':<28}{'rows':>5}{'p50 ms':>9}{'p95 ms':>9}{'floor':>8}{'ratio':>7}")
    return {one.page.name: _printed(one) for one in every}


def compared(site: Site, page: Page) -> Compared:
    """A page and its floor, both warm."""
    ours = Asked(site.product, page.path, session_of(page.who) if page.who else "")
    main = _main(once(ours)[1])
    rows = len(_ROW.findall(main)) + (len(re.findall(page.row, main)) if page.row else 0)
    fields = _fields(main) if page.is_form else ""
    bare = f"/{rows}/{fields}/" if fields else f"/{rows}/"
    floor = Asked(site.floor, bare, site.floor_session if page.who else "")
    warm(ours, floor)
    return Compared(page, rows, fields, ours, floor)


def _printed(one: Compared) -> dict[str, object]:
    found: dict[str, object] = {"rows": one.rows, "fields": one.fields, **figures(one.pairs)}
    found["kept"] = float(str(found["ratio"])) <= MOST
    columns = f"{one.rows:>5}{found['p50_ms']:>9}{found['p95_ms']:>9}{found['floor_p50_ms']:>8}{found['ratio']:>7}"
    print(f"{one.page.name:<28}{columns}{'' if found['kept'] else '  above ' + str(MOST)}")
    return found


def _main(body: bytes) -> bytes:
    found = _MAIN.search(body)
    return found[0] if found else body


class _Fields(HTMLParser):
    """The controls of a page's forms, those of one name counted as one."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds: dict[str, str] = {}
        self.choices: Counter[str] = Counter()
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "option":
            self.choices[self._select] += 1
        elif tag in {"select", "textarea"}:
            self._select = name
            self.kinds[name] = "area" if tag == "textarea" else tag
        elif tag == "input" and name and given.get("type") != "hidden":
            self.kinds[name] = given.get("type") or "text"
            self.choices[name] += 1


def _fields(main: bytes) -> str:
    """The fields of the page's forms, as the bare form's address names them."""
    found = _Fields()
    found.feed(main.decode())
    return ".".join(
        f"{kind}-{found.choices[name]}" if kind in {"radio", "select"} else kind for name, kind in found.kinds.items()
    )


def session_of(local: str) -> str:
    """A session of one of the demonstration's people."""
    from core.sessions import SessionStore  # noqa: PLC0415 (models can be imported once Django is set up)
    from people.models import User  # noqa: PLC0415 (as above)

    user = User.objects.get(email=f"{local}@demo.example")
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time(), "type": "totp"}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.create()
    return str(session.session_key)


def _pages() -> Iterator[Page]:
    from actionplan.models import Milestone  # noqa: PLC0415 (as above)

    milestone = Milestone.objects.select_related("recommendation__review__council").order_by("pk")[0]
    recommendation, review = milestone.recommendation, milestone.recommendation.review
    school, council = "/schools/999001/", "/councils/999/"
    yield Page("sign-in", "/sign-in/", is_form=True)
    yield Page("home of a school", school, "head")
    yield Page("home of a council", council, "officer")
    yield Page("policy, to read", f"{school}policy/", "governor")
    yield Page("policy, to change", f"{school}policy/edit/", "head")
    yield Page("policy, its versions", f"{school}policy/versions/", "head")
    yield Page("policy, two versions", f"{school}policy/versions/compare/", "head")
    yield Page("a clause, to change", f"{school}policy/edit/clauses/{_clause()}/", "head", is_form=True)
    yield Page("adoption form", f"{school}policy/adopt/", "clerk", is_form=True)
    yield Page("cover map", f"{school}people/", "head")
    yield Page("a post", f"{school}people/posts/{_post()}/", "head")
    yield Page("register of staff", f"{school}people/staff/", "head")
    yield Page("model policy", f"{council}model-policy/", "officer")
    yield Page("meetings of a school", f"{school}meetings/", "clerk")
    yield Page("schools of a council", f"{council}schools/", "officer")
    yield Page("action plans", f"{council}plan/", "officer")
    yield Page("action plan", review.get_absolute_url(), "officer")
    yield Page("recommendation", recommendation.get_absolute_url(), "officer")
    yield Page("milestone", milestone.get_absolute_url(), "officer")
    yield Page("our actions", f"{council}plan/ours/", "owner")


def _post() -> int:
    from people.models import LeadershipPost  # noqa: PLC0415 (as above)

    return LeadershipPost.objects.filter(school__urn=999001, level="senior").order_by("pk")[0].pk


def _clause() -> str:
    """The id of a clause of the policy that the bench's head writes."""
    from policies.models import Version  # noqa: PLC0415 (as above)

    version = Version.objects.filter(policy__school__urn=999001)[0]
    return next(iter(version.text.clauses())).id

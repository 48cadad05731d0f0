"""Walking every link that a person of the demonstration is given."""

import re
from collections.abc import Iterator
from urllib.parse import urldefrag, urlsplit

from playwright.sync_api import Error

from tests.journeys.visiting import Visitor

_NUMBER = re.compile(r"[0-9a-f]{32}|[0-9a-f-]{36}|\d+")
# What no two people's pages share, however alike they are.
_OWN = re.compile(r'(?<=name="csrfmiddlewaretoken" value=")\w+|[0-9a-f-]{36}')


def kind_of(address: str) -> str:
    """An address without what tells one school, version or milestone from the next.

    Every list of the admin can be ordered and filtered by each of its columns: one such page stands for the others.
    """
    parts = urlsplit(address)
    is_admin = parts.path.startswith("/admin/")
    names = [] if is_admin else sorted(pair.partition("=")[0] for pair in parts.query.split("&"))
    return f"{_NUMBER.sub('#', parts.path)}?{'&'.join(names)}"


def crawl(visitor: Visitor, known: set[str]) -> Iterator[str]:
    """Open one page of each kind that can be reached from the person's home, and say what is wrong with it.

    known: the pages that somebody else was shown, word for word, and that need no second look.
    """
    waiting, met, opened = ["/"], {kind_of("/")}, ["/"]
    while waiting:
        path = waiting.pop(0)
        yield from (f"{path}: {fault}" for fault in _open(visitor, path, known))
        for found in _links(visitor):
            if kind_of(found) not in met:
                met.add(kind_of(found))
                waiting.append(found)
                opened.append(found)
    # Each was looked at, or is known, or gave a file, of which the browser may tell late.
    for path in opened:
        visitor.pass_by(path)


def _open(visitor: Visitor, path: str, known: set[str]) -> list[str]:
    try:
        response = visitor.page.goto(visitor.site + path)
    except Error as error:
        if "Download is starting" not in error.message:
            raise
        status = visitor.context.request.get(visitor.site + path).status
        return [] if status == 200 else [f"the download answers {status}"]
    assert response is not None
    if response.status != 200:
        return [f"answers {response.status}"]
    shown = _OWN.sub("", visitor.page.locator("body").inner_html())
    if shown in known:
        visitor.pass_by(visitor.page.url)
        return []
    known.add(shown)
    return visitor.faults()


def _links(visitor: Visitor) -> list[str]:
    """The addresses of this site that the page links to."""
    found = visitor.page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    own = [urldefrag(address).url for address in found if address.startswith(visitor.site + "/")]
    return [address.removeprefix(visitor.site) for address in own]

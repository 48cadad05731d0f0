"""Requests nobody sends on purpose: real pages and forms with other ids, other words and other methods."""

import random
import re
import string
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from typing import Any
from urllib.parse import quote, urlencode, urljoin, urlsplit

Fields = list[tuple[str, str]]

HUGE = (
    "0",
    "-1",
    "2147483647",
    "2147483648",
    "9223372036854775808",
    "9" * 40,
    "1e9",
    "٣",
    "0x10",
    "1_000",
    "007",
    "+1",
)
WORDS = (
    "",
    " ",
    "\x00",
    "a\x00b",
    "\u202eabc",
    "é́",
    "\U0001f3eb" * 50,
    "w" * 25_000,
    "<script>alert(1)</script>",
    "{{ 7|add:7 }}{% now %}",
    "' OR 1=1 --",
    "%s %(name)s {0} %",
    "../../etc/passwd",
    "=1+1",
    "=?utf-8?q?a?=",
    "\r\nSet-Cookie: a=b",
    "31/02/2027",
    "29/2/2028",
    "0000-00-00",
    "99999-99-99",
    "10000-01-01",
    "1/1/1",
    "autumn term 2027",
    "[" * 5_000,
    '{"a":' * 2_000,
    '{"sections": null}',
    "null",
    "NaN",
    "on",
    "\ud800",
    "\ufeffa",
    "\x0b\x0c\x1c\x85\u2028",
    "//evil.example",
)
QUERIES = ("page", "q", "team", "state", "kind", "before", "after", "again", "next", "status", "school", "o", "p", "e")
METHODS = ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "BREW")
HEADERS = (
    {"HX-Request": "true"},
    {"If-None-Match": '"a", *'},
    {"If-Modified-Since": "yesterday"},
    {"Range": "bytes=9-1"},
    {"Accept-Language": "x" * 3000},
    {"Referer": "https://evil.example/\x00"},
    {"X-Forwarded-For": "1.2.3.4"},
    {"Content-Length": "-1"},
    {"Cookie": "messages=a; csrftoken=b; sessionid="},
)


@dataclass
class Form:
    """A form as a page shows it."""

    action: str
    method: str = "GET"
    is_multipart: bool = False
    fields: Fields = field(default_factory=list)
    files: list[str] = field(default_factory=list)


class _Page(HTMLParser):
    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url
        self.links: list[str] = []
        self.forms: list[Form] = []
        self._select = ""
        self._is_open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in given:
            self.links.append(urljoin(self.url, given["href"]))
        elif tag == "form":
            action = urljoin(self.url, given.get("action") or self.url)
            multipart = given.get("enctype", "") == "multipart/form-data"
            self.forms.append(Form(action, given.get("method", "get").upper(), multipart))
            self._is_open = True
        elif self._is_open and given.get("name"):
            self._control(tag, given)
        elif self._is_open and tag == "option" and self._select:
            self.forms[-1].fields.append((self._select, given.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        elif tag == "form":
            self._is_open = False

    def _control(self, tag: str, given: dict[str, str]) -> None:
        form = self.forms[-1]
        if tag == "select":
            self._select = given["name"]
        elif tag == "textarea":
            form.fields.append((given["name"], "Some words."))
        elif tag == "input" and given.get("type") == "file":
            form.files.append(given["name"])
        elif tag in {"input", "button"}:
            form.fields.append((given["name"], given.get("value", "on")))


def read(url: str, html: str) -> tuple[list[str], list[Form]]:
    """The addresses of our own that a page leads to, and its forms."""
    page = _Page(url)
    page.feed(html)
    return [link.partition("#")[0] for link in page.links if urlsplit(link).netloc == ""], page.forms


@dataclass
class Request:
    """One thing to ask, as `Client.generic` takes it."""

    method: str
    url: str
    body: bytes = b""
    content_type: str = "application/octet-stream"
    headers: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.method} {self.url!r:.300} {self.content_type:.60} {self.body!r:.600} {self.headers!r:.200}"


class Asker:
    """Makes up requests by chance, the same for the same seed."""

    def __init__(self, seed: str) -> None:
        self.chance = random.Random(seed)  # noqa: S311 (to be had again, not to be secret)

    def ask(self, known: list[str], opened: list[str], forms: list[Form], others: list[str], ids: list[str]) -> Request:
        """Something to send, by somebody who was told of some pages, opened others, and saw these forms.

        others: addresses of what is not theirs, and ids the parts of them.
        """
        chance = self.chance
        headers = dict(chance.choice(HEADERS)) if chance.random() < 0.1 else {}
        if forms and chance.random() < 0.45:
            return self._send(chance.choice(forms), ids, headers)
        url = chance.choice(chance.choice((known, known, opened or known, others)))
        if chance.random() < 0.25:
            url = self._altered(url, ids)
        if chance.random() < 0.3:
            url = self._queried(url, ids)
        method = chance.choice(METHODS) if chance.random() < 0.1 else "GET"
        return Request(method, url, headers=headers)

    def _send(self, form: Form, ids: list[str], headers: dict[str, str]) -> Request:
        chance = self.chance
        fields = [(name, self._value(value, ids)) for name, value in form.fields if chance.random() < 0.9]
        if fields and chance.random() < 0.2:
            fields += [chance.choice(fields)] * chance.choice((1, 3, 50))
        if chance.random() < 0.2:
            fields += [(self._word(ids)[:50], self._word(ids)), ("is_superuser", "on"), ("school", chance.choice(ids))]
        action = self._altered(form.action, ids) if chance.random() < 0.2 else form.action
        if form.method == "GET":
            return Request("GET", f"{action.partition('?')[0]}?{_encoded(fields)}", headers=headers)
        if chance.random() < 0.1:
            return Request("POST", action, self._junk(), chance.choice(_TYPES), headers)
        if form.is_multipart:
            files = [(name, self._file()) for name in form.files if chance.random() < 0.8]
            return Request("POST", action, _multipart(fields, files), "multipart/form-data; boundary=b", headers)
        return Request("POST", action, _encoded(fields).encode(), "application/x-www-form-urlencoded", headers)

    def _value(self, shown: str, ids: list[str]) -> str:
        return shown if self.chance.random() < 0.75 else self._word(ids)

    def _word(self, ids: list[str]) -> str:
        chance = self.chance
        if chance.random() < 0.3:
            return chance.choice(ids)
        if chance.random() < 0.3:
            return chance.choice(HUGE)
        if chance.random() < 0.2:
            return "".join(chance.choices(string.printable + "é\u202e\u200b\x00", k=chance.randrange(1, 60)))
        return chance.choice(WORDS)

    def _altered(self, url: str, ids: list[str]) -> str:
        """The same address with one part of its path another."""
        path, _, query = url.partition("?")
        parts = path.split("/")
        which = self.chance.randrange(len(parts))
        numbered = [index for index, part in enumerate(parts) if re.search(r"\d", part)]
        if self.chance.random() < 0.9:
            if not numbered:
                return url
            which = self.chance.choice(numbered)
        parts[which] = quote(self._word(ids)[:2000].encode("utf-8", "surrogatepass"), safe="")
        if self.chance.random() < 0.05:
            parts.insert(which, self.chance.choice(("..", "%2e%2e", "%00", "%ff%fe", "%", "%zz", "")))
        return "/" + "/".join(parts).lstrip("/") + (f"?{query}" if query else "")

    def _queried(self, url: str, ids: list[str]) -> str:
        path, _, query = url.partition("?")
        names = [*re.findall(r"(\w+)=", query), *QUERIES]
        fields = [(self.chance.choice(names), self._word(ids)[:2000]) for _ in range(self.chance.choice((1, 1, 2, 5)))]
        broken = self.chance.choice(("", "", "", "&%ff=%fe", "&=&&", "&a[]=1", "&page=%00"))
        return f"{path}?{_encoded(fields)}{broken}"

    def _file(self) -> tuple[str, bytes]:
        names = ("a.txt", "a.md", "a.docx", "../a.txt", "a\x00.txt", "x" * 300 + ".txt", ".txt", "é.txt", "a.txt;b")
        contents = (b"", b"Policy\n\nAims\n\n- To grow leaders\n", self._junk(), b"PK\x03\x04" + self._junk())
        return self.chance.choice(names), self.chance.choice(contents)

    def _junk(self) -> bytes:
        return self.chance.randbytes(self.chance.randrange(0, 2000))


_TYPES = (
    "application/json",
    "application/x-www-form-urlencoded; charset=utf-16",
    "application/x-www-form-urlencoded; charset=nonsense",
    "multipart/form-data",
    "multipart/form-data; boundary=b",
    "text/xml",
    "",
    "\xff/\xff",
)


def _encoded(fields: Fields) -> str:
    return urlencode(
        [(name.encode("utf-8", "surrogatepass"), value.encode("utf-8", "surrogatepass")) for name, value in fields]
    )


def _multipart(fields: Fields, files: list[tuple[str, tuple[str, bytes]]]) -> bytes:
    body = BytesIO()
    for name, value in fields:
        _part(body, f'name="{name}"', value.encode("utf-8", "surrogatepass"))
    for name, (filename, content) in files:
        _part(body, f'name="{name}"; filename="{filename}"', content)
    body.write(b"--b--\r\n")
    return body.getvalue()


def _part(body: Any, names: str, content: bytes) -> None:
    disposition = f"Content-Disposition: form-data; {names}".replace("\r", "").replace("\n", "")
    body.write(b"--b\r\n" + disposition.encode("utf-8", "surrogatepass") + b"\r\n\r\n" + content + b"\r\n")

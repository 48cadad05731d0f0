"""What a browser sends of a page: its forms as they were opened."""

import html
import re
from typing import Any


def form_of(page: str) -> dict[str, Any]:
    """What the forms of a page send as they were opened, choices and tokens alike."""
    held: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", page):
        kind, name, value = (_attribute(tag, part) for part in ("type", "name", "value"))
        if name == "csrfmiddlewaretoken" or (kind in {"radio", "checkbox"} and " checked" not in tag) or not name:
            continue
        held[name] = value
    for name, words in re.findall(r'<textarea name="([^"]*)"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL):
        held[name] = html.unescape(words)
    for name, options in re.findall(r'<select name="([^"]*)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        held[name] = chosen[1] if chosen else ""
    return held


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return html.unescape(found[1]) if found else ""

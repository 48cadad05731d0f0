"""Which columns of a workbook do not show, which python-calamine does not say."""

import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from lxml import etree

from . import parts

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_MOST = 100  # columns; more are refused


def hidden_columns(path: Path) -> Mapping[str, frozenset[int]]:
    """The columns that do not show, from 0, of each sheet that has any. Raises documents.gate.Refused."""
    with parts.opened(path) as opened:
        found = parts.Parts(opened, "Excel")
        book, relations = found.tree("xl/workbook.xml"), found.tree("xl/_rels/workbook.xml.rels")
        if book is None or relations is None:
            return {}
        targets = {one.get("Id"): one.get("Target", "") for one in relations.iter(f"{_PACKAGE}Relationship")}
        sheets = {one.get("name", ""): targets.get(one.get(_RELATION), "") for one in book.iter(f"{_MAIN}sheet")}
        hidden = {name: frozenset(_hidden(opened, _part(target))) for name, target in sheets.items()}
    return {name: columns for name, columns in hidden.items() if columns}


def _part(target: str) -> str:
    """The name of a part that the workbook refers to."""
    return target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl", target))


def _hidden(opened: zipfile.ZipFile, part: str) -> Iterator[int]:
    """The hidden columns of a sheet, which it tells before its rows."""
    if part not in opened.namelist():
        return
    with opened.open(part) as content:
        tags = (f"{_MAIN}col", f"{_MAIN}sheetData")
        steps = etree.iterparse(content, events=("start",), tag=tags, resolve_entities=False, no_network=True)
        try:
            for _, element in steps:
                if element.tag == tags[1]:
                    return
                if element.get("hidden") in ("1", "true"):
                    yield from range(int(element.get("min", "1")) - 1, min(int(element.get("max", "0")), _MOST))
        except (etree.XMLSyntaxError, ValueError) as broken:
            raise parts.damaged("Excel") from broken

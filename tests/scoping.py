"""Finds, in source code, rows that are read without asking whose they are.

`find(source, names)` reports what STYLE.md forbids in views, forms, resources and the admin. It judges code and not
file names: which files are judged is decided in test_access_scoping.py, where every file is, unless it is named there.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

MANAGERS = {"objects", "_default_manager", "_base_manager", "default_manager", "base_manager"}
SCOPED = {"visible_to", "reaching"}
# An empty queryset stands in a form's class until the form is given one that is scoped.
EMPTY = {"none"}
BY_MODEL = {"get_object_or_404", "get_list_or_404", "aget_object_or_404", "aget_list_or_404"}
RAW = {"raw", "execute", "executemany"}
LOOKED_UP = {"get_model", "get_user_model", "get_content_type_for_model"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One place, and what is wrong with it."""

    line: int
    what: str


@dataclass(frozen=True, slots=True)
class Names:
    """How rows lead to others: by foreign keys to an organisation or a person, and by managers of many rows."""

    outward: frozenset[str]
    many: frozenset[str]


def find(source: str, names: Names) -> list[Finding]:
    """What is wrong in a module."""
    tree = ast.parse(source)
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    found = [
        *_unscoped_managers(tree, parents),
        *_by_model(tree),
        *_aliases(tree),
        *_generic_views(tree),
        *_far_relations(tree, names),
    ]
    return sorted(found, key=lambda finding: finding.line)


def _unscoped_managers(tree: ast.AST, parents: dict[ast.AST, ast.AST]) -> Iterator[Finding]:
    """`Model.objects` that is not followed at once by a call of visible_to or reaching."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS:
            method = parents.get(node)
            called = parents.get(method) if method else None
            is_scoped = isinstance(method, ast.Attribute) and method.attr in SCOPED | EMPTY
            if not (is_scoped and isinstance(called, ast.Call) and called.func is method):
                yield Finding(node.lineno, f"{ast.unparse(node)} without visible_to or reaching")
        if isinstance(node, ast.Constant) and node.value in MANAGERS:
            yield Finding(node.lineno, f"a manager taken by its name, {node.value!r}")


def _by_model(tree: ast.AST) -> Iterator[Finding]:
    """`get_object_or_404(Model, ...)`, raw SQL, and models looked up by name."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = _last_name(node.func)
        if name in BY_MODEL and node.args and _is_class(node.args[0]):
            yield Finding(node.lineno, f"{name} of a model and not of a scoped queryset")
        if name in RAW and isinstance(node.func, ast.Attribute):
            yield Finding(node.lineno, f"{name}() goes round the querysets")
        if name in LOOKED_UP or (name == "QuerySet"):
            yield Finding(node.lineno, f"{name}() reaches every row")


def _aliases(tree: ast.AST) -> Iterator[Finding]:
    """A shortcut under another name, which `_by_model` would not know."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if alias.name in BY_MODEL and alias.asname:
                    yield Finding(node.lineno, f"{alias.name} under another name")


def _generic_views(tree: ast.AST) -> Iterator[Finding]:
    """A class-based view that is given a model, and so all its rows."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and any(_last_name(base).endswith("View") for base in node.bases):
            for line in node.body:
                if isinstance(line, ast.Assign) and any(_last_name(target) == "model" for target in line.targets):
                    yield Finding(line.lineno, "a generic view of a whole model")


def _far_relations(tree: ast.AST, names: Names) -> Iterator[Finding]:
    """Rows of an organisation that was itself only reached over a foreign key: `school.council.schools`.

    The row in hand was loaded by visible_to; the council beyond it was not. One step (`school.meetings`) stays inside
    what the person may see. A name given to such a row (`council = school.council`) does not hide it.
    """
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        far = {
            target.id
            for node in ast.walk(function)
            if isinstance(node, ast.Assign) and _leads_out(node.value, names)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for call in ast.walk(function):
            manager = call.func.value if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) else None
            if not (isinstance(manager, ast.Attribute) and manager.attr in names.many):
                continue
            row = manager.value
            if _leads_out(row, names) or (isinstance(row, ast.Name) and row.id in far):
                yield Finding(manager.lineno, f"{ast.unparse(manager)} is reached from a row nobody scoped")


def _leads_out(node: ast.AST, names: Names) -> bool:
    """An organisation or a person over a foreign key: `school.council`. The asker's own rows are their own."""
    return isinstance(node, ast.Attribute) and node.attr in names.outward and ast.unparse(node) != "request.user"


def _is_class(node: ast.AST) -> bool:
    return _last_name(node)[:1].isupper()


def _last_name(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""

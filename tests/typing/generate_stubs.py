"""Writes the two stubs that tell editors and type checkers what is loaded on first use.

``python tests/typing/generate_stubs.py`` writes ``revoila/__init__.pyi`` (the
public names) and ``revoila/elements/_methods.pyi`` (the commands as methods of
containers); with ``--check`` it only says whether they are up to date.

Signatures are read from the sources of the commands, not from the imported
functions, so that annotations stay as they were written. Nothing else is
stubbed: type checkers read the implementation. Overloads are kept in
``overloads.pyi`` and not beside the commands, where each would repeat twenty
parameters.
"""

from __future__ import annotations

import ast
import builtins
import subprocess
import sys
from copy import deepcopy
from functools import cache
from pathlib import Path

from revoila._commands import COMMANDS, MODULES, PAGE_COMMANDS

PACKAGE = Path(__file__).parents[2] / "pkg" / "revoila"
OVERLOADS = Path(__file__).with_name("overloads.pyi")
NOTE = "# Written by tests/typing/generate_stubs.py from the sources of the commands.\n"


class Source:
    """One module of commands.

    Parameters
    ----------
    module : str
        Its full name.
    path : Path
        Its file.
    """

    def __init__(self, module: str, path: Path) -> None:
        self.module = module
        self._tree = ast.parse(path.read_text("utf-8"))
        nodes = [*ast.walk(self._tree)]
        self._own = {node.id for node in nodes if isinstance(node, ast.Name) and _is_bound(node)}
        self._own |= {node.name for node in self._tree.body if isinstance(node, ast.ClassDef)}
        self._imported: dict[str, str | None] = {}
        for node in nodes:
            if isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    self._imported.setdefault(alias.name, node.module)

    def functions(self, name: str) -> list[ast.FunctionDef]:
        """Return the definitions of a command, more than one when they are overloads."""
        return [node for node in self._tree.body if isinstance(node, ast.FunctionDef) and node.name == name]

    def import_of(self, name: str) -> str:
        """Return the import that gives a name of an annotation, nothing for a builtin."""
        if name in self._imported:
            return f"from {self._imported[name]} import {name}"
        return f"from {self.module} import {name}" if name in self._own else ""

    def assignments(self) -> str:
        """Return the assignments of the module: its type variables."""
        return "\n".join(ast.unparse(node) for node in self._tree.body if isinstance(node, ast.Assign))


@cache
def overloads() -> Source:
    """Return the module of overloads."""
    return Source("overloads", OVERLOADS)


class Stub:
    """One stub: definitions, and the imports that they turn out to need."""

    def __init__(self) -> None:
        self._imports: dict[str, str] = {}
        self._definitions: list[str] = []

    def define(self, name: str, where: str, *, method: bool) -> None:
        """Add a command, in all its overloads.

        Parameters
        ----------
        name : str
            The command.
        where : str
            Its module, relative to the package.
        method : bool
            Whether it gets a ``self``.
        """
        source = Source(f"revoila.{where}", PACKAGE.joinpath(*where.split(".")).with_suffix(".py"))
        function = _bare(source.functions(name)[0])
        changes = overloads().functions(name)
        for variant in [_vary(function, change) for change in changes] or [function]:
            for used in _names(variant):
                self._use(used, (changes and overloads().import_of(used)) or source.import_of(used))
            if method:
                variant.args.args.insert(0, ast.arg("self"))
            self._definitions.append(ast.unparse(ast.fix_missing_locations(variant)))

    def _use(self, name: str, line: str) -> None:
        # A type variable is defined in the stub, however its module calls it.
        if line and line != f"from overloads import {name}":
            assert self._imports.setdefault(name, line) == line, f"Two things are called {name!r}."

    def text(self, *, before: str = "", head: str = "", indent: str = "") -> str:
        """Return the formatted stub: imports, `before`, then `head` over the indented definitions."""
        for name in ("TypeVar", "date", "datetime", "time"):
            self._use(name, overloads().import_of(name))
        body = "\n".join(indent + line for text in self._definitions for line in text.splitlines())
        imports = "\n".join(self._imports.values())
        return _ruff(f"{NOTE}\n{imports}\n{before}\n{overloads().assignments()}\n{head}\n{body}\n")


def _is_bound(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Store)


def _bare(function: ast.FunctionDef) -> ast.FunctionDef:
    """Return a function without decorators, body and those defaults that are no literals."""
    bare = deepcopy(function)
    bare.decorator_list = []
    bare.body = [ast.Expr(ast.Constant(...))]
    bare.args.defaults = [_plain(default) for default in bare.args.defaults]
    bare.args.kw_defaults = [default and _plain(default) for default in bare.args.kw_defaults]
    return bare


def _plain(default: ast.expr) -> ast.expr:
    return default if isinstance(default, ast.Constant) else ast.Constant(...)


def _vary(function: ast.FunctionDef, change: ast.FunctionDef) -> ast.FunctionDef:
    """Return a command with the parameters and the result of an overload."""
    changed = {name: rest for name, *rest in _parameters(change)}
    by_keyword = {argument.arg for argument in function.args.kwonlyargs}
    by_keyword |= {argument.arg for argument in change.args.kwonlyargs}
    variant = deepcopy(function)
    variant.decorator_list = change.decorator_list
    variant.returns = change.returns
    variant.args = ast.arguments(posonlyargs=[], args=[], kwonlyargs=[], kw_defaults=[], defaults=[])
    for name, *own in _parameters(function):
        annotation, default = changed.pop(name, own)
        # What follows a parameter that has to be named has to be named as well.
        if variant.args.kwonlyargs or name in by_keyword:
            variant.args.kwonlyargs.append(ast.arg(name, annotation))
            variant.args.kw_defaults.append(default)
        else:
            variant.args.args.append(ast.arg(name, annotation))
            variant.args.defaults += [default] if default is not None else []
    assert not changed, f"{function.name}() has no parameter {', '.join(changed)}."
    return variant


def _parameters(function: ast.FunctionDef) -> list[tuple[str, ast.expr | None, ast.expr | None]]:
    """Return name, annotation and default of each parameter, in order."""
    given = function.args
    missing: list[ast.expr | None] = [None] * (len(given.args) - len(given.defaults))
    defaults = [*missing, *given.defaults, *given.kw_defaults]
    arguments = [*given.args, *given.kwonlyargs]
    return [(one.arg, one.annotation, default) for one, default in zip(arguments, defaults, strict=True)]


def _names(function: ast.FunctionDef) -> list[str]:
    """Return the names that a signature needs."""
    arguments = [*function.args.args, *function.args.kwonlyargs, function.args.vararg, function.args.kwarg]
    annotations = [argument.annotation for argument in arguments if argument is not None]
    parts = [part for part in [function.returns, *annotations, *function.decorator_list] if part is not None]
    return [node.id for part in parts for node in ast.walk(part) if isinstance(node, ast.Name)]


def public_names() -> str:
    """Return the stub of the package: re-exports, so that editors find the documentation of what they name."""
    stub = Stub()
    exports = [f"from revoila import {name} as {name}" for name in MODULES]
    for name, where in {**COMMANDS, **PAGE_COMMANDS}.items():
        if overloads().functions(name):
            stub.define(name, where, method=False)
        else:
            quiet = "  # noqa: A004  # the name is part of the API" if hasattr(builtins, name) else ""
            exports.append(f"from revoila.{where} import {name} as {name}{quiet}")
    everything = sorted([*COMMANDS, *PAGE_COMMANDS, *MODULES])
    return stub.text(before="\n".join(exports), head=f"__version__: str\n__all__ = {everything!r}\n")


def methods() -> str:
    """Return the stub of the class that gives containers their methods."""
    stub = Stub()
    for name, where in COMMANDS.items():
        stub.define(name, where, method=True)
    return stub.text(head="class Methods:", indent="    ")


def _ruff(text: str) -> str:
    """Return the text with sorted imports, formatted."""
    for step in (["check", "--fix", "--quiet", "--select", "F401,I"], ["format", "--quiet"]):
        ruff = [sys.executable, "-m", "ruff", *step, "--stdin-filename", str(PACKAGE / "stub.pyi"), "-"]
        text = subprocess.run(ruff, input=text, capture_output=True, check=True, text=True).stdout
    return text


STUBS = {PACKAGE / "__init__.pyi": public_names, PACKAGE / "elements" / "_methods.pyi": methods}


def main(arguments: list[str]) -> None:
    """Write the stubs, or say which is out of date."""
    for path, generate in STUBS.items():
        text = generate()
        if "--check" not in arguments:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            sys.exit(f"{path.name} is out of date. Run `python tests/typing/generate_stubs.py`.")


if __name__ == "__main__":
    main(sys.argv[1:])

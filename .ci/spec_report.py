"""Says which statements of the specifications have a test that names them.

A test names them in its docstring ("Statements 4 and 7."). Which specification is meant is said by
the docstring of its module ("the state specification"), or behind the numbers ("Statement 3 of pages.").
"""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

STATEMENTS = {
    "execution": 139,
    "state": 73,
    "caching": 58,
    "pages": 57,
    "app-testing": 52,
    "config": 26,
}
"""How many there are."""

EXCEPTIONS = {
    ("caching", 57): "`st.connection` is not there yet.",
}
"""Statements without a test, and why."""

TESTS = Path(__file__).parents[1] / "tests"
NUMBERS = re.compile(r"[Ss]tatements? (\d[\d, and–-]*)(?:of (?:the )?(\w[\w-]*))?")
DEFAULT = re.compile(r"(execution|state|caching|pages|config\w*)\s+specification")


def named(text: str, usual: str) -> set[tuple[str, int]]:
    """Return the statements that a docstring names."""
    found = set()
    for numbers, other in NUMBERS.findall(text):
        spec = other if other in STATEMENTS else usual
        for first, last in re.findall(r"(\d+)(?:\s*[–-]\s*(\d+))?", numbers):
            found |= {(spec, number) for number in range(int(first), int(last or first) + 1)}
    return found


def in_file(path: Path) -> set[tuple[str, int]]:
    """Return the statements that the tests of a file name."""
    tree = ast.parse(path.read_text("utf-8"))
    about = ast.get_docstring(tree) or ""
    usual = DEFAULT.search(about)
    spec = usual[1] if usual else "app-testing" if "testing" in path.parts else "execution"
    found = named(about, spec)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            found |= named(ast.get_docstring(node) or "", spec)
    return found


def ranges(numbers: list[int]) -> str:
    """Return numbers as a text, those in a row as one range."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(f"{part[0]}–{part[-1]}" if len(part) > 1 else str(part[0]) for part in parts)


def main() -> None:
    """Print the report."""
    found: set[tuple[str, int]] = set()
    for path in sorted(TESTS.rglob("test_*.py")):
        found |= in_file(path)
    for spec, count in STATEMENTS.items():
        missing = [number for number in range(1, count + 1) if (spec, number) not in found]
        sys.stdout.write(f"{spec}: {count - len(missing)} of {count} statements have a test.\n")
        excused = [number for number in missing if (spec, number) in EXCEPTIONS]
        for number in excused:
            sys.stdout.write(f"    {number} has none: {EXCEPTIONS[spec, number]}\n")
        if len(missing) > len(excused):
            sys.stdout.write(f"    none: {ranges([one for one in missing if one not in excused])}\n")


if __name__ == "__main__":
    main()

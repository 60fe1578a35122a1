"""What is compared: short scripts with steps, read from ``cases/*.py``.

A file holds scripts of one area, each after a line ``# %% name``. Lines ``# > code`` are the steps: code
that sees the app under test as ``at``. Lines ``# < code`` come before the first run. ``# @ path``
begins another file of the app, and makes the script a file of its own beside it. Each script begins
with `IMPORT`, and with what its file of cases has between the docstring and the first of them.

Runs in both environments, so it imports neither of the two.
"""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "cases"

IMPORT = "import streamlit as st\n"

_MARKS = {"# > ": "steps", "# < ": "setup"}


class Case(NamedTuple):
    """One script with its steps.

    Parameters
    ----------
    area : str
        Name of the file it is from.
    name : str
        What it is about.
    script : str
        The app's main script.
    files : dict of str to str
        Other files of the app, by their paths.
    setup : list of str
        What is done before the first run.
    steps : list of str
        What is done after it.
    """

    area: str
    name: str
    script: str
    files: dict[str, str]
    setup: list[str]
    steps: list[str]

    @property
    def digest(self) -> str:
        """Tell a case from what it was when it was recorded."""
        return sha256(repr(self[2:]).encode()).hexdigest()[:16]

    def __str__(self) -> str:
        return f"{self.area}: {self.name}"


def read_cases(area: str | None = None) -> list[Case]:
    """Return the cases of one area, or of all.

    Raises
    ------
    ValueError
        Two of an area have the same name.
    """
    paths = sorted(FOLDER.glob("*.py" if area is None else f"{area}.py"))
    cases = [case for path in paths for case in _read(path)]
    names = [str(case) for case in cases]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        message = f"Cases need names of their own: {', '.join(sorted(twice))}"
        raise ValueError(message)
    return cases


def _read(path: Path) -> list[Case]:
    head, *cells = re.split(r"^# %% ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    shared = re.sub(r'\A""".*?"""', "", head, flags=re.DOTALL).strip()
    return [_case(path.stem, shared, cell) for cell in cells]


def _case(area: str, shared: str, cell: str) -> Case:
    name, _, text = cell.partition("\n")
    case = Case(area, name.strip(), "", {}, [], [])
    files: dict[str, list[str]] = {"": []}
    here = files[""]
    for line in text.splitlines():
        if line.startswith("# @ "):
            here = files.setdefault(line[4:].strip(), [])
        elif line[:4] in _MARKS:
            getattr(case, _MARKS[line[:4]]).append(line[4:])
        else:
            here.append(line)
    texts = {
        path: (IMPORT if path.endswith(".py") or not path else "") + "\n".join(lines).strip() + "\n"
        for path, lines in files.items()
    }
    script = texts.pop("")
    if shared:
        script = f"{IMPORT}{shared}\n\n{script.removeprefix(IMPORT)}"
    return case._replace(script=script, files=texts)

"""What the app of the state machine is to do in its next run, and what it has got; the app cannot be told otherwise.

An entry of session state would be seen by what is tested.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Slot:
    """One input of the app.

    Parameters
    ----------
    name : str
        Part of its label, so that no two inputs without keys are alike.
    kind : str
        Name of the command.
    where : str
        Who draws it: ``"script"``, ``"fragment"``, or a page.
    key : str or None
        The key.
    persist : str or None
        How long its value is kept.
    """

    name: str
    kind: str
    where: str
    key: str | None = None
    persist: str | None = None
    shown: bool = True
    place: str = "main"
    version: int = 0
    """Changes the label."""
    default: Any = None
    options: tuple[str, ...] = ("a", "b", "c")

    @property
    def label(self) -> str:
        """What the page shows beside it."""
        return f"{self.name} {self.version}"


@dataclass(slots=True)
class Plan:
    """One run."""

    slots: list[Slot] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    """Keys that are deleted at the top."""
    assigned: dict[str, Any] = field(default_factory=dict)
    """What is assigned after that."""
    turn: str | None = None
    """What the script does then: ``"rerun"``, or the page to switch to."""
    cut: tuple[str, int] | None = None
    """How it ends, and after how many inputs."""
    deleted_late: list[str] = field(default_factory=list)
    """Keys that are deleted at its end."""
    returned: dict[str, Any] = field(default_factory=dict)
    """What inputs have returned, by their names."""


plan = Plan()

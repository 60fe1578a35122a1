"""What code has assigned: in this run, and in earlier ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.state._binding import NOTHING

if TYPE_CHECKING:
    from collections.abc import Callable


class Entries:
    """The author's entries."""

    def __init__(self) -> None:
        self.assigned: dict[str, Any] = {}
        """Those of this run, also for inputs."""
        self.earlier: dict[str, Any] = {}
        self.came_before: set[str] = set()
        """Keys that were assigned since the last run, and are those of no input."""
        self.reserved: set[str] = set()
        """Keys that nobody can assign any more in this run."""
        self._last: dict[str, Any] = {}
        """What a run has assigned that asked for another one."""

    def all(self) -> dict[str, Any]:
        """Return those of this run and of earlier ones."""
        return {**self.earlier, **self.assigned}

    def delete(self, key: str) -> bool:
        """Remove an entry; False when there is none."""
        found = [entries.pop(key, NOTHING) for entries in (self.assigned, self.earlier)]
        return any(value is not NOTHING for value in found)

    def begin_run(self, is_of_input: Callable[[str], bool]) -> None:
        """Have what was assigned since the last run count as of an earlier one, unless it is an input's."""
        self.end_run()
        self.came_before.update(key for key in self.assigned if not is_of_input(key))
        for key in self.came_before:
            self.earlier[key] = self.assigned.pop(key)

    def remember_assigned(self, *, goes_on: bool) -> None:
        """Keep what this run has assigned for the next one if it asked for that."""
        self._last = dict(self.assigned) if goes_on else {}

    def take_back_assigned(self) -> None:
        """Make what the last run has assigned the author's, also where inputs have it."""
        self.earlier.update(self._last)

    def end_run(self) -> None:
        """Forget what is of one run."""
        self.reserved.clear()
        self.came_before.clear()

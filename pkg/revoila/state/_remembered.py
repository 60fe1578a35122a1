"""What of a session outlives it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from revoila.errors import EventRefusedError

if TYPE_CHECKING:
    from revoila.elements._element import ElementId, InputSpec


class KeptInput(NamedTuple):
    """The value of an input, apart from the run that declares it.

    Parameters
    ----------
    kind : str
        Name of the command.
    key : str or None
        The author's key.
    value : object
        As session state has it.
    """

    kind: str
    key: str | None
    value: Any

    def read(self, spec: InputSpec[Any]) -> Any:
        """Return the value as if it came from the browser now.

        Raises
        ------
        EventRefusedError
            The input cannot produce it, as it is drawn today.
        """
        if self.kind != spec.kind or spec.trigger:
            message = f"it was one of a {self.kind}"
            raise EventRefusedError(message)
        return spec.decode(json.loads(json.dumps(spec.encode(self.value))))


class Remembered(NamedTuple):
    """What a session remembers, apart from it.

    Parameters
    ----------
    entries : dict of str to object
        What code has assigned.
    inputs : dict of ElementId to KeptInput
        Values of the inputs that were drawn last; without triggers, which hold for one run only.
    """

    entries: dict[str, Any]
    inputs: dict[ElementId, KeptInput]

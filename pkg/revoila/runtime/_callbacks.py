"""What callbacks of inputs may ask for: another run, of the script or of fragments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.runtime._control import RerunSignal
from revoila.runtime._requests import RerunRequest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from revoila.elements._element import InputSpec


def call_all(specs: Iterable[InputSpec[Any]], request: RerunRequest) -> RerunRequest | None:
    """Call the callbacks of one interaction.

    Parameters
    ----------
    specs : iterable of InputSpec
        The inputs that have changed, in the order of their events.
    request : RerunRequest
        The run that has begun for them.

    Returns
    -------
    RerunRequest or None
        The run that is to take its place.

    Raises
    ------
    RerunSignal
        One of them finds that another run was asked for.
    """
    return _next_run([_call(spec) for spec in specs], request)


def _next_run(wishes: Sequence[RerunRequest | None], request: RerunRequest) -> RerunRequest | None:
    """Return the run that the callbacks of one interaction want instead of the one that has begun.

    Statements 28 to 30 of the execution specification: a page counts more than the script, the script
    more than fragments; and where one callback wants nothing, what was to run does.
    """
    whole = [wish for wish in wishes if wish is not None and not wish.fragments]
    if whole:
        return next((wish for wish in reversed(whole) if wish.page is not None), whole[-1])
    targets = tuple(dict.fromkeys(name for wish in wishes if wish is not None for name in wish.fragments))
    if not targets:
        return None
    if None in wishes:
        if not request.fragments:
            return None
        targets = tuple(dict.fromkeys(request.fragments + targets))
    return RerunRequest(fragments=targets, follows=True)


def _call(spec: InputSpec[Any]) -> RerunRequest | None:
    try:
        assert spec.on_change is not None  # noqa: S101  # only those are collected
        spec.on_change(*spec.args, **spec.kwargs)
    except RerunSignal as signal:
        if signal.request is None:
            raise
        return signal.request
    return None

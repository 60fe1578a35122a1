"""What a browser may send: checked for form, counted, applied exactly once.

Whether a *value* is allowed is asked of the input's declaration, in
`SessionState.decode`; here only the envelope is judged.
"""

from __future__ import annotations

from time import monotonic
from typing import Any, NamedTuple

from revoila.elements._element import ElementId

MAX_CLIENTS = 32
MAX_EVENTS = 2_000
MAX_TEXT = 128


class Event(NamedTuple):
    """One change of one input.

    Parameters
    ----------
    client : str
        The view that sent it.
    seq : int
        Its number among the events of that view.
    id : ElementId
        The input.
    generation : object
        What the view believes to be the input's generation.
    value : object
        The wire value, not checked yet.
    """

    client: str
    seq: int
    id: ElementId
    generation: object
    value: Any


class Allowance:
    """How often somebody may do something.

    Parameters
    ----------
    rate : float
        Times per second in the long run.
    burst : int
        Times at once.
    """

    def __init__(self, rate: float, burst: int) -> None:
        self._rate, self._burst = rate, burst
        self._tokens = float(burst)
        self._filled = monotonic()

    def take(self) -> bool:
        """Whether it may be done once more."""
        now = monotonic()
        self._tokens = min(self._burst, self._tokens + (now - self._filled) * self._rate)
        self._filled = now
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True


class Inbox:
    """The envelope check of one session.

    Parameters
    ----------
    rate : float
        Messages per second that a session may send in the long run.
    burst : int
        Messages that it may send at once.
    """

    def __init__(self, rate: float = 50.0, burst: int = 200) -> None:
        self._allowance = Allowance(rate, burst)
        self.seen: dict[str, int] = {}
        """For each client the highest number among its events, refused ones included."""
        self.refused = 0

    def admit(self, content: dict[str, Any]) -> list[Event]:
        """Return the well-formed events of a message that were not seen before, in order."""
        client, raw = content.get("client"), content.get("events")
        if not isinstance(client, str) or not 0 < len(client) <= MAX_TEXT or not isinstance(raw, list):
            self.refused += 1
            return []
        if client in self.seen:
            # To the end: it is the view that has been silent for longest that is forgotten.
            self.seen[client] = self.seen.pop(client)
        elif len(self.seen) >= MAX_CLIENTS:
            self.seen.pop(next(iter(self.seen)))
        within_limits = self._allowance.take() and len(raw) <= MAX_EVENTS
        events = []
        for event in (_event(client, item) for item in raw[:MAX_EVENTS]):
            if event is not None and event.seq <= self.seen.get(client, 0):
                continue
            if event is None or not within_limits:
                self.refused += 1
            else:
                events.append(event)
            if event is not None:
                self.seen[client] = event.seq
        return events

    def admit_tick(self) -> bool:
        """Whether a message that carries no values is within the limits."""
        return self._allowance.take()


def _event(client: str, item: object) -> Event | None:
    if not isinstance(item, dict):
        return None
    seq, element_id = item.get("seq"), item.get("id")
    if not isinstance(seq, int) or isinstance(seq, bool) or not 0 < seq < 2**53:
        return None
    if not isinstance(element_id, str) or len(element_id) > 64 * MAX_TEXT:
        return None
    return Event(client, seq, ElementId(element_id), item.get("generation"), item.get("value"))

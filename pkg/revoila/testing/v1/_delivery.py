"""What does a test send with its next run? What a browser would, in the order of the page.

Inputs in a form are sent with a submit button of that form only. A form that is
cleared when it is submitted shows its defaults afterwards; the app learns of
that with the next submission.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from revoila.errors import AppTestError
from revoila.testing.v1._blocks import Form
from revoila.testing.v1._elements import Dataframe
from revoila.testing.v1._widgets import Pressed, Widget

if TYPE_CHECKING:
    from revoila.elements._element import ElementId
    from revoila.testing.v1._blocks import ElementTree
    from revoila.testing.v1._page import Snapshot

Event: TypeAlias = "tuple[ElementId, Any, bool]"


def deliver(tree: ElementTree, snapshot: Snapshot, cleared: set[str]) -> tuple[Event, ...]:
    """Return the values to send.

    Parameters
    ----------
    tree : ElementTree
        The page.
    snapshot : Snapshot
        The same with what is staged on it.
    cleared : set of str
        Forms that show their defaults; brought up to date.

    Raises
    ------
    AppTestError
        An input in a browser is gone.
    KeyError
        The app has deleted the value of an input after it drew it; as in Streamlit's app tests.
    TypeError
        A staged value has a type that its input never has.
    ValueError
        A staged value is none that its input offers.
    """
    nodes = list(tree)
    widgets = [node for node in nodes if isinstance(node, Widget)]
    pressed = [widget for widget in widgets if isinstance(widget, Pressed) and widget.is_pressed]
    submitted = {button.form_id for button in pressed if button.form_id}
    events: list[Event] = []
    for widget in widgets:
        spec = snapshot.state.declared(widget.id)
        if spec is None and widget.is_staged and not snapshot.has_defaults:
            raise AppTestError(
                f"The app does not show {widget!r} any more, which waits to be {widget.staged!r}."
            )
        waits = widget.form_id and widget.form_id not in submitted
        if spec is None or waits:
            continue
        if widget.is_staged:
            value = widget.delivered(spec)
            if not spec.trigger or (value is not None and value is not False):
                events.append((spec.id, value, spec.trigger))
            continue
        _check_has_value(widget, snapshot)
        if snapshot.has_defaults and widget.form_id in cleared and not spec.trigger and not spec.disabled:
            # Elsewhere the page does so.
            events.append((spec.id, spec.default, False))
    for frame in nodes:
        if isinstance(frame, Dataframe) and (not frame.form_id or frame.form_id in submitted):
            events.extend(frame.staged_events())
    forms = {str(node.props["form_id"]): node for node in nodes if isinstance(node, Form)}
    cleared.intersection_update(forms)
    for form_id in submitted & forms.keys():
        clears = forms[form_id].props.get("clear_on_submit", False)
        (cleared.add if clears else cleared.discard)(form_id)
    return tuple(events)


def _check_has_value(widget: Widget, snapshot: Snapshot) -> None:
    """Refuse to send for an input whose value the app has deleted, as Streamlit's app tests do.

    Raises
    ------
    KeyError
        It has.
    """
    if snapshot.has_defaults and snapshot.state.is_withheld(widget.id):
        raise KeyError(
            f"The app has deleted {widget.key or widget.id!r} after it drew that input, which has no value to send. "
            "Set one in the test, or delete it before the input is drawn."
        )

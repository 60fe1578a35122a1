"""The few calls by which every command puts something on the page."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from revoila._context import active
from revoila.elements._element import Element
from revoila.elements._handle import DeltaGenerator
from revoila.elements._nowhere import drawn_nowhere

if TYPE_CHECKING:
    from collections.abc import Callable

    from revoila.elements._element import Branch, ElementId, InputSpec, Place, Props


def draw(kind: str, props: Props, element_id: ElementId | None = None) -> DeltaGenerator:
    """Draw a leaf at the active place and return the handle that can replace it.

    Outside of a run nothing is drawn, as in Streamlit's bare mode.
    """
    here = active()
    if here is None:
        drawn_nowhere()
        return DeltaGenerator(None)
    return DeltaGenerator(here.run.record(Element(kind, props, element_id)))


def put(kind: str, props: Props) -> None:
    """Draw a leaf of which nobody gets a handle: to make one takes a tenth of the time of a text."""
    here = active()
    if here is None:
        drawn_nowhere()
    else:
        here.run.record(Element(kind, props))


def open_container(
    kind: str,
    props: Props,
    element_id: ElementId | None = None,
    *,
    within: Place | None = None,
    form: str | None = None,
) -> DeltaGenerator:
    """Draw a container and return the handle that draws into it.

    Parameters
    ----------
    kind : str
        Name of the command, or of the part (``"column"``, ``"tab"``).
    props : dict
        What the container shows.
    element_id : ElementId, optional
        Identity across runs of a keyed container.
    within : Place, optional
        Where to draw it; default is the active place.
    form : str, optional
        Id of the form that starts here.
    """
    here = active()
    if here is None:
        drawn_nowhere()
        return DeltaGenerator(None)
    return DeltaGenerator(here.run.open(Element(kind, props, element_id), within, form=form))


def draw_input(
    spec: InputSpec[Any],
    props: Props,
    place: Place | None = None,
    size: Callable[[], Props] | None = None,
) -> Any:
    """Draw an input and return its current value.

    Parameters
    ----------
    spec : InputSpec
        Its declaration.
    props : dict
        What it shows, see `declare_input`.
    place : Place, optional
        Where it goes; default is the active place.
    size : Callable, optional
        Returns the props of its size. An input of a size that is none is refused, but declared: it has its entry
        in session state, as in Streamlit.

    Returns
    -------
    object
        A copy of the stored value; the declared default outside of a run.
    """
    value = declare_input(spec, props)
    if size is not None:
        props |= size()
    here = active()
    if here is not None:
        here.run.record(Element(spec.kind, props, spec.id), place)
    return value


def declare_input(spec: InputSpec[Any], props: Props) -> Any:
    """Declare an input that is about to be drawn and return its current value.

    Parameters
    ----------
    spec : InputSpec
        Its declaration. ``props`` need not repeat what the declaration says:
        ``value``, ``generation``, ``key``, ``disabled``, ``form_id``, ``rerun`` and ``bound`` are added, and
        ``assigned`` and ``default`` in forms where they matter.
    props : dict
        What it shows.

    Returns
    -------
    object
        A copy of the stored value; the declared default outside of a run.
    """
    here = active()
    if here is None:
        drawn_nowhere()
        return deepcopy(spec.default)
    value, generation, assigned = here.run.register(spec)
    # Before the value: a slider remembers what it has encoded last.
    if spec.url is not None:
        props["bound"] = {"default": spec.url.texts(spec.encode(spec.default)), "form": spec.url.name}
    if spec.form is not None and not spec.trigger and _is_cleared(here.place.inside()):
        props["default"] = spec.encode(spec.default)
    props["value"] = spec.encode(value)
    props["generation"] = generation
    if spec.key is not None:
        props["key"] = spec.key
    if spec.disabled:
        props["disabled"] = True
    if spec.form is not None:
        props["form_id"] = spec.form
        if assigned:
            props["assigned"] = assigned
    if not spec.rerun:
        props["rerun"] = False
    return value


def first_default(element_id: ElementId, default: Any) -> Any:
    """Return the default with which an input was drawn first, else `default`: for one that follows the clock."""
    here = active()
    spec = None if here is None else here.run.state.declared(element_id)
    return default if spec is None else spec.default


def _is_cleared(branch: Branch | None) -> bool:
    """Whether the form around a place shows defaults once it is sent."""
    while branch is not None and branch.element.kind != "form":
        branch = branch.parent
    return branch is not None and "clear_on_submit" in branch.element.props


def active_form() -> str | None:
    """Return the id of the form around the active place, or None."""
    here = active()
    return None if here is None else here.place.inside().form


def active_kinds() -> tuple[str, ...]:
    """Return the kinds of the containers around the active place, innermost first."""
    here = active()
    return () if here is None else here.place.inside().kinds()

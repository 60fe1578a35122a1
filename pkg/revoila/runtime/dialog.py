"""``st.dialog``: a part of a script that shows above the page, and runs alone."""

from __future__ import annotations

from functools import partial, wraps
from typing import TYPE_CHECKING, Any, TypeVar

from revoila._context import active
from revoila.elements._draw import active_kinds
from revoila.elements._element import Element, InputSpec
from revoila.elements._icon import check_icon
from revoila.elements._identity import derive_id
from revoila.elements._params import add_present, check_choice, check_flag
from revoila.errors import (
    EventRefusedError,
    StreamlitInvalidLayoutContextError,
    StreamlitMissingRequiredParameterError,
    StreamlitValueError,
)
from revoila.runtime._fragments import call_fragment, current_fragment
from revoila.runtime.fragment import open_fragment

if TYPE_CHECKING:
    from collections.abc import Callable

    from revoila._context import Active
    from revoila.runtime._run import ScriptRun

F = TypeVar("F", bound="Callable[..., Any]")

WIDTHS = ("small", "medium", "large")
POSITIONS = ("center", "left", "right")


def dialog(
    title: str,
    *,
    width: str | int = "small",
    position: str = "center",
    dismissible: bool = True,
    icon: str | None = None,
    on_dismiss: Callable[..., Any] | str = "ignore",
) -> Callable[[F], F]:
    """Let a function show what it draws in a dialog above the page.

    Parameters
    ----------
    title : str
        Text of the head, as Markdown of one line.
    width : {"small", "medium", "large"} or int, default "small"
        Width: at most 500, 750 or 1280 CSS pixels, or so many.
    position : {"center", "left", "right"}, default "center"
        In the middle of the page, or along a side of it.
    dismissible : bool, default True
        Whether visitors can close it.
    icon : str, optional
        One emoji, ``":material/name:"`` or ``"spinner"``.
    on_dismiss : {"ignore", "rerun"} or Callable, default "ignore"
        What happens when a visitor closes it: nothing, a run, or a call of this and a run.

    Returns
    -------
    Callable
        A decorator. The decorated function opens the dialog and returns None.

    Raises
    ------
    StreamlitMissingRequiredParameterError
        There is no title.

    Examples
    --------
    >>> import revoila as st
    >>> @st.dialog("Your vote")
    ... def vote():
    ...     reason = st.text_input("Because")
    ...     if st.button("Submit"):
    ...         st.session_state.reason = reason
    ...         st.rerun()
    >>> if st.button("Vote"):
    ...     vote()

    Notes
    -----
    Behaviour of Streamlit 1.67 ``st.dialog``. What changes inside runs the function alone; a run of the
    script that does not call it closes it.
    """
    # Without a call it is the function that is the title.
    if not isinstance(title, str) or not title:  # type: ignore[redundant-expr]
        raise StreamlitMissingRequiredParameterError("title")

    def decorate(function: F) -> F:
        @wraps(function)
        def call(*args: Any, **kwargs: Any) -> None:
            params = {
                "title": title,
                "width": _checked_width(width),
                "position": str(check_choice("position", position, POSITIONS)),
                "dismissible": check_flag("dismissible", dismissible),
                "icon": check_icon(icon),
            }
            _check_on_dismiss(on_dismiss)
            here = active()
            if here is None:
                function(*args, **kwargs)
                return
            _open(here, params, on_dismiss, function, partial(function, *args, **kwargs))

        return call  # type: ignore[return-value]  # it looks the same, but returns nothing

    return decorate


def _open(
    here: Active,
    params: dict[str, Any],
    on_dismiss: Callable[..., Any] | str,
    function: Callable[..., Any],
    body: Callable[[], Any],
) -> None:
    run: ScriptRun = here.run  # type: ignore[assignment]  # a script is at work
    kind = on_dismiss if isinstance(on_dismiss, str) else "callback"
    element_id = derive_id("dialog", None, {**params, "on_dismiss": kind})
    run.claim("dialog", element_id, None)
    props: dict[str, Any] = {**add_present({}, **params), "run": run.number}
    _check_place()
    if run.has_dialog:
        # It is there, without ever being open: so it is in Streamlit.
        run.open_above(Element("dialog", {**props, "closed": True}))
        message = (
            "Only one dialog is allowed to be opened at the same time. Please make sure to not call a "
            "dialog-decorated function more than once in a script run."
        )
        raise StreamlitInvalidLayoutContextError(message)
    run.begin_dialog()
    if kind != "ignore":
        spec = InputSpec(
            id=element_id,
            kind="dialog",
            default=False,
            decode=_decode,
            encode=bool,
            trigger=True,
            assignable=False,
            on_change=None if isinstance(on_dismiss, str) else on_dismiss,
        )
        # Of the script, not of the fragment around the call: what follows is a full run.
        props |= {"tells": True, "value": False, "generation": run.state.register(spec).generation}
    inside = run.open_above(Element("dialog", props, element_id))
    made = open_fragment(here, body, function, own_place=inside)
    call_fragment(run, made)


def _check_place() -> None:
    """Refuse a dialog where there can be none.

    Raises
    ------
    StreamlitInvalidLayoutContextError
        It would be inside another one, or beside the script.
    """
    fragment = current_fragment()
    if fragment is not None and fragment.alone:
        message = "A dialog cannot be opened in a parallel fragment."
        raise StreamlitInvalidLayoutContextError(message)
    within = () if fragment is None else fragment.branch.kinds()
    if "dialog" in (*within, *active_kinds()):
        message = "Dialogs may not be nested inside other dialogs."
        raise StreamlitInvalidLayoutContextError(message)


def _decode(wire: Any) -> bool:
    if wire is not True:
        message = "a dialog says nothing but that it was closed"
        raise EventRefusedError(message)
    return True


def _checked_width(width: Any) -> str | int:
    if width in WIDTHS or (isinstance(width, int) and not isinstance(width, bool) and width > 0):
        return width  # type: ignore[no-any-return]  # it is one of these
    names = [repr(name) for name in WIDTHS]
    raise StreamlitValueError("width", [*names, "a positive number of pixels"], detail=f"Got {width!r}.")


def _check_on_dismiss(on_dismiss: Any) -> None:
    if not callable(on_dismiss) and on_dismiss not in ("ignore", "rerun"):
        raise StreamlitValueError("on_dismiss", ["'ignore'", "'rerun'", "a callback function"])

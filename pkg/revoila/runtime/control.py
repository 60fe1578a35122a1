"""``st.stop``, ``st.rerun`` and ``st.switch_page``: leaving a script early."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila._context import active
from revoila.errors import (
    StreamlitAPIException,
    StreamlitInvalidLayoutContextError,
    StreamlitInvalidParameterTypeError,
    StreamlitValueError,
)
from revoila.runtime._control import RerunSignal, StopSignal
from revoila.runtime._fragments import current_fragment
from revoila.runtime._requests import RerunRequest
from revoila.runtime.pages import Page, query_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def stop() -> None:
    """End the run here; what was drawn stays.

    Returns
    -------
    None
        Never inside of a run; outside of one it does nothing.

    Raises
    ------
    StopSignal
        Inside of a run; not an ``Exception``, so scripts do not catch it.

    Examples
    --------
    >>> import revoila as st
    >>> name = st.text_input("Name")
    >>> if not name:
    ...     st.stop()

    Notes
    -----
    Behaviour of Streamlit 1.67 ``st.stop``.
    """
    here = active()
    if here is not None:
        run: Any = here.run
        run.leave()
        raise StopSignal


def rerun(scope: str | int | Sequence[str | int] = "app") -> None:
    """End the run here and start the script again.

    Parameters
    ----------
    scope : str, int or sequence, default "app"
        ``"app"`` runs the whole script, ``"fragment"`` the fragment around the call, which must be running
        alone. A key, or several, runs the fragments of that name; that is for callbacks.

    Raises
    ------
    StreamlitInvalidParameterTypeError
        The scope is neither text, a number nor a list.
    StreamlitValueError
        The scope is empty.
    StreamlitInvalidLayoutContextError
        ``"fragment"`` outside of a fragment run.
    StreamlitAPIException
        A fragment key outside of a callback, or one that no fragment has.
    RerunSignal
        Inside of a run; not an ``Exception``, so scripts do not catch it.

    Examples
    --------
    >>> import revoila as st
    >>> if st.button("Reset"):
    ...     st.session_state.clear()
    ...     st.rerun()

    Notes
    -----
    Behaviour of Streamlit 1.67 ``st.rerun``.
    """
    here = active()
    targets = _check_scope(scope)
    if here is None:
        return
    if targets == ["app"]:
        raise RerunSignal(RerunRequest())
    run: Any = here.run
    if targets == ["fragment"]:
        fragment = current_fragment()
        alone = run.targets if fragment is None else (fragment.id, *run.queued)
        if not run.targets or (fragment is None and not run.in_callback):
            message = 'scope="fragment" can only be specified from `@st.fragment` functions during a fragment rerun.'
            raise StreamlitInvalidLayoutContextError(message)
        raise RerunSignal(RerunRequest(fragments=alone))
    if not run.in_callback:
        message = f"Rerunning the fragment {targets[0]!r} is only allowed from a widget callback."
        raise StreamlitAPIException(message)
    ids: list[str] = []
    for target in targets:
        found = run.session.fragments.of_key(target)
        if not found:
            message = f"No fragment found for target {target!r}."
            raise StreamlitAPIException(message)
        ids += found
    raise RerunSignal(RerunRequest(fragments=tuple(dict.fromkeys(ids))))


def _check_scope(scope: Any) -> list[str]:
    several = isinstance(scope, (list, tuple))
    keys = list(scope) if several else [scope]
    for key in keys:
        if not isinstance(key, (str, int)):
            raise StreamlitInvalidParameterTypeError("scope", type(key), ["str", "int", "list of str or int"])
    targets = [str(key) for key in keys]
    if not targets or not all(targets) or (several and {"app", "fragment"} & set(targets)):
        accepted = ["'app'", "'fragment'", "a fragment key", "a list of fragment keys"]
        raise StreamlitValueError("scope", accepted)
    return targets


def switch_page(page: str | Path | Page, *, query_params: Any = None) -> None:
    """End the run here and run another page of the app.

    Parameters
    ----------
    page : str, Path or Page
        A page of `st.navigation`, or a file relative to the main script.
    query_params : mapping or iterable of pairs, optional
        Query parameters of the address; None clears them.

    Raises
    ------
    StreamlitPageNotFoundError
        The app has no such page.
    StreamlitAPIException
        The page is a link to another site, or sets embed options.
    StreamlitInvalidLayoutContextError
        The call is in a parallel fragment.
    StreamlitInvalidParameterTypeError
        `query_params` is neither a mapping nor pairs.
    TypeError
        `page` is neither a path nor a page.
    RerunSignal
        Inside of a run; not an ``Exception``, so scripts do not catch it.

    Examples
    --------
    >>> import revoila as st
    >>> if st.button("Home"):
    ...     st.switch_page("app.py")

    Notes
    -----
    Behaviour of Streamlit 1.67 ``st.switch_page``.
    """
    here = active()
    if here is None:
        return
    fragment = current_fragment()
    if fragment is not None and fragment.alone:
        raise StreamlitInvalidLayoutContextError("`st.switch_page` cannot be used in a parallel fragment.")
    url_path = here.run.session.pages.resolve(page)
    raise RerunSignal(RerunRequest(page=url_path, query=query_of(query_params), drop_inputs=True))

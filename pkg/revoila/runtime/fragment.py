"""``st.fragment``: a part of a script that runs alone when what is inside of it changes."""

from __future__ import annotations

import math
from functools import partial, wraps
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, overload

from revoila._context import active
from revoila._duration import duration_seconds
from revoila.elements._element import Element
from revoila.elements._identity import check_key
from revoila.elements._params import add_present, check_flag
from revoila.elements.layout._arrangement import check_gap
from revoila.errors import StreamlitAPIException
from revoila.runtime._fragments import Fragment, call_fragment, current_fragment

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import timedelta

    from revoila._context import Active
    from revoila.elements._element import Place
    from revoila.runtime._run import ScriptRun

P = ParamSpec("P")
T = TypeVar("T")

RESERVED = ("app", "fragment")
"""What these mean to `st.rerun` no key may mean."""


@overload
def fragment(func: Callable[P, T]) -> Callable[P, T]: ...


@overload
def fragment(
    func: None = None,
    *,
    run_every: float | timedelta | str | None = None,
    parallel: bool = False,
    key: str | int | None = None,
) -> Callable[[Callable[P, T]], Callable[P, T]]: ...


def fragment(
    func: Callable[..., Any] | None = None,
    *,
    run_every: float | timedelta | str | None = None,
    parallel: bool = False,
    key: str | int | None = None,
) -> Any:
    """Let a function run alone when somebody uses an input that it has drawn.

    Parameters
    ----------
    func : Callable, optional
        The function.
    run_every : float, timedelta, str or None, default None
        Time after which it runs again by itself, as long as somebody looks at the page: seconds, a
        ``timedelta`` or a text such as ``"10s"``.
    parallel : bool, default False
        Whether it runs beside the script, which does not wait for it and gets None from it.
    key : str or int, optional
        Its name for `st.rerun`.

    Returns
    -------
    Callable
        The function, to be called in a script; without `func` a decorator.

    Raises
    ------
    StreamlitValueError
        The key is empty.
    StreamlitAPIException
        The key is reserved.
    TypeError
        `parallel` is no bool.

    Examples
    --------
    >>> import revoila as st
    >>> @st.fragment
    ... def counter():
    ...     if st.button("Add"):
    ...         st.session_state.n = st.session_state.get("n", 0) + 1
    ...     st.write(st.session_state.get("n", 0))
    >>> counter()

    Notes
    -----
    Behaviour of Streamlit 1.67 ``st.fragment``. The elements of the function are in a container of
    their own. What it draws into other containers is replaced, too, provided that it has drawn there
    in the last full run.
    """
    if func is None:
        return partial(fragment, run_every=run_every, parallel=parallel, key=key)
    name = check_key(key)
    if name in RESERVED:
        message = f"The fragment key {name!r} is a reserved name: `st.rerun({name!r})` means something else."
        raise StreamlitAPIException(message)
    alone = check_flag("parallel", parallel)
    function = func

    @wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        here = active()
        if here is None:
            return function(*args, **kwargs)
        every = None if run_every == "" else duration_seconds(run_every)  # no time, no timer
        if every is not None and not math.isfinite(every):
            every = None
        made = open_fragment(
            here, partial(function, *args, **kwargs), function, key=name, every=every, alone=alone
        )
        run: Any = here.run
        if alone and not run.targets:
            run.beside.begin(run, made)
            return None
        return call_fragment(run, made)

    return call


def open_fragment(
    here: Active,
    body: Callable[[], Any],
    function: Callable[..., Any],
    *,
    key: str | None = None,
    every: float | None = None,
    alone: bool = False,
    own_place: Place | None = None,
) -> Fragment:
    """Draw the container of a fragment, and remember the fragment.

    Parameters
    ----------
    here : Active
        Where it is called.
    body : Callable
        What it does.
    function : Callable
        The author's function.
    key : str, optional
        Its name.
    every : float, optional
        Seconds after which it runs again.
    alone : bool, default False
        Whether it runs beside the script.
    own_place : Place, optional
        Where it is when that is no part of the fragments that are at work (dialogs).

    Returns
    -------
    Fragment
        To be called.
    """
    run: ScriptRun = here.run  # type: ignore[assignment]  # a script is at work
    name = f"{function.__module__}.{function.__qualname__}"
    run.session.fragments.check_key(key, name, run.number)
    around = current_fragment()
    above = () if around is None or own_place is not None else (*around.above, around.id)
    fragment_id = _identity(name, run.page_hash, above, own_place or here.place)
    timer = {} if every is None else {"run_every": every, "since": run.number}
    block = Element("container", add_present({"gap": check_gap("small"), "fragment": fragment_id}, **timer))
    # What has a place of its own above the page is outside of the fragment that puts it there.
    inside = run.open(block) if own_place is None else run.recorder.open(block, own_place)
    made = Fragment(
        id=fragment_id,
        function=name,
        key=key,
        body=body,
        branch=inside.branch,
        above=above,
        every=every,
        page_hash=run.page_hash,
        module=run.session.module,
        run=run.number,
        alone=alone,
    )
    run.session.fragments.add(made)
    return made


def _identity(function: str, page: str, above: tuple[str, ...], place: Place) -> str:
    slot = len(place.branch.children) if place.index is None else place.index
    where = f"{place.branch.path()}|{slot}"
    digest = blake2b(f"{function}|{page}|{above}|{where}".encode(errors="replace"), digest_size=16)
    return digest.hexdigest()

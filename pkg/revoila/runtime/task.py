"""``st.task``: long work beside the script, which neither holds up the page nor ends with a rerun."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeVar

from revoila._context import active
from revoila.elements._params import check_choice
from revoila.errors import StreamlitInvalidParameterTypeError, StreamlitValueOutOfRangeError
from revoila.runtime._fragments import current_fragment
from revoila.runtime._tasks import Job, Tasks, current_attempt, identity

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
R = TypeVar("R")


def task(
    func: Callable[..., R],
    /,
    *args: Any,
    key: str | int | None = None,
    on_done: str = "rerun",
    **kwargs: Any,
) -> Task[R]:
    """Call a function in the background and return a handle on it.

    The first call starts the function; the same call in a later run returns the same handle. So the
    script goes on at once, and a result survives reruns, page switches and a reload of the page.

    Parameters
    ----------
    func : Callable
        What to do. It may read and write session state, read secrets and use cached functions; it
        cannot draw. A coroutine function has an event loop of its own.
    *args : object
        Arguments by position. Without a `key` they are part of the identity of the task: other
        arguments make another task.
    key : str or int, optional
        Identity of the task in place of function and arguments. With it they count only when the task
        begins, or begins anew.
    on_done : {"rerun", "ignore"}, default "rerun"
        Whether the script, or the fragment around the call, runs again when the task has ended.
    **kwargs : object
        Arguments by name. One of the name ``key`` or ``on_done`` needs `functools.partial`.

    Returns
    -------
    Task
        What has become of the task so far.

    Raises
    ------
    StreamlitInvalidParameterTypeError
        `func` cannot be called.
    StreamlitValueError
        `on_done` is neither of the two, or the key is empty.
    StreamlitAPIException
        An argument has no hash and there is no key, or a task of the session would be one too many.

    See Also
    --------
    report_progress : Says how far a task is.

    Examples
    --------
    >>> import revoila as st
    >>> def count(end):
    ...     for number in range(end):
    ...         st.report_progress(number / end, f"{number} of {end}")
    ...     return end
    >>> job = st.task(count, 1000)
    >>> if job.running:
    ...     st.progress(job.progress, job.text)
    ... else:
    ...     st.write(job.result)

    Notes
    -----
    Streamlit 1.67 has nothing like it. A session runs four tasks at once (``Limits.tasks``), the
    others wait. They end with the session.
    """
    if not callable(func):
        detail = "Give the function itself, and its arguments after it: `st.task(load, 2024)`."
        raise StreamlitInvalidParameterTypeError("func", type(func), ["function"], detail=detail)
    reruns = check_choice("on_done", on_done, ("rerun", "ignore")) == "rerun"
    here = active()
    if here is None:
        return Task(Tasks(limit=1).begin("", func, args, kwargs))
    run: Any = here.run
    fragment = current_fragment()
    job = run.session.tasks.get(identity(func, args, kwargs, key), func, args, kwargs)
    job.owner = "" if fragment is None else fragment.id
    job.reruns = reruns
    return Task(job)


def report_progress(value: float, text: str | None = None) -> None:
    """Say how far the background task is in which this is called; elsewhere it does nothing.

    A task that was cancelled ends here.

    Parameters
    ----------
    value : float
        From 0.0 to 1.0.
    text : str, optional
        What it is at, as Markdown.

    Raises
    ------
    StreamlitInvalidParameterTypeError
        The value is no number.
    StreamlitValueOutOfRangeError
        The value is below 0 or above 1.

    Examples
    --------
    >>> import revoila as st
    >>> for step in range(10):
    ...     st.report_progress(step / 10, "Reading")

    Notes
    -----
    Streamlit 1.67 has nothing like it.
    """
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise StreamlitInvalidParameterTypeError("value", type(value), ["float"])
    if not 0 <= value <= 1:
        raise StreamlitValueOutOfRangeError("value", value, 0.0, 1.0)
    attempt = current_attempt()
    if attempt is not None:
        attempt.report(float(value), None if text is None else str(text))


class Task(Generic[R]):
    """A handle on a background task.

    Parameters
    ----------
    job : Job
        The task itself.
    """

    def __init__(self, job: Job) -> None:
        self._job = job

    def __repr__(self) -> str:
        return f"Task({self._job.name}, {self.status})"

    @property
    def status(self) -> str:
        """``"waiting"``, ``"running"``, ``"done"``, ``"failed"`` or ``"cancelled"``."""
        return self._job.status

    @property
    def running(self) -> bool:
        """Whether it has not ended yet; also while it waits for its turn."""
        return not self._job.ended.is_set()

    @property
    def done(self) -> bool:
        """Whether it has ended, with a result, an error or by `cancel`."""
        return self._job.ended.is_set()

    @property
    def error(self) -> Exception | None:
        """What the function has raised; None if it has not."""
        return self._job.error

    @property
    def result(self) -> R | None:
        """What the function has returned; None as long as it has not.

        Raises
        ------
        Exception
            What the function has raised.
        """
        if self._job.error is not None:
            raise self._job.error
        result: R | None = self._job.result
        return result

    @property
    def progress(self) -> float:
        """How far it is by its own account, from 0.0 to 1.0."""
        return self._job.progress

    @property
    def text(self) -> str | None:
        """What it is at by its own account."""
        return self._job.text

    def cancel(self) -> None:
        """End it without a result; does nothing when it has ended.

        In the function an exception is raised that ``except Exception`` does not catch. A call into C
        goes on to its end, but nobody waits for it.

        Examples
        --------
        >>> import revoila as st
        >>> job = st.task(sum, [1, 2])
        >>> if st.button("Cancel", disabled=job.done):
        ...     job.cancel()
        """
        self._job.cancel()

    def restart(self) -> None:
        """Begin anew, with the arguments of the last call; what it does now is cancelled.

        Examples
        --------
        >>> import revoila as st
        >>> job = st.task(sum, [1, 2])
        >>> again = st.button("Again", on_click=job.restart)
        """
        self._job.restart()

    def wait(self, timeout: float | None = None) -> bool:
        """Wait for its end; another click, or a stop, ends the script meanwhile.

        Parameters
        ----------
        timeout : float, optional
            How long, in seconds; None for as long as it takes.

        Returns
        -------
        bool
            Whether it has ended.

        Examples
        --------
        >>> import revoila as st
        >>> if st.task(sum, [1, 2]).wait(5):
        ...     st.success("Done")
        """
        here = active()
        look = (lambda: None) if here is None else here.run.yield_point
        self._job.wait(timeout, look)
        return self.done

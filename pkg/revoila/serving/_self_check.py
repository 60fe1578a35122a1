"""Does every route say whether it needs a login? A server with one that does not refuses to start.

A route that forgot to ask is how strangers get in, and nobody notices. So every
method of every handler must carry one of Jupyter Server's decorators:
`web.authenticated`, `ws_authenticated`, `authorized` or `allow_unauthenticated`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jupyter_server.auth.decorator import authorized
from tornado import web
from tornado.routing import PathMatches, RuleRouter

from revoila.serving._usage import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def _ask(_handler: web.RequestHandler) -> None:
    """Be decorated."""


# All functions that one decorator returns share their code.
ASKING = {web.authenticated(_ask).__code__, authorized("read", "nothing")(_ask).__code__}

UNIMPLEMENTED = web.RequestHandler._unimplemented_method  # noqa: SLF001  # as Jupyter Server's own check does


class RouteError(UsageError):
    """A route does not say whether it needs a login."""


def check_routes(app: web.Application) -> None:
    """Refuse an application with a route that is open by mistake.

    Parameters
    ----------
    app : Application
        With all its routes.

    Raises
    ------
    RouteError
        A method of a handler carries no decision; the message names it.
    """
    for pattern, handler in walk(app.default_router):
        for name in handler.SUPPORTED_METHODS:
            method = getattr(handler, name.lower())
            if method is not UNIMPLEMENTED and not is_decided(method):
                raise RouteError(
                    f"{name} of the route {pattern} ({handler.__name__}) does not say whether it needs a login. "
                    "Decorate it with tornado's `web.authenticated` or Jupyter Server's `allow_unauthenticated`."
                )


def walk(router: RuleRouter) -> Iterator[tuple[str, type[web.RequestHandler]]]:
    """Yield the pattern and the handler of every route.

    Parameters
    ----------
    router : RuleRouter
        Of an application; routers may contain others.

    Yields
    ------
    str
        Pattern of the path.
    type
        What answers.

    Raises
    ------
    RouteError
        Something else than a handler answers, which cannot be checked.
    """
    for rule in router.rules:
        if isinstance(rule.target, RuleRouter):
            yield from walk(rule.target)
            continue
        pattern = rule.matcher.regex.pattern if isinstance(rule.matcher, PathMatches) else str(rule.matcher)
        if not (isinstance(rule.target, type) and issubclass(rule.target, web.RequestHandler)):
            raise RouteError(f"The route {pattern} is not answered by a handler and cannot be checked.")
        yield pattern, rule.target


def is_decided(method: Callable[..., Any]) -> bool:
    """Whether a method of a handler says if it needs a login."""
    wrapped: Any = method
    while wrapped is not None:
        if hasattr(wrapped, "__allow_unauthenticated") or getattr(wrapped, "__code__", None) in ASKING:
            return True
        wrapped = getattr(wrapped, "__wrapped__", None)
    return False

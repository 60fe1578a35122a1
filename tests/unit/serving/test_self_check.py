from __future__ import annotations

from typing import Any

import pytest
from jupyter_server.auth.decorator import allow_unauthenticated, authorized, ws_authenticated
from tornado import web
from tornado.routing import AnyMatches, Rule

from revoila.serving._self_check import RouteError, check_routes, walk


class Asking(web.RequestHandler):
    @web.authenticated
    def get(self) -> None:
        pass

    @web.authenticated
    @authorized
    def post(self) -> None:
        pass

    @authorized
    async def put(self) -> None:
        pass

    @ws_authenticated
    def patch(self) -> None:
        pass


class Open(web.RequestHandler):
    @allow_unauthenticated
    def get(self) -> None:
        pass


class Inherited(Asking):
    pass


class Forgetful(Asking):
    def get(self) -> None:
        pass


class HalfForgetful(Open):
    def delete(self) -> None:
        pass


def application(*handlers: type, **settings: Any) -> web.Application:
    app = web.Application(**settings)
    app.add_handlers(".*$", [(f"/{handler.__name__}", handler) for handler in handlers])
    return app


def test_routes_with_a_decision_are_accepted() -> None:
    app = application(Asking, Open, Inherited)
    check_routes(app)
    assert [handler for _, handler in walk(app.default_router)] == [Asking, Open, Inherited]


@pytest.mark.parametrize(("handler", "method"), [(Forgetful, "GET"), (HalfForgetful, "DELETE")])
def test_planted_route_is_named(handler: type, method: str) -> None:
    with pytest.raises(RouteError, match=f"{method} of the route /{handler.__name__}"):
        check_routes(application(Asking, handler))


def test_routes_that_tornado_adds_by_itself_are_seen() -> None:
    with pytest.raises(RouteError, match="StaticFileHandler"):
        check_routes(application(Open, static_path="/"))


def test_what_is_no_handler_cannot_be_checked() -> None:
    app = application(Open)
    app.default_router.rules.insert(0, Rule(AnyMatches(), lambda request: None))
    with pytest.raises(RouteError, match="cannot be checked"):
        check_routes(app)

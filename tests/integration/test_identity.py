"""Identity providers of others, such as JupyterHub's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.integration.conftest import Page, Visitor

if TYPE_CHECKING:
    from tests.integration.conftest import Launcher

CONFIG = """
from jupyter_server.auth import Authorizer, IdentityProvider, User
from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.base.handlers import JupyterHandler


class Callback(JupyterHandler):
    def initialize(self, greeting):
        self.greeting = greeting

    @allow_unauthenticated
    def get(self):
        self.finish(self.greeting)


class Provider(IdentityProvider):
    @property
    def token(self):
        return "of the provider"

    def get_user(self, handler):
        name = handler.request.headers.get("X-Name")
        return User(name) if name else None

    def get_handlers(self):
        return [("/callback", Callback, {"greeting": "hello"})]


class Overseers(Authorizer):
    def is_authorized(self, handler, user, action, resource):
        return resource != "revoila-sessions" or user.username == "ann"


c.Revoila.identity_provider_class = Provider
c.Revoila.authorizer_class = Overseers
"""


def test_identity_and_authorizer_of_others_decide(serve: Launcher) -> None:
    server = serve("--base-url=/services/app/", config=CONFIG)
    ann, bob = {"X-Name": "ann"}, {"X-Name": "bob"}
    assert server.ask("callback").body == "hello"
    assert server.ask("").status == 302
    assert server.ask("", headers=bob).status == 200
    page = Page(Visitor(server)).connect(**bob).welcomed()
    page.see("count is 0")
    assert server.ask("api/revoila/sessions", headers=bob).status == 403
    answer = server.ask("api/revoila/sessions", headers=ann)
    assert answer.status == 200
    assert '"user": "bob"' in answer.body

"""The server behind ``revoila run``: of one app or of a folder of apps.

It is made of Jupyter Server's parts (handlers, identity provider, authorizer,
kernel managers, websockets), but is not a `ServerApp` with everything that one
serves, and not a `voila.app.Voila`: importing that takes longer than starting
this server, for renderers that it does not need. Voilà's front end, with its
configuration and hooks, is there for the pages that show other widgets.

Its configuration files are ``jupyter_revoila_config.py`` and ``.json`` on the
Jupyter config path.
"""

from __future__ import annotations

import logging
import os
import random
import shutil
import socket
import sys
import tempfile
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from jupyter_core.paths import jupyter_config_dir, jupyter_config_path
from traitlets import Any as AnyTrait
from traitlets import Bool, Bytes, Dict, Enum, Integer, List, Unicode, default, validate
from traitlets.config import Application, Config, catch_config_error

from revoila import __version__
from revoila.config.traits import CONFIGURABLES, option_values
from revoila.serving import _browser, _runtime_info
from revoila.serving._apps import FixedApps, ServedApp
from revoila.serving._isolation import KINDS, make_kernels
from revoila.serving._options import remember_flags, server_settings, split_flags
from revoila.serving._startup import load_web, without_iri_grammar
from revoila.serving._usage import UsageError
from revoila.serving.target import find_target

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from revoila.serving._web import Web
    from revoila.serving.target import Target

CONFIG_NAME = "jupyter_revoila_config"

DEFAULTS = Config(
    {
        # Whoever was given the token could otherwise lock everybody else out, on the login page.
        "PasswordIdentityProvider": {"allow_password_change": False},
    }
)

TELLING = frozenset({"-h", "--help", "--help-all", "--generate-config"})
"""Options that tell about all options, also of what is imported only when it is used."""

NEXT_PORTS = 5
"""How many ports after the first are tried in order, before others near it are."""


class Revoila(Application):
    """Serves script apps as a site."""

    name = "revoila"
    version = __version__
    description = Unicode("Serve a Streamlit-style script as a site, on Jupyter kernels.")
    examples = Unicode("revoila run app.py --port 8502 -- an argument of the script")
    option_description = Unicode("")

    # As traitlets wants them; they are read, not changed.
    classes: Any = [*CONFIGURABLES]  # noqa: RUF012
    aliases: Any = {  # noqa: RUF012
        **Application.aliases,
        "port": "Revoila.port",
        "ip": "Revoila.ip",
        "token": "Revoila.token",
        "theme": "Theme.base",
        "base-url": "Revoila.base_url",
        "isolation": "Revoila.isolation",
        "gateway": "Revoila.gateway",
        "workers": "SharedKernels.workers",
        "lease": "PageSessions.lease",
        "drain": "PageSessions.drain",
    }
    flags: Any = {  # noqa: RUF012
        **Application.flags,
        "survive": (
            {"PageSessions": {"survive": True}},
            "Keep the plain values of sessions on disk, signed, for a restart of the server.",
        ),
        "reload": (
            {"Server": {"run_on_save": True}},
            "Run apps again when their files are saved, without asking; as --server.runOnSave=true.",
        ),
        "no-browser": ({"Revoila": {"open_browser": False}}, "Do not open a browser."),
        "token": (
            {"Revoila": {"auto_token": True}},
            "Ask visitors for a token; without `=` and a value one is made.",
        ),
        "streamlit-alias": (
            {"Revoila": {"streamlit_alias": True}},
            "Let `import streamlit` mean Revoilà even where Streamlit is installed.",
        ),
        "generate-config": (
            {"Revoila": {"generate_config": True}},
            "Write a configuration file with all defaults.",
        ),
    }

    isolation = Enum(
        KINDS,
        default_value="shared",
        config=True,
        help=(
            "Where visitors run: `shared` processes, a warm process for each from a pool (`pooled`), or a new "
            "`process` for each. Only the last two keep visitors apart who may run code of their own."
        ),
    )
    isolation_of = Dict(
        value_trait=Enum(KINDS),
        key_trait=Unicode(),
        config=True,
        help="The same for single apps of a folder, by their names.",
    )
    gateway = Unicode(
        "",
        config=True,
        help="URL of a Jupyter Kernel Gateway, or of a balancer before several, on which sessions are placed.",
    )
    port = Integer(8501, config=True, help="Port; when it is not set, the next free one is taken.")
    port_retries = Integer(50, config=True, help="How many other ports are tried.")
    ip = Unicode("localhost", config=True, help="Address to listen on; empty for all of this machine.")
    base_url = Unicode("/", config=True, help="URL path below which the apps are.")
    server_url = Unicode(
        None,
        allow_none=True,
        config=True,
        help="The same as this server sees it, where a proxy takes a part of the path away.",
    )
    root_dir = Unicode(config=True, help="Where scripts work.")
    token = Unicode(None, allow_none=True, config=True, help="What visitors are asked for.")
    auto_token = Bool(default_value=False, config=True, help="Whether a token is made.")
    cookie_secret = Bytes(config=True, help="Signs cookies; by default new with every start.")
    authorizer_class = AnyTrait(
        "jupyter_server.auth.authorizer.AllowAllAuthorizer",
        config=True,
        help="Who may do what, of those who are known: an `Authorizer` of Jupyter Server, or its name.",
    )
    identity_provider_class = AnyTrait(
        "jupyter_server.auth.identity.PasswordIdentityProvider",
        config=True,
        help="Who somebody is: an `IdentityProvider` of Jupyter Server, or its name.",
    )
    tornado_settings = Dict(config=True, help="Further settings of the web application, such as headers.")
    page_hook = AnyTrait(
        None,
        allow_none=True,
        config=True,
        help="A function, or a coroutine function, that is called with the handler of every request for a page "
        "and may answer it, for instance with a redirect.",
    )
    header_envs = List(
        Unicode(),
        config=True,
        help="Headers of requests that kernels find in their environment, as HTTP_NAME.",
    )
    open_browser = Bool(default_value=True, config=True, help="Whether to open a browser.")
    browser = Unicode("", config=True, help="Which one, as the module `webbrowser` takes it.")
    webbrowser_open_new = Integer(2, config=True, help="2 opens a tab, 1 a window, 0 either.")
    custom_display_url = Unicode("", config=True, help="The address to show instead of this machine's.")
    streamlit_alias = Bool(
        default_value=False,
        config=True,
        help="Whether `import streamlit` means Revoilà even where it is installed.",
    )
    generate_config = Bool(
        default_value=False, config=True, help="Whether to write a configuration file and stop."
    )
    authenticate_prometheus = Bool(
        default_value=True, config=True, help="Whether metrics are only for those who may see the sessions."
    )
    config_file_paths = List(Unicode(), config=True, help="Where configuration files are looked for.")
    target: Target | None = None
    script_arguments: Sequence[str] = ()
    web: Web | None = None
    private_folder = ""

    @property
    def _identity(self) -> Any:
        assert self.web is not None  # noqa: S101  # nobody asks before there is one
        return self.web.identity

    @default("log_level")
    def _default_log_level(self) -> int:
        return logging.WARNING

    @default("config_file_paths")
    def _default_config_file_paths(self) -> list[str]:
        # Not the working directory: starting a server must not execute what lies there.
        return list(jupyter_config_path())

    @default("cookie_secret")
    def _default_cookie_secret(self) -> bytes:
        return os.urandom(32)

    @default("root_dir")
    def _default_root_dir(self) -> str:
        # As for Streamlit, scripts work where the command was given, not where they are.
        return str(Path.cwd())

    @validate("base_url", "server_url")
    def _valid_base_url(self, proposal: Any) -> str | None:
        if proposal["value"] is None:
            return None
        inner = proposal["value"].strip("/")
        return f"/{inner}/" if inner else "/"

    @catch_config_error
    def initialize(self, argv: Sequence[str] | None = None) -> None:
        """Read the command line and the configuration files.

        Parameters
        ----------
        argv : sequence of str, optional
            By default the command line of the process.
        """
        self.parse_command_line(argv)
        self._read_config()

    def parse_command_line(self, argv: Sequence[str] | None = None) -> None:
        """Read options, the target, and the arguments of the script.

        Parameters
        ----------
        argv : sequence of str, optional
            By default the command line of the process.
        """
        given = list(sys.argv[1:] if argv is None else argv)
        split = given.index("--") if "--" in given else len(given)
        if TELLING & set(given[:split]):
            self.classes = [*self.classes, *_all_classes()]
        try:
            own, flags = split_flags(given[:split])
            # The token may be left out, and what follows `--token` is then not one but the app.
            super().parse_command_line(
                ["--Revoila.auto_token=True" if text == "--token" else text for text in own]
            )
            remember_flags({**flags, **option_values(self.cli_config)})
        except UsageError as error:
            self._fail(str(error))
        unknown = [name for name in self.cli_config if not name[0].isupper()]
        if unknown:
            self._fail(f"There is no option --{unknown[0]}. `revoila run --help` lists the options.")
        target, *arguments = self.extra_args or [""]
        self.script_arguments = [*arguments, *given[split + 1 :]]
        if self.serves:
            try:
                self.target = find_target(target or None)
            except UsageError as error:
                self._fail(str(error))

    @property
    def serves(self) -> bool:
        """Whether the command line asks for a server, and not for information."""
        return not (self.generate_config or self.show_config or self.show_config_json)

    def _read_config(self) -> None:
        """Load the configuration files; the command line and the app's own options win."""
        config = deepcopy(DEFAULTS)
        config.merge(self.config)
        self.config = config
        self.load_config_file(CONFIG_NAME, path=self.config_file_paths)
        self.update_config(self.cli_config)
        if self.target is None:
            return
        # The kernels work here, too, and some options are read from a file of the working directory.
        try:
            os.chdir(self.root_dir)
        except OSError as error:
            self._fail(
                f"Scripts cannot work here: {error}. Start in another folder, or name one with --Revoila.root_dir."
            )
        try:
            for name, value in server_settings(self.target.folder).items():
                self._take(name, value)
        except UsageError as error:
            self._fail(str(error))

    def _take(self, name: str, value: Any) -> None:
        """Set what an option says, unless our own configuration says something else."""
        section = "PageSessions" if name == "lease" else "Revoila"
        if name not in self.config.get(section, {}):
            self.update_config(Config({section: {name: value}}))

    # The server.

    def start(self) -> None:
        """Serve until a signal comes, or write the configuration file that was asked for."""
        super().start()
        if self.generate_config:
            self._write_config()
            return
        if self.streamlit_alias:
            os.environ["REVOILA_STREAMLIT_ALIAS"] = "1"
        self.private_folder = tempfile.mkdtemp(prefix="revoila_")
        apps = self.served_apps()
        try:
            kernels = make_kernels(
                self,
                isolation=self.isolation,
                isolation_of=self.isolation_of,
                gateway=self.gateway,
                folder=self.root_dir,
            )
            # The first visitor's process starts while this one goes on.
            for app in apps:
                kernels.warm_up(app)
            self.web = load_web()(self, apps, kernels)
            self.web.serve(self._ports(), self.ip, self._announce)
        except UsageError as error:
            self.stop()
            self._fail(str(error))
        finally:
            self.stop()

    def served_target(self) -> Target:
        """Return what the command line names."""
        assert self.target is not None  # noqa: S101  # a server without one never starts
        return self.target

    def served_apps(self) -> FixedApps:
        """Return what is served, from the command line and the configuration."""
        arguments = tuple(self.script_arguments)
        return FixedApps(
            {
                name: ServedApp(script=script, arguments=arguments, name=name)
                for name, script in self.served_target().scripts.items()
            }
        )

    def _ports(self) -> Iterator[int]:
        """Yield the ports to try: the one that was asked for, or some."""
        yield self.port
        if "port" in self.config.get("Revoila", {}):
            return
        yield from range(self.port + 1, self.port + NEXT_PORTS)
        spread = 2 * self.port_retries
        for _ in range(self.port_retries - NEXT_PORTS):
            yield max(1, self.port + random.randint(-spread, spread))  # noqa: S311  # no secret

    def stop(self) -> None:
        """End every session, so that no kernel outlives its server."""
        _runtime_info.remove_info()
        web, self.web = self.web, None
        if web is not None:
            web.close()
        shutil.rmtree(self.private_folder, ignore_errors=True)

    # What the person who started it sees.

    @property
    def display_url(self) -> str:
        """The address of the first page; with the token when it was made here."""
        host = socket.gethostname() if self.ip in {"", "0.0.0.0"} else self.ip  # noqa: S104  # recognised
        host = f"[{host}]" if ":" in host else host
        url = self.custom_display_url or f"http://{host}:{self.port}{self.base_url}"
        provider = self._identity
        token = getattr(provider, "token", "")
        if not token:
            return url
        return f"{url.rstrip('/')}/?token={token if provider.token_generated else '...'}"

    def launch_browser(self) -> None:
        """Open the page in a browser where there is one."""
        url = self.display_url
        if "token=" in url:
            # The address would be readable in the list of processes.
            url = _browser.redirect_file(Path(self.private_folder), url)
        _browser.open_page(url, self.browser or None, self.webbrowser_open_new)

    def _announce(self, port: int) -> None:
        """Say where the server is."""
        self.port = port
        target = self.served_target()
        try:
            _runtime_info.write_info(
                ip=self.ip,
                port=self.port,
                base_url=self.base_url,
                token=getattr(self._identity, "token", ""),
                target=target.path,
            )
        except (OSError, RuntimeError) as error:
            self.log.warning("`revoila sessions` will not find this server: %s", error)
        number = "" if "" in target.scripts else f" with {len(target.scripts)} apps"
        sys.stdout.write(
            f"\n  {target.path.name}{number} is served at {self.display_url}\n  Press Ctrl+C to stop.\n\n"
        )
        sys.stdout.flush()
        if self.ip not in {"localhost", "127.0.0.1", "::1"} and not self._identity.auth_enabled:
            self.log.warning("Whoever reaches this address can use the app. Ask for a token with --token.")
        if self.open_browser:
            self.launch_browser()

    def _write_config(self) -> None:
        path = Path(jupyter_config_dir(), f"{CONFIG_NAME}.py")
        if path.exists():
            self._fail(f"{path} exists already and is left as it is.")
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_text(self.generate_config_file(), encoding="utf-8")
        sys.stdout.write(f"{path} has all options with their defaults, as comments.\n")

    def _fail(self, message: str) -> NoReturn:
        sys.stderr.write(f"revoila: {message}\n")
        self.exit(2)
        raise SystemExit(2)


def _all_classes() -> list[type]:
    """Return the classes with options that are imported only when they are used."""
    with without_iri_grammar():
        from jupyter_server.auth.identity import PasswordIdentityProvider
        from jupyter_server.gateway.gateway_client import GatewayClient
        from voila.configuration import VoilaConfiguration

        from revoila.serving import _gateway_kernels, _host_kernels, _process_kernels, _sessions
        from revoila.serving.shared import _placement, provisioner

    return [
        _sessions.PageSessions,
        PasswordIdentityProvider,
        _host_kernels.HostKernels,
        _process_kernels.ProcessKernels,
        _process_kernels.AppKernelManager,
        _placement.SharedKernels,
        provisioner.SharedKernelProvisioner,
        _gateway_kernels.GatewayKernels,
        GatewayClient,
        VoilaConfiguration,
    ]

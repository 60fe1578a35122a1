"""The server behind ``revoila run``: Voilà, configured for one app or for a folder of apps.

It is a subclass of `voila.app.Voila`, so that Voilà's extension points (prelaunch
and page-config hooks, kernel manager, identity provider, authorizer, tornado
settings, template) stay where its users know them. What it replaces are whole
documented methods; nothing of another package is assigned to.

Its configuration files are ``jupyter_revoila_config.py`` and ``.json`` on the
Jupyter config path. Those of Voilà itself are not read, because they configure
another server; ``c.Voila`` and ``c.VoilaConfiguration`` work in ours.
"""

from __future__ import annotations

import logging
import os
import shutil
import sys
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from jupyter_core.paths import jupyter_config_dir, jupyter_config_path, jupyter_path
from jupyter_server.services.kernels.connection.base import BaseKernelWebsocketConnection
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from traitlets import Bool, Integer, List, Type, Unicode, default, validate
from traitlets.config import Application, Config
from voila.app import Voila
from voila.paths import collect_template_paths

from revoila import __version__
from revoila.config.traits import CONFIGURABLES, option_values
from revoila.serving import _browser, _ports, _runtime_info
from revoila.serving._kernels import AppKernelManager, AppKernelSpecs, PromptConnection
from revoila.serving._log import log_request
from revoila.serving._options import (
    remember_flags,
    server_limits,
    server_settings,
    split_flags,
    web_settings,
)
from revoila.serving._renderer import TEMPLATES, ServedApp
from revoila.serving._routes import app_routes
from revoila.serving._self_check import check_routes
from revoila.serving._sessions import PageSessions
from revoila.serving._shutdown import Shutdown
from revoila.serving._templates import with_error_pages
from revoila.serving._usage import UsageError
from revoila.serving.shared._placement import SharedKernels
from revoila.serving.shared.provisioner import SharedKernelProvisioner
from revoila.serving.target import find_target

if TYPE_CHECKING:
    from collections.abc import Sequence

    from revoila.serving._static import Route
    from revoila.serving.target import Target

CONFIG_NAME = "jupyter_revoila_config"
TEMPLATE = "revoila"
CELL = "from revoila.notebook import App\nApp({path}, served=True)"

DEFAULTS = Config(
    {
        "VoilaConfiguration": {
            "template": TEMPLATE,
            # `?template=` and `?theme=` are parameters of the app, not of the server.
            "allow_template_override": "NO",
            "allow_theme_override": "NO",
            "multi_kernel_manager_class": AppKernelManager,
            "kernel_spec_manager_class": AppKernelSpecs,
            # Parts of JupyterLab's own user interface, which a page of widgets never needs.
            "extension_denylist": ["@jupyter-notebook/lab-extension", "jupyterlab_pygments"],
        },
        # Whoever was given the token could otherwise lock everybody else out, on the login page.
        "PasswordIdentityProvider": {"allow_password_change": False},
        # A kernel that was restarted has no app in it. Its page says that the session is lost instead.
        "KernelRestarter": {"restart_limit": 0},
    }
)

LONGEST_SOCKET_FOLDER = 50
"""Path length up to which kernels get sockets in that private folder instead of ports; the system allows 107."""

MAX_HEADERS = 2 * 1024**2
"""In bytes. Above it a connection is cut without a word, so it is well above the limit for queries."""

PING_INTERVAL = 10_000
"""In milliseconds; a page that has vanished without a word is noticed after three."""


class Revoila(Voila):
    """Serves script apps as a site."""

    name = "revoila"
    version = __version__
    description = Unicode("Serve a Streamlit-style script as a site, with Voilà on a Jupyter Server.")
    examples = Unicode("revoila run app.py --port 8502 -- an argument of the script")
    option_description = Unicode("")

    classes: ClassVar[Any] = [
        *Voila.classes,
        PageSessions,
        AppKernelManager,
        AppKernelSpecs,
        PromptConnection,
        SharedKernelProvisioner,
        SharedKernels,
        *CONFIGURABLES,
    ]
    aliases: ClassVar[Any] = {
        **Application.aliases,
        "port": "Revoila.port",
        "ip": "Revoila.ip",
        "token": "Revoila.token",
        "theme": "Theme.base",
        "base-url": "Revoila.base_url",
        "isolation": "AppKernelSpecs.isolation",
        "workers": "SharedKernels.workers",
        "lease": "PageSessions.lease",
        "drain": "PageSessions.drain",
        "template": "VoilaConfiguration.template",
    }
    flags: ClassVar[Any] = {
        **Application.flags,
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

    port = Integer(8501, config=True, help="Port; when it is not set, the next free one is taken.")
    streamlit_alias = Bool(
        default_value=False,
        config=True,
        help="Whether `import streamlit` means Revoilà even where it is installed.",
    )
    cell = Unicode(
        CELL, config=True, help="Code that shows the app in its kernel; {path} is the quoted script path."
    )
    generate_config = Bool(
        default_value=False, config=True, help="Whether to write a configuration file and stop."
    )
    authenticate_prometheus = Bool(
        default_value=True, config=True, help="Whether metrics are only for those who may see the sessions."
    )
    kernel_websocket_connection_class = Type(
        default_value=PromptConnection,
        klass=BaseKernelWebsocketConnection,
        config=True,
        help="How the websocket of a page is connected to its kernel.",
    )
    script_arguments = List(Unicode(), help="What the script finds in sys.argv after its own name.")
    target: Target | None = None
    # Traits of the base class, which its annotations do not tell.
    config: Any
    extra_args: Any
    ioloop: Any

    @default("log_level")
    def _default_log_level(self) -> int:
        return logging.WARNING

    @default("config_file_paths")
    def _default_config_file_paths(self) -> list[str]:
        # Not the working directory: starting a server must not execute what lies there.
        return list(jupyter_config_path())

    @validate("base_url")
    def _valid_base_url(self, proposal: Any) -> str:
        inner = proposal["value"].strip("/")
        return f"/{inner}/" if inner else "/"

    def parse_command_line(self, argv: Sequence[str] | None = None) -> None:
        """Read options, the target, and the arguments of the script.

        Parameters
        ----------
        argv : sequence of str, optional
            By default the command line of the process.
        """
        given = list(sys.argv[1:] if argv is None else argv)
        split = given.index("--") if "--" in given else len(given)
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
        target, *arguments = self.extra_args or [None]
        # Voilà would take a positional argument for a notebook.
        self.extra_args = []
        self.script_arguments = [*arguments, *given[split + 1 :]]
        if self.serves:
            try:
                self.target = find_target(target)
            except UsageError as error:
                self._fail(str(error))
            # Only Voilà's own routes look at it, and none of them is kept.
            self.notebook_path = str(next(iter(self.served_target().scripts.values())))

    @default("root_dir")
    def _default_root_dir(self) -> str:
        # As for Streamlit, scripts work where the command was given, not where they are.
        return str(Path.cwd())

    @property
    def serves(self) -> bool:
        """Whether the command line asks for a server, and not for information."""
        return not (self.generate_config or self.show_config or self.show_config_json)

    def load_config_file(self, filename: str, path: str | Sequence[str | None] | None = None) -> None:
        """Load our configuration files where Voilà would load its own.

        Parameters
        ----------
        filename : str
            What Voilà calls its own.
        path : sequence of str, optional
            Folders, the most important first.
        """
        self.log.debug("Reading %s instead of %s.", CONFIG_NAME, filename)
        config = deepcopy(DEFAULTS)
        config.merge(self.config)
        self.config = config
        super().load_config_file(CONFIG_NAME, path)
        if self.target is not None:
            # The kernels work here, too, and some options are read from a file of the working directory.
            os.chdir(self.root_dir)
            try:
                for name, value in server_settings(self.target.folder).items():
                    self._take(name, value)
            except UsageError as error:
                self._fail(str(error))

    def setup_template_dirs(self) -> None:
        """Find the templates; ours are in this package, installed with shared data or not."""
        super().setup_template_dirs()
        if self.voila_configuration.template == TEMPLATE:
            roots = [str(TEMPLATES), *jupyter_path()]
            self.template_paths = collect_template_paths(
                ["voila", "nbconvert"], TEMPLATE, prune=True, root_dirs=roots
            )

    def init_settings(self) -> dict[str, Any]:
        """Prepare what the handlers share."""
        if sys.platform == "linux" and len(self.connection_dir) <= LONGEST_SOCKET_FOLDER:
            sockets = Config({"KernelManager": {"transport": "ipc"}})
            sockets.merge(self.config)
            self.config = sockets
        settings: dict[str, Any] = super().init_settings()
        if isinstance(self.kernel_spec_manager, AppKernelSpecs):
            self.kernel_spec_manager.warm_up(self.root_dir)
        folder = self.served_target().folder
        limits = server_limits(folder)
        self.sessions = PageSessions(parent=self, kernel_manager=self.kernel_manager, limits=limits)
        settings["revoila_sessions"] = self.sessions
        settings["jinja2_env"] = with_error_pages(settings["jinja2_env"])
        settings["authenticate_prometheus"] = self.authenticate_prometheus
        settings["websocket_max_message_size"] = limits.frame_size
        settings["ws_ping_interval"] = PING_INTERVAL
        # Tornado's own would write tokens of addresses into the log.
        settings["log_function"] = log_request
        settings.update(web_settings(folder))
        return settings

    def init_handlers(self) -> list[Route]:
        """Say what is answered."""
        login = self.identity_provider.get_handlers() if self.identity_provider.auth_enabled else []
        target = self.served_target()
        return app_routes(
            super().init_handlers(),
            login,
            base_url=self.server_url,
            apps=self.served_apps(),
            title=target.path.stem,
            sessions=self.sessions,
        )

    def served_target(self) -> Target:
        """Return what the command line names."""
        assert self.target is not None  # noqa: S101  # a server without one never starts
        return self.target

    def served_apps(self) -> dict[str, ServedApp]:
        """Return what is served.

        Returns
        -------
        dict of str to ServedApp
            By name, from the command line and the configuration.
        """
        arguments = tuple(self.script_arguments)
        return {
            name: ServedApp(script=script, arguments=arguments, cell=self.cell, name=name)
            for name, script in self.served_target().scripts.items()
        }

    def start(self) -> None:
        """Serve until a signal comes, or write the configuration file that was asked for."""
        if self.generate_config:
            self._write_config()
            return
        if self.streamlit_alias:
            os.environ["REVOILA_STREAMLIT_ALIAS"] = "1"
        super().start()

    def listen(self) -> None:
        """Bind, say where, and serve until the loop stops."""
        try:
            check_routes(self.app)
            ports = (
                [self.port] if self._is_set("port") else self.random_ports(self.port, self.port_retries + 1)
            )
            sockets = _ports.bind(ports, self.ip)
        except UsageError as error:
            self.stop()
            self._fail(str(error))
        HTTPServer(self.app, max_header_size=MAX_HEADERS).add_sockets(sockets)
        self.port = sockets[0].getsockname()[1]
        self.ioloop = IOLoop.current()
        Shutdown(self.sessions, self.ioloop, self.log).listen()
        self._announce()
        try:
            self.ioloop.start()
        finally:
            self.stop()

    def stop(self) -> None:
        """End every session, so that no kernel outlives its server."""
        _runtime_info.remove_info()
        if len(self.kernel_manager):
            IOLoop.current().run_sync(self._end_kernels)
        if SharedKernels.initialized():
            SharedKernels.instance().close()
        shutil.rmtree(self.connection_dir, ignore_errors=True)

    async def _end_kernels(self) -> None:
        await self.sessions.close()
        await self.sessions.shut_down_kernels()

    def launch_browser(self) -> None:
        """Open the page in a browser where there is one."""
        url = self.display_url
        if "token=" in url:
            # The address would be readable in the list of processes.
            url = _browser.redirect_file(Path(self.connection_dir), url)
        _browser.open_page(url, self.browser or None, self.webbrowser_open_new)

    def _announce(self) -> None:
        target = self.served_target()
        try:
            _runtime_info.write_info(
                ip=self.ip,
                port=self.port,
                base_url=self.server_url,
                token=getattr(self.identity_provider, "token", ""),
                target=target.path,
            )
        except (OSError, RuntimeError) as error:
            self.log.warning("`revoila sessions` will not find this server: %s", error)
        number = "" if "" in target.scripts else f" with {len(target.scripts)} apps"
        sys.stdout.write(
            f"\n  {target.path.name}{number} is served at {self.display_url}\n  Press Ctrl+C to stop.\n\n"
        )
        sys.stdout.flush()
        if self.ip not in {"localhost", "127.0.0.1", "::1"} and not self.identity_provider.auth_enabled:
            self.log.warning("Whoever reaches this address can use the app. Ask for a token with --token.")
        if self.open_browser:
            self.launch_browser()

    def _take(self, name: str, value: Any) -> None:
        """Set what an option says, unless our own configuration says something else."""
        section = "PageSessions" if name == "lease" else "Revoila"
        if not self._is_set(name, section):
            self.update_config(Config({section: {name: value}}))

    def _is_set(self, name: str, section: str = "Revoila") -> bool:
        return any(name in self.config.get(known, {}) for known in {section, "Voila"})

    def _write_config(self) -> None:
        path = Path(jupyter_config_dir(), f"{CONFIG_NAME}.py")
        if path.exists():
            self._fail(f"{path} exists already and is left as it is.")
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_text(self.generate_config_file(), encoding="utf-8")
        sys.stdout.write(f"{path} has all options with their defaults, as comments.\n")

    def _fail(self, message: str) -> None:
        sys.stderr.write(f"revoila: {message}\n")
        self.exit(2)

"""Every option there is: name, default, type, meaning.

Names, types and defaults are those of Streamlit 1.67, whose files and
environment variables must keep working; options of the section ``limits`` and
those marked so are our own. An option that nothing reads yet says so in
`Option.status`, and setting it logs a warning: nothing is ignored in silence.
"""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

from revoila.config._theme_tokens import SECTIONS, TOKENS


class Option(NamedTuple):
    """One option.

    Parameters
    ----------
    name : str
        Section and name, such as ``"server.port"``.
    default : object
        Value when nobody sets it; None may stand for one that is computed.
    type : str
        ``"bool"``, ``"int"``, ``"float"``, ``"str"``, ``"list"`` (of texts), ``"map"`` or
        ``"theme"`` (checked where themes are resolved).
    help : str
        One sentence.
    scriptable : bool, default False
        Whether ``st.set_option`` may set it.
    sensitive : bool, default False
        Whether it must not be given on the command line, where others can see it.
    status : {"used", "later", "inert"}, default "used"
        Whether something reads it, will read it, or never will because it is
        about machinery that does not exist here.
    choices : tuple of str, default ()
        The only accepted texts.
    """

    name: str
    default: Any
    type: str
    help: str
    scriptable: bool = False
    sensitive: bool = False
    status: str = "used"
    choices: tuple[str, ...] = ()

    @property
    def section(self) -> str:
        """Everything before the last dot."""
        return self.name.rpartition(".")[0]

    @property
    def trait(self) -> str:
        """The name as a trait: ``enable_cors`` for ``server.enableCORS``."""
        return snake_case(self.name.rpartition(".")[2])

    @property
    def variable(self) -> str:
        """The name as an environment variable, without its prefix."""
        return "_".join(snake_case(part) for part in self.name.split(".")).upper()


def snake_case(name: str) -> str:
    """Return a name in lower case with underscores between its words."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()


_OPTIONS: tuple[Option, ...] = (
    Option(
        "global.disableWidgetStateDuplicationWarning",
        False,
        "bool",
        "Say nothing when an input has both a default value and a value in session state.",
    ),
    Option(
        "global.showWarningOnDirectExecution",
        True,
        "bool",
        "Warn when a script is run with plain Python.",
    ),
    Option("global.developmentMode", False, "bool", "For work on the framework itself.", status="inert"),
    Option("global.e2eTest", False, "bool", "Set by tests in a browser.", status="inert"),
    Option("global.unitTest", False, "bool", "Set by unit tests.", status="inert"),
    Option("global.appTest", False, "bool", "Set by app tests.", status="inert"),
    Option(
        "global.suppressDeprecationWarnings",
        False,
        "bool",
        "Show no boxes about deprecated parameters in the app.",
    ),
    Option("global.minCachedMessageSize", 10000.0, "float", "Of the client's message cache.", status="inert"),
    Option("global.maxCachedMessageAge", 2, "int", "Of the client's message cache.", status="inert"),
    Option(
        "logger.level",
        "info",
        "str",
        "The least important kind of log message that is shown.",
        choices=("error", "warning", "info", "debug"),
    ),
    Option(
        "logger.messageFormat",
        "%(asctime)s %(message)s",
        "str",
        "Format of log messages, as of `logging`.",
    ),
    Option(
        "logger.enableRich",
        False,
        "bool",
        "Tracebacks of apps in the log are formatted by the package rich, where that is installed.",
        scriptable=True,
    ),
    Option(
        "logger.hideWelcomeMessage",
        False,
        "bool",
        "Start without the message that names the URL.",
        status="later",
    ),
    Option(
        "client.showErrorDetails",
        "full",
        "str",
        "What a visitor sees of an uncaught exception; true means full, false means stacktrace.",
        scriptable=True,
        choices=("full", "stacktrace", "type", "none"),
    ),
    Option(
        "client.toolbarMode",
        "auto",
        "str",
        "Which entries the app's menu has.",
        scriptable=True,
        choices=("auto", "developer", "viewer", "minimal"),
    ),
    Option(
        "client.disableDataExport",
        False,
        "bool",
        "Offer no download and no copying of tables.",
        scriptable=True,
        status="later",
    ),
    Option(
        "client.showSidebarNavigation",
        True,
        "bool",
        "Show the menu of pages in the sidebar.",
        scriptable=True,
    ),
    Option(
        "client.showErrorLinks",
        "auto",
        "str",
        "Offer to search for an error's message.",
        status="later",
        choices=("auto", "true", "false"),
    ),
    Option(
        "client.allowedOrigins",
        [],
        "list",
        "Origins that may embed the app and send it messages; none by default.",
        status="later",
    ),
    Option("runner.magicEnabled", True, "bool", "Write the value of a line that is only an expression."),
    Option("runner.postScriptGC", True, "bool", "Collect garbage after each run.", status="inert"),
    Option(
        "runner.fastReruns",
        True,
        "bool",
        "Interrupt a run as soon as another one is asked for.",
    ),
    Option(
        "runner.enforceSerializableSessionState",
        False,
        "bool",
        "Refuse values in session state that cannot be pickled.",
    ),
    Option(
        "runner.enumCoercion",
        "nameOnly",
        "str",
        "How members of an Enum from an earlier run are recognised.",
        choices=("off", "nameOnly", "nameAndValue"),
    ),
    Option("runner.parallelMaxWorkers", None, "int", "Threads per run for parallel fragments."),
    Option(
        "runner.cacheBackgroundRefreshMaxWorkers",
        4,
        "int",
        "Threads that refresh cached results in the background.",
    ),
    Option(
        "runner.cacheBackgroundRefreshTTLMultiplier",
        2.0,
        "float",
        "After how many times its ttl a result refreshed in the background is not used any more.",
    ),
    Option(
        "runner.connectionDefaultTTL",
        None,
        "float",
        "Default ttl of connections, in seconds.",
        status="later",
    ),
    Option("runner.cacheHashSeed", 0, "int", "Which rows of large data count in cache keys."),
    Option("magic.displayRootDocString", False, "bool", "Write the docstring of the script."),
    Option(
        "magic.displayLastExprIfNoSemicolon",
        False,
        "bool",
        "Write the value of a last line that is a call, unless it ends in a semicolon.",
    ),
    Option(
        "server.folderWatchList",
        [],
        "list",
        "Further folders, by absolute paths, in which every file is watched for changes.",
    ),
    Option("server.folderWatchBlacklist", [], "list", "Folders not to watch; patterns with * are possible."),
    Option(
        "server.fileWatcherType",
        "auto",
        "str",
        "How changes of files are noticed: told by the system (watchdog), looked for every second (poll), "
        "told and looked for (auto), or not at all (none).",
        choices=("auto", "watchdog", "poll", "none"),
    ),
    Option(
        "server.enableExpensiveMemoryStats", False, "bool", "Exact sizes on the metrics page.", status="later"
    ),
    Option(
        "server.maxCacheDataSize",
        None,
        "str",
        'How much all results of st.cache_data may take together, such as "2GB".',
    ),
    Option(
        "server.cookieSecret",
        None,
        "str",
        "Key that cookies are signed with; made up for the process when not set.",
        sensitive=True,
    ),
    Option(
        "server.headless", None, "bool", "Open no browser; the default depends on whether there is a display."
    ),
    Option(
        "server.showEmailPrompt", True, "bool", "About a question that is never asked here.", status="inert"
    ),
    Option("server.runOnSave", False, "bool", "Run the app again when one of its files is saved."),
    Option("server.allowRunOnSave", True, "bool", "Let the visitor choose that."),
    Option("server.address", None, "str", "Address to listen on."),
    Option("server.port", 8501, "int", "Port to listen on; the next free one unless set."),
    Option(
        "server.scriptHealthCheckEnabled",
        False,
        "bool",
        "An address that runs the script once.",
        status="later",
    ),
    Option("server.baseUrlPath", "", "str", "Path in front of all addresses."),
    Option(
        "server.customComponentBaseUrlPath", "", "str", "Where the files of components are.", status="later"
    ),
    Option("server.enableCORS", True, "bool", "Protect against requests from other origins."),
    Option(
        "server.corsAllowedOrigins", [], "list", "Origins that are let through all the same.", status="later"
    ),
    Option("server.allowedHosts", [], "list", "Host names under which the app answers.", status="later"),
    Option("server.enableXsrfProtection", True, "bool", "Protect uploads against forged requests."),
    Option(
        "server.xsrfCookieSameSite",
        "lax",
        "str",
        "SameSite attribute of the cookie for that.",
        status="later",
        choices=("lax", "strict", "none"),
    ),
    Option("server.maxUploadSize", 200, "int", "Largest uploaded file, in megabytes."),
    Option("server.maxMessageSize", 200, "int", "Largest message, in megabytes.", status="later"),
    Option(
        "server.maxWidgetStateSize", 25, "int", "Largest state of all inputs, in megabytes.", status="inert"
    ),
    Option("server.enableWebsocketCompression", False, "bool", "Compress messages.", status="later"),
    Option(
        "server.websocketPingInterval", None, "int", "How often to ask for life, in seconds.", status="later"
    ),
    Option(
        "server.enableStaticServing",
        False,
        "bool",
        "Serve the folder static beside the script.",
        status="later",
    ),
    Option(
        "server.disconnectedSessionTTL",
        120,
        "int",
        "How long the session of a lost page is kept, in seconds.",
    ),
    Option(
        "server.enableAgentApi", False, "bool", "An interface for programs that use the app.", status="later"
    ),
    Option("server.agentWaitTimeout", 30, "int", "Of that interface: seconds per request.", status="later"),
    Option(
        "server.agentSessionTTL",
        900,
        "int",
        "Of that interface: seconds an idle session lives.",
        status="later",
    ),
    Option("server.agentMaxSessions", 100, "int", "Of that interface: how many sessions.", status="later"),
    Option("server.agentPreviewRows", 100, "int", "Of that interface: rows of a table.", status="later"),
    Option(
        "server.trustedUserHeaders", {}, "map", "Request headers that say who the user is.", status="later"
    ),
    Option("server.unsafeMetricsUserAttributes", [], "list", "What metrics say of the user.", status="later"),
    Option("browser.serverAddress", "localhost", "str", "Address that the browser opens.", status="later"),
    Option("browser.gatherUsageStats", True, "bool", "Nothing is ever gathered here.", status="inert"),
    Option(
        "browser.serverPort",
        None,
        "int",
        "Port that the browser opens; that of the server unless set.",
        status="later",
    ),
    Option("server.sslCertFile", None, "str", "Certificate for HTTPS.", status="later"),
    Option("server.sslKeyFile", None, "str", "Key of that certificate.", status="later"),
    Option("ui.hideTopBar", False, "bool", "Show no bar on top.", status="later"),
    Option("secrets.files", None, "list", "Files and folders with secrets, the most important last."),
)

_LIMITS: tuple[Option, ...] = (
    Option("limits.sessionsPerApp", 50, "int", "How many pages of one app may be open."),
    Option("limits.sessionsPerUser", 5, "int", "How many pages one user may have open."),
    Option("limits.sessions", 200, "int", "How many pages may be open on the server."),
    Option("limits.eventsPerSecond", 50.0, "float", "How many events a page may send."),
    Option("limits.eventBurst", 200, "int", "How many it may send at once."),
    Option("limits.eventSize", 2 * 1024**2, "int", "Largest event, in bytes."),
    Option("limits.patchSize", 10 * 1024**2, "int", "Largest patch, in bytes.", status="later"),
    Option("limits.elements", 10_000, "int", "How many elements a run may draw."),
    Option(
        "limits.reruns",
        500,
        "int",
        "How often in a row a script may ask for another run at once, within 20 ms, before it is stopped.",
    ),
    Option("limits.tasks", 4, "int", "How many background tasks of a session may run at once."),
    Option("limits.stdout", 1024**2, "int", "How much a run of a served app may print, in bytes."),
    Option("limits.uploadSize", 200 * 1024**2, "int", "Largest uploaded file, in bytes."),
    Option("limits.uploadsPerSession", 1024**3, "int", "All uploads of a session, in bytes."),
    Option(
        "limits.tableRows", 10_000, "int", "Tables with more rows stay in the kernel, but for those shown."
    ),
    Option("limits.tableSize", 1_000_000, "int", "Tables that are larger do as well, in bytes."),
    Option(
        "limits.tableMemory",
        2 * 1024**3,
        "int",
        "What all tables of a session that stay in the kernel may take there, in bytes.",
    ),
    Option("limits.runLease", 60.0, "float", "How long a run goes on without a page, in seconds."),
    Option(
        "limits.stateLease",
        900.0,
        "float",
        "How long a session waits for its page, in seconds.",
    ),
    Option("limits.queryLength", 64 * 1024, "int", "Longest query string, in bytes."),
    Option("limits.queryKeys", 200, "int", "How many query parameters there may be."),
    Option(
        "limits.chartPoints",
        20_000,
        "int",
        "How many points a simple chart draws; of more data it shows what looks the same.",
    ),
    Option(
        "limits.chartRows",
        100_000,
        "int",
        "How many rows of a table any other chart of Vega-Lite gets; of a larger one it gets a sample.",
    ),
    Option("limits.markdown", 1024**2, "int", "Longest Markdown text, in bytes.", status="later"),
)

_THEME: tuple[Option, ...] = tuple(
    Option(f"{section}.{name}", None, "theme", token.help)
    for section in SECTIONS
    for name, token in TOKENS.items()
    if token.everywhere or section == "theme"
)

OPTIONS: Final[dict[str, Option]] = {option.name: option for option in (*_OPTIONS, *_LIMITS, *_THEME)}
"""All options by name."""

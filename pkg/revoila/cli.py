"""The commands ``revoila`` and ``jupyter revoila``: which one is meant, and with which arguments.

Only ``run`` and its relatives import the server, which takes about half a second.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from revoila import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

USAGE = """\
Usage: revoila COMMAND [OPTIONS]

Script apps on a Jupyter kernel.

Commands:
  run [APP.py | FOLDER] [OPTIONS] [-- ARGUMENTS]   serve an app, by default streamlit_app.py of this folder,
                                                   or every app of a folder
  hello [OPTIONS]                                  serve the demo app
  sessions [list | stop ID] [--url URL]            list the sessions of running servers, or stop one
  config [APP.py | FOLDER]                         show the options in effect and where they come from
  version                                          show the version
  help                                             show this text

`revoila run --help` lists the most used options, `--help-all` all of them,
`revoila --generate-config` writes them into a file.
"""

LATER = {
    "new": "Create a new app",
    "export": "Export an app",
}
"""Commands that are announced and not there yet."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command.

    Parameters
    ----------
    argv : sequence of str, optional
        By default the command line of the process.

    Returns
    -------
    int
        What the process exits with.
    """
    command, *arguments = list(sys.argv[1:] if argv is None else argv) or ["help"]
    if command in LATER:
        fail(f"`revoila {command}` is not there yet. {LATER[command]} with a later version.")
    if command in COMMANDS:
        return COMMANDS[command](arguments)
    if command.startswith("-"):
        return serve(
            [command, *arguments], "--help-all", "--generate-config", "--show-config", "--show-config-json"
        )
    runs = command.endswith(".py") or Path(command).is_dir()
    hint = f"Did you mean `revoila run {command}`?" if runs else "`revoila help` lists the commands."
    return fail(f"There is no command {command}. {hint}")


def run(arguments: Sequence[str]) -> int:
    """Serve an app."""
    return serve(arguments)


def hello(arguments: Sequence[str]) -> int:
    """Serve the demo app."""
    script = Path(__file__).parent / "hello" / "app.py"
    if not script.is_file():
        fail("The demo app is not part of this installation.")
    return serve([str(script), *arguments])


def config(arguments: Sequence[str]) -> int:
    """Show the options in effect, as a ``config.toml``."""
    # Slow, and other commands need not wait.
    from revoila.serving._report import show_options
    from revoila.serving._usage import UsageError

    rest = arguments[1:] if arguments[:1] == ["show"] else arguments
    try:
        sys.stdout.write(show_options(rest))
    except UsageError as error:
        fail(str(error))
    return 0


def sessions(arguments: Sequence[str]) -> int:
    """List the sessions of running servers, or stop one."""
    # As for `config`.
    from revoila.serving._client import manage_sessions
    from revoila.serving._usage import UsageError

    try:
        sys.stdout.write(manage_sessions(arguments))
    except UsageError as error:
        fail(str(error))
    return 0


def version(_arguments: Sequence[str]) -> int:
    """Show the version."""
    sys.stdout.write(f"Revoilà, version {__version__}\n")
    return 0


def usage(_arguments: Sequence[str]) -> int:
    """Show what the command can do."""
    sys.stdout.write(USAGE)
    return 0


def serve(arguments: Sequence[str], *allowed: str) -> int:
    """Start the server's application.

    Parameters
    ----------
    arguments : sequence of str
        What follows the command.
    *allowed : str
        When given, the only options that may come first.

    Returns
    -------
    int
        0; an application that fails exits by itself.
    """
    if allowed and arguments[0] not in allowed:
        fail(f"There is no option {arguments[0]} here. `revoila run --help` lists those of `run`.")
    from revoila.serving.application import Revoila  # slow, and other commands need not wait

    Revoila.launch_instance(list(arguments))
    return 0


def fail(message: str) -> NoReturn:
    """Say what is wrong and exit with status 2.

    Parameters
    ----------
    message : str
        A sentence that says what to do.

    Raises
    ------
    SystemExit
        Always.
    """
    sys.stderr.write(f"revoila: {message}\n")
    raise SystemExit(2)


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "run": run,
    "hello": hello,
    "config": config,
    "sessions": sessions,
    "version": version,
    "--version": version,
    "help": usage,
    "--help": usage,
    "-h": usage,
}


if __name__ == "__main__":
    sys.exit(main())

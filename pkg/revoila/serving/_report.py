"""What the options are, and who has set them: the text of ``revoila config``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from revoila.config._sources import config_files
from revoila.config._table import OPTIONS
from revoila.config.options import load_options
from revoila.serving._options import remember_flags, split_flags
from revoila.serving._usage import UsageError
from revoila.serving.target import find_target

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from revoila.config._table import Option
    from revoila.config.options import Options


def show_options(arguments: Sequence[str]) -> str:
    """Return the options in effect, as a ``config.toml`` that says where each comes from.

    Parameters
    ----------
    arguments : sequence of str
        The app whose options are asked for, if any, and options as for ``revoila run``.

    Returns
    -------
    str
        Options that nobody has set are comments.

    Raises
    ------
    UsageError
        An argument is not understood.
    """
    rest, flags = split_flags(arguments)
    unknown = [text for text in rest if text.startswith("-")] or rest[1:]
    if unknown:
        raise UsageError(f"`revoila config` does not know {unknown[0]}.")
    remember_flags(flags)
    folder = find_target(rest[0]).folder if rest else Path.cwd()
    return "\n".join(_lines(load_options(folder), folder)) + "\n"


def _lines(options: Options, folder: Path) -> Iterator[str]:
    yield "# Options come from these files, the last one wins; then from the environment and the command line."
    for path in config_files(folder):
        yield f"#   {path}{'' if path.is_file() else ' (does not exist)'}"
    section = ""
    for option in sorted(OPTIONS.values(), key=lambda option: option.section):
        if option.section != section:
            section = option.section
            yield f"\n[{section}]"
        yield from _entry(option, options)


def _entry(option: Option, options: Options) -> Iterator[str]:
    source = options.source(option.name)
    yield f"\n# {option.help}"
    if source is not None:
        yield f"# From {source}."
    name = option.name.rpartition(".")[2]
    value = options.get(option.name) if source is not None else option.default
    text = '"..."' if option.sensitive and source is not None else _toml(value)
    yield f"{'' if source is not None else '# '}{name} ={' ' if text else ''}{text}"


def _toml(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {_toml(item)}" for key, item in value.items()) + "}"
    return json.dumps(value, ensure_ascii=False, default=str)

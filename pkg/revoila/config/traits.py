"""The options as traits: ``c.Theme.primary_color``, ``--Client.toolbar_mode=minimal``.

Generated from the option table, for an application's ``--help-all``,
``--generate-config`` and ``--show-config``. The values themselves are read by
`revoila.config.options`, in the server and in the kernels alike; an
application passes what its command line says::

    use_command_line(option_values(application.cli_config))
"""

from __future__ import annotations

from typing import Any

from traitlets import Any as AnyTrait
from traitlets import Bool, Dict, Float, Int, List, TraitType, Unicode
from traitlets.config import Configurable

from revoila.config._jupyter import CLASSES, PARTS, option_values
from revoila.config._table import OPTIONS, Option
from revoila.config._theme_tokens import TOKENS

__all__ = ["CONFIGURABLES", "Client", "Limits", "Runner", "Secrets", "Server", "Theme", "option_values"]

_PURPOSES = {
    "Theme": "How the app looks. Tokens that are not set have the values of the light or the dark theme.",
    "Secrets": "Where secrets come from.",
    "Runner": "How scripts run.",
    "Client": "What visitors see.",
    "Server": "How the app is served, in the names of Streamlit.",
    "Limits": "How much visitors and scripts may ask for.",
}


def _trait(option: Option) -> TraitType[Any, Any]:
    text = option.help
    if option.choices:
        text += f" One of: {', '.join(option.choices)}."
    if option.status != "used":
        text += " Has no effect yet." if option.status == "later" else " Has no effect."
    text += f" Also: {option.name} in .streamlit/config.toml, or STREAMLIT_{option.variable}."
    kind = _kind(option)
    trait: TraitType[Any, Any] = kind(
        default_value=option.default, help=text, allow_none=option.default is None
    )
    return trait.tag(config=True)


def _kind(option: Option) -> Any:
    kinds: dict[str, Any] = {
        "bool": Bool,
        "int": Int,
        "float": Float,
        "str": Unicode,
        "list": List,
        "map": Dict,
    }
    if option.type != "theme":
        return kinds[option.type]
    token = TOKENS[option.name.rpartition(".")[2]].kind
    tokens = {"bool": Bool, "pixels": Int, "weight": Int, "text weight": Int, "faces": List}
    plain = token in ("base", "color", "font", "size", "radius", "padding")
    return tokens.get(token, Unicode if plain else AnyTrait)


def _configurable(name: str) -> type[Configurable]:
    section = CLASSES[name]
    traits: dict[str, Any] = {
        option.trait: _trait(option) for option in OPTIONS.values() if option.section == section
    }
    if section == "theme":
        for part in PARTS:
            where = "in the sidebar" if part == "sidebar" else f"in {part} mode"
            traits[part] = Dict(help=f"Tokens as above that hold only {where}, by name.").tag(config=True)
    return type(name, (Configurable,), {"__doc__": _PURPOSES[name], "__module__": __name__, **traits})


Theme = _configurable("Theme")
Secrets = _configurable("Secrets")
Runner = _configurable("Runner")
Client = _configurable("Client")
Server = _configurable("Server")
Limits = _configurable("Limits")

CONFIGURABLES: tuple[type[Configurable], ...] = (Theme, Secrets, Runner, Client, Server, Limits)
"""The classes, for an application's ``classes``."""

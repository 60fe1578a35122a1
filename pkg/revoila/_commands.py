"""The public names: where each command lives, and which are not there yet.

One table serves the package's lazy attributes, the methods of containers and
the stubs. A name is added here when its module lands.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any, NoReturn

COMMANDS: dict[str, str] = {
    # text
    "write": "elements.text.write",
    "write_stream": "elements.text.write_stream",
    "title": "elements.text.heading",
    "header": "elements.text.heading",
    "subheader": "elements.text.heading",
    "markdown": "elements.text.markdown",
    "caption": "elements.text.markdown",
    "latex": "elements.text.markdown",
    "badge": "elements.text.markdown",
    "text": "elements.text.text",
    "code": "elements.text.code",
    "divider": "elements.text.divider",
    "help": "elements.text.help",
    "html": "elements.text.html",
    # data and charts
    "json": "elements.data.json",
    "metric": "elements.data.metric",
    "dataframe": "elements.data.dataframe",
    "data_editor": "elements.data.data_editor",
    "table": "elements.data.table",
    "line_chart": "elements.charts.simple",
    "bar_chart": "elements.charts.simple",
    "area_chart": "elements.charts.simple",
    "scatter_chart": "elements.charts.simple",
    "altair_chart": "elements.charts.altair",
    "vega_lite_chart": "elements.charts.vega_lite",
    "pyplot": "elements.charts.pyplot",
    "plotly_chart": "elements.charts.plotly",
    "map": "elements.charts.map",
    "pydeck_chart": "elements.charts.pydeck",
    "graphviz_chart": "elements.charts.graphviz",
    "mermaid_chart": "elements.charts.mermaid",
    "echarts_chart": "elements.charts.echarts",
    # status
    "exception": "elements.status.exception",
    "error": "elements.status.alert",
    "warning": "elements.status.alert",
    "info": "elements.status.alert",
    "success": "elements.status.alert",
    "progress": "elements.status.progress",
    "spinner": "elements.status.spinner",
    "skeleton": "elements.status.skeleton",
    "status": "elements.status.status",
    "toast": "elements.status.toast",
    "balloons": "elements.status.celebration",
    "snow": "elements.status.celebration",
    # inputs
    "button": "elements.inputs.button",
    "form_submit_button": "elements.inputs.button",
    "link_button": "elements.inputs.link_button",
    "menu_button": "elements.inputs.menu_button",
    "page_link": "runtime.page_link",
    "pagination": "elements.inputs.pagination",
    "checkbox": "elements.inputs.checkbox",
    "toggle": "elements.inputs.checkbox",
    "text_input": "elements.inputs.text_input",
    "text_area": "elements.inputs.text_area",
    "number_input": "elements.inputs.number_input",
    "slider": "elements.inputs.slider",
    "selectbox": "elements.inputs.selectbox",
    "radio": "elements.inputs.radio",
    "download_button": "elements.inputs.download_button",
    "multiselect": "elements.inputs.multiselect",
    "pills": "elements.inputs.pills",
    "segmented_control": "elements.inputs.pills",
    "feedback": "elements.inputs.feedback",
    "select_slider": "elements.inputs.select_slider",
    "chat_input": "elements.inputs.chat_input",
    "date_input": "elements.inputs.date_input",
    "time_input": "elements.inputs.time_input",
    "datetime_input": "elements.inputs.datetime_input",
    "color_picker": "elements.inputs.color_picker",
    "file_uploader": "elements.inputs.file_uploader",
    "camera_input": "elements.inputs.camera_input",
    "audio_input": "elements.inputs.audio_input",
    # layout
    "columns": "elements.layout.columns",
    "container": "elements.layout.container",
    "expander": "elements.layout.expander",
    "popover": "elements.layout.popover",
    "tabs": "elements.layout.tabs",
    "empty": "elements.layout.empty",
    "form": "elements.layout.form",
    "grid": "elements.layout.grid",
    "space": "elements.layout.space",
    # chat
    "chat_message": "elements.chat.chat_message",
    # media
    "image": "elements.media.image",
    "audio": "elements.media.audio",
    "video": "elements.media.video",
    "pdf": "elements.media.pdf",
    "iframe": "elements.media.iframe",
    # components
    "widget": "elements.widget",
}
"""Commands that draw: on the package and as methods of every container."""

PAGE_COMMANDS: dict[str, str] = {
    "sidebar": "elements.layout.roots",
    "bottom": "elements.layout.roots",
    "session_state": "state.proxy",
    "query_params": "state.proxy",
    "secrets": "config.secrets",
    "context": "runtime.context",
    "cache_data": "caching",
    "cache_resource": "caching",
    "stop": "runtime.control",
    "rerun": "runtime.control",
    "switch_page": "runtime.control",
    "fragment": "runtime.fragment",
    "dialog": "runtime.dialog",
    "task": "runtime.task",
    "report_progress": "runtime.task",
    "echo": "elements.text.echo",
    "Page": "runtime.pages",
    "navigation": "runtime.pages",
    "set_page_config": "runtime.page_config",
    "logo": "runtime.logo",
    "get_option": "config.options",
    "set_option": "config.options",
    "App": "notebook",
}
"""Names that exist only on the package."""

OBJECTS: frozenset[str] = frozenset(
    {"sidebar", "bottom", "session_state", "query_params", "secrets", "context", "user"}
)
"""Names of the package that are read, not called."""

MODULES: tuple[str, ...] = ("column_config", "components", "errors", "testing", "typing")
"""Public submodules reached as attributes."""

COMMANDS_TO_COME: frozenset[str] = frozenset()
"""Commands of Streamlit 1.67 that draw and are not here yet."""

PAGE_COMMANDS_TO_COME: frozenset[str] = frozenset({"connection", "login", "logout", "user"})
"""What else of Streamlit 1.67 is not here yet: names that exist only on the package."""

MODULES_TO_COME: frozenset[str] = frozenset({"connections"})
"""Public submodules of Streamlit 1.67 that are not here yet."""

NOT_YET: frozenset[str] = COMMANDS_TO_COME | PAGE_COMMANDS_TO_COME | MODULES_TO_COME
"""Public in Streamlit 1.67, not here yet: using one raises ``NotImplementedError``."""

OLD_NAMES: dict[str, str] = {
    "cache": "cache_data",
    "experimental_get_query_params": "query_params",
    "experimental_memo": "cache_data",
    "experimental_set_query_params": "query_params",
    "experimental_singleton": "cache_resource",
}
"""Names that Streamlit no longer has, where the new one does not follow from the old."""

_JUPYTER_HOOK = "_jupyter_server_extension_points"


def load(name: str) -> Any:
    """Return the object behind a public name of the package.

    Raises
    ------
    AttributeError
        There is no such name.
    """
    if name in NOT_YET:
        return NotYet(f"st.{name}")
    if name in MODULES:
        return import_module(f"revoila.{name}")
    if name == _JUPYTER_HOOK:
        return getattr(import_module("revoila.serving.extension"), name)
    if name == "_bottom":  # Streamlit's name for it while it was not public
        import_module("revoila.elements._deprecation").notice(
            "`st._bottom` is deprecated. Use `st.bottom`.", shown=False, once=True
        )
        name = "bottom"
    where = COMMANDS.get(name) or PAGE_COMMANDS.get(name)
    if where is None:
        raise AttributeError(f"module 'revoila' has no attribute '{name}'.{_hint(name)}")
    return getattr(import_module(f"revoila.{where}"), name)


def _hint(name: str) -> str:
    """Return a sentence about the name that was meant, with a space before it, or nothing."""
    if name.startswith("_"):
        return ""
    from difflib import get_close_matches

    public = [*COMMANDS, *PAGE_COMMANDS, *MODULES, *NOT_YET]
    heir = OLD_NAMES.get(name) or name.removeprefix("experimental_").removeprefix("beta_")
    if heir != name and heir in public:
        return f" It is an old name; use st.{heir}."
    close = get_close_matches(name, public, n=1, cutoff=0.7)
    return f" Did you mean st.{close[0]}?" if close else ""


class NotYet:
    """Stands for a public name of Streamlit that is still to come.

    It can be imported and passed on; calling it, reading from it or entering
    it says that it is not available.

    Parameters
    ----------
    name : str
        What it stands for, such as ``"st.map"``.
    """

    def __init__(self, name: str) -> None:
        self._name = name

    def __repr__(self) -> str:
        return f"<{self._name}: not available in Revoilà yet>"

    def _refuse(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise NotImplementedError(
            f"`{self._name}` is part of Streamlit 1.67 but not available in Revoilà yet."
        )

    __call__ = __getitem__ = __setitem__ = __delitem__ = __contains__ = _refuse
    __iter__ = __len__ = __bool__ = __enter__ = _refuse

    def __getattr__(self, name: str) -> NoReturn:
        """Refuse to be read, except by those who ask every object for its protocols.

        Raises
        ------
        AttributeError
            For private names.
        """
        if name.startswith("_"):
            raise AttributeError(name)
        self._refuse()

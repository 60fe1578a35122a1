"""The public names: where each command lives, and which are not there yet.

One table serves the package's lazy attributes, the methods of containers and
the stubs. A name is added here when its module lands.
"""

from __future__ import annotations

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
    "table": "elements.data.table",
    "line_chart": "elements.charts.simple",
    "bar_chart": "elements.charts.simple",
    "area_chart": "elements.charts.simple",
    "scatter_chart": "elements.charts.simple",
    "altair_chart": "elements.charts.altair",
    "pyplot": "elements.charts.pyplot",
    # status
    "exception": "elements.status.exception",
    "error": "elements.status.alert",
    "warning": "elements.status.alert",
    "info": "elements.status.alert",
    "success": "elements.status.alert",
    "progress": "elements.status.progress",
    "spinner": "elements.status.spinner",
    # inputs
    "button": "elements.inputs.button",
    "form_submit_button": "elements.inputs.button",
    "checkbox": "elements.inputs.checkbox",
    "toggle": "elements.inputs.checkbox",
    "text_input": "elements.inputs.text_input",
    "text_area": "elements.inputs.text_area",
    "number_input": "elements.inputs.number_input",
    "slider": "elements.inputs.slider",
    "selectbox": "elements.inputs.selectbox",
    "radio": "elements.inputs.radio",
    # layout
    "columns": "elements.layout.columns",
    "container": "elements.layout.container",
    "expander": "elements.layout.expander",
    "tabs": "elements.layout.tabs",
    "empty": "elements.layout.empty",
    "form": "elements.layout.form",
    # media
    "image": "elements.media.image",
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
    "cache_data": "caching",
    "cache_resource": "caching",
    "stop": "runtime.control",
    "rerun": "runtime.control",
    "switch_page": "runtime.control",
    "Page": "runtime.pages",
    "navigation": "runtime.pages",
    "set_page_config": "runtime.page_config",
    "get_option": "config.options",
    "set_option": "config.options",
    "App": "notebook",
}
"""Names that exist only on the package."""

MODULES: tuple[str, ...] = ("errors", "components", "testing", "column_config", "typing", "connections")
"""Public submodules reached as attributes."""

NOT_YET: frozenset[str] = frozenset(
    {
        # commands and objects of Streamlit 1.67 that are still to come
        "audio", "audio_input", "balloons", "camera_input", "chat_input", "chat_message", "color_picker",
        "connection", "context", "data_editor", "date_input", "datetime_input", "dialog", "download_button",
        "echarts_chart", "echo", "feedback", "file_uploader", "fragment", "graphviz_chart", "grid", "iframe",
        "link_button", "login", "logo", "logout", "map", "menu_button", "mermaid_chart", "multiselect",
        "page_link", "pagination", "pdf", "pills", "plotly_chart", "popover", "pydeck_chart",
        "segmented_control", "select_slider", "skeleton", "snow", "space", "status", "time_input", "toast",
        "user", "vega_lite_chart", "video",
    }
)  # fmt: skip
"""Public in Streamlit 1.67, not here yet: calling or reading one raises ``NotImplementedError``."""

"""The raw data of an element under the names that Streamlit's messages have for it.

A message of Streamlit has every field of its type, also those that nobody set;
a drawn element has only what differs from the default. This adds what tests are
likely to read. Nested messages, enumerations and binary data stay as they are drawn.
"""

from __future__ import annotations

from typing import Any

from revoila.elements.media._file import MediaFile, extension

RENAMED: dict[str, dict[str, str]] = {
    "code": {"code_text": "body", "show_line_numbers": "line_numbers"},
    "exception": {"message_is_markdown": "markdown", "is_warning": "warning", "stack_trace": "trace"},
    "file_uploader": {"type": "types", "multiple_files": "several", "accept_directory": "folders"},
    "html": {"unsafe_allow_javascript": "js"},
    "iframe": {"srcdoc": "html"},
    "iframe_html": {"srcdoc": "html"},
    "markdown": {"allow_html": "html"},
    "download_button": {"ignore_rerun": "ignore", "deferred_file_id": "deferred"},
    "metric": {"body": "value", "show_border": "border"},
    "help": {"doc_string": "doc"},
    "tabs": {"default_tab_index": "default"},
    "vega": {"selection_mode": "selections"},
}
"""Fields of Streamlit's messages that are props of another name here, by kind of element."""

_TEXT = {"body": "", "help": "", "wrap": True}
_INPUT = {"label": "", "help": "", "form_id": "", "disabled": False}
_CHOICE = {**_INPUT, "options": []}
_BUTTON = {**_INPUT, "icon": "", "shortcut": "", "type": "secondary", "default": False}
_FIELD = {**_INPUT, "placeholder": "", "max_chars": 0, "required": False}

UNSET: dict[str, dict[str, Any]] = {
    "markdown": {**_TEXT, "allow_html": False},
    "caption": {**_TEXT, "allow_html": False},
    "latex": {**_TEXT, "allow_html": False},
    "divider": {**_TEXT, "allow_html": False},
    "title": {**_TEXT, "anchor": "", "hide_anchor": False, "icon": "", "divider": ""},
    "header": {**_TEXT, "anchor": "", "hide_anchor": False, "icon": "", "divider": ""},
    "subheader": {**_TEXT, "anchor": "", "hide_anchor": False, "icon": "", "divider": ""},
    "text": _TEXT,
    "code": {"language": "plaintext", "show_line_numbers": False, "wrap_lines": False},
    "html": {"unsafe_allow_javascript": False},
    "metric": {"delta": "", "help": "", "show_border": False, "format": "", "icon": "", "chart_data": []},
    "error": {"icon": "", "title": ""},
    "warning": {"icon": "", "title": ""},
    "info": {"icon": "", "title": ""},
    "success": {"icon": "", "title": ""},
    "progress": {"text": ""},
    "exception": {"message_is_markdown": False, "is_warning": False},
    "iframe_html": {"src": "", "srcdoc": "", "scrolling": False},
    "iframe": {"src": "", "srcdoc": "", "alt": ""},
    "image": {"link": ""},
    "audio": {"url": "", "start_time": 0, "end_time": 0, "loop": False, "autoplay": False, "alt": ""},
    "video": {
        "url": "",
        "start_time": 0,
        "end_time": 0,
        "loop": False,
        "autoplay": False,
        "muted": False,
        "subtitles": [],
        "alt": "",
    },
    "download_button": {**_BUTTON, "url": "", "ignore_rerun": False, "deferred_file_id": ""},
    "help": {"value": "", "doc_string": ""},
    "button": {**_BUTTON, "is_form_submitter": False},
    "form_submit_button": {**_BUTTON, "is_form_submitter": True},
    "link_button": {**_BUTTON, "url": ""},
    "menu_button": {**_BUTTON, "options": []},
    "page_link": {
        "label": "",
        "icon": "",
        "help": "",
        "disabled": False,
        "external": False,
        "query_string": "",
    },
    "pagination": {"form_id": "", "disabled": False, "max_visible_pages": 0},
    "chat_input": {"placeholder": "", "max_chars": 0, "disabled": False},
    "audio_input": _INPUT,
    "camera_input": _INPUT,
    "file_uploader": {**_INPUT, "type": [], "multiple_files": False, "accept_directory": False},
    "checkbox": _INPUT,
    "toggle": _INPUT,
    "color_picker": _INPUT,
    "date_input": {**_INPUT, "required": False},
    "datetime_input": {**_INPUT, "required": False},
    "time_input": {**_INPUT, "required": False},
    "text_input": {**_FIELD, "autocomplete": "", "icon": ""},
    "text_area": _FIELD,
    "number_input": {**_INPUT, "placeholder": "", "icon": "", "required": False},
    "slider": _INPUT,
    "selectbox": {**_CHOICE, "placeholder": "", "accept_new_options": False, "icon": "", "required": False},
    "multiselect": {**_CHOICE, "placeholder": "", "max_selections": 0, "accept_new_options": False},
    "pills": {**_CHOICE, "required": False},
    "segmented_control": {**_CHOICE, "required": False},
    "feedback": {"form_id": "", "disabled": False},
    "select_slider": _CHOICE,
    "radio": {**_CHOICE, "horizontal": False, "captions": []},
    "expander": {"expanded": False, "icon": ""},
    "form": {"clear_on_submit": False},
    "vega": {"alt": "", "form_id": "", "selection_mode": [], "theme": ""},
}
"""What fields are where the app said nothing, by kind of element."""


class Proto:
    """Fields as attributes.

    Parameters
    ----------
    fields : dict
        Names and values.
    """

    def __init__(self, fields: dict[str, Any]) -> None:
        self.__dict__.update(fields)

    def __repr__(self) -> str:
        return f"Proto({', '.join(f'{name}={value!r}' for name, value in vars(self).items())})"


def fields_of(kind: str, props: dict[str, Any]) -> dict[str, Any]:
    """Return the raw data of an element.

    Parameters
    ----------
    kind : str
        Kind of the drawn element.
    props : dict
        What it shows.
    """
    fields = {**UNSET.get(kind, {}), **props}
    for name, prop in RENAMED.get(kind, {}).items():
        if prop in props:
            fields[name] = props[prop]
    file = props.get("file")
    if isinstance(file, MediaFile):
        fields["src" if kind == "iframe" else "url"] = f"/media/{file.name}{extension(file.mime)}"
    return fields

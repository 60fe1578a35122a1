"""Every public error, so that one ``except`` can name what went wrong.

Names and families are those of Streamlit 1.67 (``streamlit.errors``), because
scripts catch them; the ones at the end are ours::

    Error
    ├── MarkdownFormattedException              message is Markdown
    │   └── StreamlitAPIException               an API was used wrongly
    │       ├── StreamlitAPIWarning
    │       ├── DuplicateWidgetID
    │       │   ├── StreamlitDuplicateElementId
    │       │   └── StreamlitDuplicateElementKey
    │       ├── StreamlitAuthError
    │       │   └── StreamlitMissingAuthlibError
    │       ├── StreamlitDataframeConversionError
    │       ├── StreamlitInvalidLayoutContextError
    │       ├── UnserializableSessionStateError
    │       ├── UnhashableParamError, UnserializableReturnValueError (caching)
    │       └── LocalizableStreamlitException   one class per kind of mistake
    │           └── StreamlitValueError, StreamlitInvalidWidthError, ...
    ├── NoSessionContext
    ├── FragmentStorageKeyError
    ├── StreamlitComponentRegistryError
    ├── StreamlitMaxRetriesError
    └── EventRefusedError                       a browser sent what no input declared
    AppTestError                                a test asked for the impossible
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Error(Exception):
    """Base of all errors of this package."""


class MarkdownFormattedException(Error):
    """An error whose message is Markdown when an app shows it."""


class StreamlitAPIException(MarkdownFormattedException):
    """An API was used in a way it does not support."""

    def __init__(self, *args: object, error_id: str | None = None) -> None:
        super().__init__(*args)
        self.error_id = error_id


class StreamlitAPIWarning(StreamlitAPIException, Warning):
    """A misuse that does not stop the script; shown as a warning."""

    def __init__(self, *args: object) -> None:
        super().__init__(*args)


class LocalizableStreamlitException(StreamlitAPIException):
    """A mistake described by a template and its values.

    Parameters
    ----------
    message : str
        Template with ``str.format`` fields.
    **kwargs : object
        Values of the fields, kept as ``exec_kwargs``.
    """

    def __init__(self, message: str, **kwargs: object) -> None:
        super().__init__(message.format(**kwargs) if kwargs else message)
        self.exec_kwargs = kwargs


class DuplicateWidgetID(StreamlitAPIException):
    """Two elements of one run resolved to the same identity."""


class StreamlitDuplicateElementId(DuplicateWidgetID):
    """Two elements without a key have the same kind and parameters."""

    def __init__(self, element_type: str) -> None:
        super().__init__(
            f"There are multiple `{element_type}` elements with the same auto-generated ID. "
            "An element without a key gets its identity from its kind and parameters. "
            f"Pass a different `key` to each `{element_type}`."
        )


class StreamlitDuplicateElementKey(DuplicateWidgetID):
    """Two elements of one run have the same key."""

    def __init__(self, user_key: str) -> None:
        super().__init__(
            f"There are multiple elements with the same `key='{user_key}'`. "
            "Give each element of a run a `key` of its own."
        )


class NoSessionContext(Error):
    """No script is running in this thread."""


class FragmentStorageKeyError(Error, KeyError):
    """A fragment id is not known to the session."""


class FragmentHandledException(Exception):
    """A fragment's exception that is on screen already."""


class StreamlitComponentRegistryError(Error):
    """A custom component could not be registered."""


class StreamlitMaxRetriesError(Error):
    """An operation failed as often as it may be tried."""


class StreamlitDataframeConversionError(StreamlitAPIException):
    """An object cannot be shown as a table."""


class StreamlitInvalidLayoutContextError(StreamlitAPIException):
    """A command was used inside a container that does not allow it."""


class UnserializableSessionStateError(StreamlitAPIException):
    """A session-state entry cannot be pickled although the options ask for it."""

    def __init__(self, key: str, value: object) -> None:
        super().__init__(
            f"Cannot serialize the value (of type `{type(value)}`) of {key!r} in st.session_state. With "
            "`runner.enforceSerializableSessionState`, every value there must be one that pickle can write."
        )


class StreamlitAuthError(StreamlitAPIException):
    """Authentication is not configured or failed."""


class StreamlitMissingAuthlibError(StreamlitAuthError):
    """Authentication was used without Authlib being installed."""

    def __init__(self) -> None:
        super().__init__("Authentication needs Authlib. Install it with `pip install Authlib>=1.3.2`.")


class StreamlitBadTimeStringError(LocalizableStreamlitException):
    """A duration text cannot be understood."""

    def __init__(self, time_string: str) -> None:
        super().__init__(
            "Time string does not look right. It should be formatted like `'1d2h34m'` or `2 days`, for example. "
            "Got: {time_string}",
            time_string=time_string,
        )


class StreamlitDefaultNotInOptionsError(LocalizableStreamlitException):
    """A default value is not among the options."""

    def __init__(self, value: object) -> None:
        super().__init__(
            "The default value `{value}` is not part of the options. "
            "Check that every default value also exists in the options.",
            value=value,
        )


class StreamlitIncompatibleParametersError(LocalizableStreamlitException):
    """Two arguments exclude each other."""

    def __init__(
        self, first_use: str, second_use: str, *other_uses: str, explanation: str | None = None
    ) -> None:
        uses = ", ".join(f"`{use}`" for use in (first_use, second_use, *other_uses))
        super().__init__(
            "These cannot be used together: {uses}.{explanation}",
            uses=uses,
            explanation=f" {explanation}" if explanation else "",
        )


class StreamlitInvalidColorError(LocalizableStreamlitException):
    """A colour is in none of the accepted formats."""

    def __init__(self, color: object) -> None:
        super().__init__(
            "This does not look like a valid color: `{color}`. Colors are hex strings such as `#0066cc`, "
            "`rgb()`/`rgba()` strings, palette names such as `blue`, or 3- or 4-tuples.",
            color=repr(color),
        )


class StreamlitInvalidColumnSpecError(LocalizableStreamlitException):
    """The ``spec`` of ``st.columns`` is empty, zero or negative."""

    def __init__(self) -> None:
        super().__init__(
            "The `spec` argument to `st.columns` must be either a positive integer "
            "(number of columns) or a list of positive numbers (width ratios of the columns)."
        )


class StreamlitInvalidFormCallbackError(LocalizableStreamlitException):
    """An input of a form, not its submit button, has a callback."""

    def __init__(self) -> None:
        super().__init__(
            "Within a form, callbacks can only be defined on `st.form_submit_button`. "
            "Defining callbacks on other widgets inside a form is not allowed."
        )


class StreamlitInvalidHeightError(LocalizableStreamlitException):
    """A ``height`` is neither a known word nor a positive number of pixels."""

    def __init__(self, height: object, allow_content: bool = False) -> None:
        super().__init__(
            "Invalid height value: {height}. Height must be a positive integer (pixels), 'stretch'{content}.",
            height=repr(height),
            content=", or 'content'" if allow_content else "",
        )


class StreamlitInvalidWidthError(LocalizableStreamlitException):
    """A ``width`` is neither a known word nor a positive number of pixels."""

    def __init__(self, width: object, allow_content: bool = False) -> None:
        super().__init__(
            "Invalid width value: {width}. Width must be a positive integer (pixels), 'stretch'{content}.",
            width=repr(width),
            content=", or 'content'" if allow_content else "",
        )


class StreamlitInvalidMinMaxError(LocalizableStreamlitException):
    """The lower bound is not below the upper one."""

    def __init__(self, min_value: object, max_value: object) -> None:
        super().__init__(
            "The `min_value`, set to {min_value}, must be less than the `max_value`, set to {max_value}.",
            min_value=min_value,
            max_value=max_value,
        )


class StreamlitInvalidNumberFormatError(LocalizableStreamlitException):
    """A number format is not a printf field that yields a number."""

    def __init__(self, format: str) -> None:
        super().__init__(
            "Format string for `st.number_input` contains invalid characters or does not give a number: {format}",
            format=format,
        )


class StreamlitInvalidParameterTypeError(LocalizableStreamlitException):
    """An argument has the wrong Python type.

    Parameters
    ----------
    parameter : str
        Name of the parameter.
    provided_type : str or type
        What was given.
    expected_types : str or sequence of str
        What is accepted.
    detail : str, optional
        One more sentence.
    """

    def __init__(
        self,
        parameter: str,
        provided_type: str | type,
        expected_types: str | Sequence[str],
        *,
        detail: str | None = None,
    ) -> None:
        given = provided_type if isinstance(provided_type, str) else provided_type.__name__
        accepted = expected_types if isinstance(expected_types, str) else ", ".join(expected_types)
        super().__init__(
            "Invalid type for `{parameter}`: `{given}`. Expected: {accepted}.{detail}",
            parameter=parameter,
            given=given,
            accepted=accepted,
            detail=f" {detail}" if detail else "",
        )


class StreamlitInvalidThemeError(LocalizableStreamlitException):
    """A theme file cannot be used."""


class StreamlitInvalidThemeOptionError(StreamlitInvalidThemeError):
    """A theme file has an unknown option."""


class StreamlitInvalidThemeSectionError(StreamlitInvalidThemeError):
    """A theme file has a section that themes do not have."""

    def __init__(self, option_name: str, file_path_or_url: str = "'config.toml'") -> None:
        super().__init__(
            "The theme section of {option_name} in {file} is not supported.",
            option_name=option_name,
            file=file_path_or_url,
        )


class StreamlitInvalidURLError(LocalizableStreamlitException):
    """A URL has a scheme that is not allowed here."""

    def __init__(self, url: str, protocols: Iterable[str] = ("http", "https", "mailto")) -> None:
        super().__init__(
            "`{url}` is not a valid URL. It must use one of these protocols: {protocols}.",
            url=url,
            protocols=", ".join(protocols),
        )


class StreamlitJSNumberBoundsError(LocalizableStreamlitException):
    """A number cannot be represented in a browser."""

    def __init__(self, message: str) -> None:
        super().__init__(message)


class StreamlitMissingRequiredParameterError(LocalizableStreamlitException):
    """A needed argument is missing, ``None`` or empty."""

    def __init__(self, parameter: str, *, detail: str | None = None) -> None:
        super().__init__(
            "The parameter `{parameter}` is required.{detail}",
            parameter=parameter,
            detail=f" {detail}" if detail else "",
        )


class StreamlitMixedNumericTypesError(LocalizableStreamlitException):
    """The numbers of one input are partly int and partly float."""

    def __init__(self, value: object, min_value: object, max_value: object, step: object) -> None:
        given = ", ".join(
            f"`{name}` has {type(number).__name__} type"
            for name, number in (
                ("value", value),
                ("min_value", min_value),
                ("max_value", max_value),
                ("step", step),
            )
            if number is not None and not isinstance(number, str)
        )
        super().__init__("All numerical arguments must be of the same type: {given}.", given=given)


class StreamlitPageNotFoundError(LocalizableStreamlitException):
    """A page has no file, or is not part of the app.

    Parameters
    ----------
    page : str
        The page that was asked for.
    main_script_directory : str, optional
        Folder of the main script, when the file exists but is no page.
    uses_pages_directory : bool, default False
        Whether the app has its pages in the ``pages/`` folder.
    """

    def __init__(
        self, page: str, main_script_directory: str | None = None, uses_pages_directory: bool = False
    ) -> None:
        if main_script_directory is None:
            message = "Unable to create Page. The file `{page}` could not be found."
        elif uses_pages_directory:
            message = (
                "Could not find page: `{page}`. It must be the main script or in the `pages/` folder beside it; "
                "paths start at the folder `{folder}`."
            )
        else:
            message = (
                "Could not find page: `{page}`. Pass it to `st.navigation` first; "
                "paths start at the folder of the main script."
            )
        folder = (main_script_directory or "").replace("\\", "/").rpartition("/")[2]
        super().__init__(message, page=page, folder=folder)


class StreamlitQueryParamDictValueError(LocalizableStreamlitException):
    """A dictionary was assigned to a query parameter."""

    def __init__(self, key: str) -> None:
        super().__init__(
            "You cannot set a query params key `{key}` to a dictionary. Set its entries one by one.", key=key
        )


class StreamlitSecretNotFoundError(LocalizableStreamlitException, FileNotFoundError):
    """No secrets are configured, or a secrets source cannot be read."""


class StreamlitSelectionCountExceedsMaxError(LocalizableStreamlitException):
    """More options are selected than allowed."""

    def __init__(self, current_selections_count: int, max_selections_count: int) -> None:
        super().__init__(
            "The selection has {current} options but `max_selections` is {maximum}. "
            "Deselect some before the widget is drawn.",
            current=current_selections_count,
            maximum=max_selections_count,
        )


class StreamlitValueAboveMaxError(LocalizableStreamlitException):
    """A value is above its upper bound."""

    def __init__(self, value: object, max_value: object) -> None:
        super().__init__(
            "The `value` {value} is greater than the `max_value` {max_value}.",
            value=value,
            max_value=max_value,
        )


class StreamlitValueBelowMinError(LocalizableStreamlitException):
    """A value is below its lower bound."""

    def __init__(self, value: object, min_value: object) -> None:
        super().__init__(
            "The `value` {value} is less than the `min_value` {min_value}.", value=value, min_value=min_value
        )


class StreamlitValueAssignmentNotAllowedError(LocalizableStreamlitException):
    """A read-only widget's key was assigned through session state."""

    def __init__(self, key: str) -> None:
        super().__init__(
            "`st.session_state['{key}']` is read-only and cannot be assigned through session state. "
            "Remove the assignment or use another key.",
            key=key,
        )


class StreamlitWidgetAlreadyInstantiatedError(LocalizableStreamlitException):
    """A widget's key was assigned after the widget was drawn."""

    def __init__(self, key: str) -> None:
        super().__init__(
            "`st.session_state['{key}']` cannot be modified after the widget with that key is instantiated. "
            "Assign it before the widget, or in a callback.",
            key=key,
        )


class StreamlitValueError(LocalizableStreamlitException):
    """An argument has the right type and a value that is not accepted.

    Parameters
    ----------
    parameter : str
        Name of the parameter.
    valid_values : sequence of str
        What is accepted, as text.
    detail : str, optional
        One more sentence.
    """

    def __init__(self, parameter: str, valid_values: Sequence[str], *, detail: str | None = None) -> None:
        super().__init__(
            "Invalid `{parameter}` value. Supported values: {values}.{detail}",
            parameter=parameter,
            values=", ".join(valid_values),
            detail=f" {detail}" if detail else "",
        )


class StreamlitValueOutOfRangeError(LocalizableStreamlitException):
    """A number is outside its closed range."""

    def __init__(
        self,
        parameter: str,
        value: object,
        min_value: object,
        max_value: object,
        *,
        detail: str | None = None,
    ) -> None:
        super().__init__(
            "The `{parameter}` {value} must be between {min_value} and {max_value}.{detail}",
            parameter=parameter,
            value=value,
            min_value=min_value,
            max_value=max_value,
            detail=f" {detail}" if detail else "",
        )


class BidiComponentError(LocalizableStreamlitException):
    """A version-2 component was declared or mounted wrongly."""


class BidiComponentInvalidCallbackNameError(BidiComponentError):
    """A callback of a version-2 component is not named ``on_<state>_change``."""

    def __init__(self, callback_name: str) -> None:
        super().__init__("`{name}` must have the form `on_<state>_change`.", name=callback_name)


class BidiComponentInvalidDefaultKeyError(BidiComponentError):
    """A default of a version-2 component names no declared state."""

    def __init__(self, state_key: str, available_keys: Sequence[str]) -> None:
        super().__init__(
            "`{key}` in `default` is not a declared state. Available: {available}.",
            key=state_key,
            available=", ".join(available_keys),
        )


class BidiComponentInvalidIdError(BidiComponentError):
    """A name of a version-2 component contains a reserved delimiter."""

    def __init__(self, part: str, delimiter: str) -> None:
        super().__init__("`{part}` must not contain `{delimiter}`.", part=part, delimiter=delimiter)


class BidiComponentUnserializableDataError(BidiComponentError):
    """Data of a version-2 component cannot be sent to the browser."""

    def __init__(self) -> None:
        super().__init__("The `data` of a component must be JSON, bytes or a dataframe.")


class EventRefusedError(Error):
    """A browser sent a value that the drawn input does not allow.

    Raised by the ``decode`` of an input's declaration. The event is dropped
    and counted; the visitor sees the value the kernel holds.
    """


class UploadRefusedError(Error):
    """A browser sends a file that its input does not take, or for which there is no room.

    The message is for the visitor.
    """


class AppTestError(Exception):
    """An app test asked for something its app does not offer."""

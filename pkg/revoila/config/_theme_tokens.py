"""What a theme consists of: its sections, and the tokens that each may have.

Names, places and meanings are those of Streamlit 1.67 (section 3 of the
configuration specification).
"""

from __future__ import annotations

from typing import Final, NamedTuple

SECTIONS: Final = (
    "theme",
    "theme.sidebar",
    "theme.light",
    "theme.dark",
    "theme.light.sidebar",
    "theme.dark.sidebar",
)
"""Where tokens may be set."""


class Token(NamedTuple):
    """One thing that a theme can set.

    Parameters
    ----------
    kind : str
        How its value is checked: a name of ``_theme_values.CHECKS``.
    help : str
        One sentence.
    everywhere : bool, default True
        Whether every section may have it, or only ``theme``.
    """

    kind: str
    help: str
    everywhere: bool = True


def _palette() -> dict[str, Token]:
    names = ("red", "orange", "yellow", "blue", "green", "violet", "gray")
    tokens = {f"{name}Color": Token("color", f"The {name} of the palette.") for name in names}
    for name in names:
        tokens[f"{name}BackgroundColor"] = Token("color", f"Behind {name} alerts, badges and marked text.")
    for name in names:
        tokens[f"{name}TextColor"] = Token("color", f"Text that is meant to be {name}.")
    return tokens


TOKENS: Final[dict[str, Token]] = {
    "base": Token("base", "What the theme starts from: light, dark, or a TOML file.", everywhere=False),
    "primaryColor": Token("color", "Buttons, sliders, selections: whatever asks to be used."),
    "backgroundColor": Token("color", "Behind the page."),
    "secondaryBackgroundColor": Token("color", "Behind inputs, code and other areas that stand out."),
    "textColor": Token("color", "Nearly all text."),
    **_palette(),
    "linkColor": Token("color", "Links."),
    "linkUnderline": Token("bool", "Whether links are underlined."),
    "codeTextColor": Token("color", "Text of code."),
    "codeBackgroundColor": Token("color", "Behind code."),
    "font": Token("font", "Font of text: sans-serif, serif, monospace, or families in order of preference."),
    "fontFaces": Token(
        "faces", "Font files: tables with family, url, weight, style, unicodeRange.", everywhere=False
    ),
    "baseFontSize": Token("pixels", "Size of text, in CSS pixels.", everywhere=False),
    "baseFontWeight": Token("text weight", "Weight of text, 100 to 600 in steps of 50.", everywhere=False),
    "metricValueFontSize": Token("size", "Size of the number of a metric.", everywhere=False),
    "metricValueFontWeight": Token(
        "weight", "Weight of the number of a metric, 100 to 900.", everywhere=False
    ),
    "headingFont": Token("font", "Font of headings."),
    "headingFontSizes": Token("heading sizes", "Size of all headings, or a list from the first level on."),
    "headingFontWeights": Token(
        "heading weights", "Weight of all headings, or a list from the first level on."
    ),
    "codeFont": Token("font", "Font of code."),
    "codeFontSize": Token("size", "Size of code."),
    "codeFontWeight": Token("text weight", "Weight of code, 100 to 600 in steps of 50."),
    "baseRadius": Token("radius", "How round corners are: none, small, medium, large, full, or a size."),
    "buttonRadius": Token("radius", "How round the corners of buttons are."),
    "paddingTop": Token("padding", "Free space above the content."),
    "paddingBottom": Token("padding", "Free space below the content."),
    "borderColor": Token("color", "Borders."),
    "dataframeBorderColor": Token("color", "Borders in tables."),
    "dataframeHeaderBackgroundColor": Token("color", "Behind the headers of tables."),
    "dataframeHeaderTextColor": Token("color", "Text in the headers of tables."),
    "showWidgetBorder": Token("bool", "Whether inputs have a border while they are not in use."),
    "showSidebarBorder": Token("bool", "Whether a line separates the sidebar.", everywhere=False),
    "chartCategoricalColors": Token("colors", "Colours of series in charts, in order."),
    "chartSequentialColors": Token("ten colors", "Ten colours from low to high."),
    "chartDivergingColors": Token("ten colors", "Ten colours from one extreme to the other."),
}
"""All tokens, in the order in which they are documented."""

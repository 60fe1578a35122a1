"""Tables: frames, selections, editors, and the configuration of columns."""

import pandas as pd

FRAME = pd.DataFrame({"a": [1, 2, 3], "b": ["x", "y", "z"]})


def attempt(name, call):
    try:
        result = call()
    except Exception as error:
        st.text(f"{name}: {type(error).__name__}")
    else:
        st.text(f"{name}: {type(result).__name__}")


def describe(value):
    if isinstance(value, pd.DataFrame):
        st.text(f"{list(value.columns)} {[str(kind) for kind in value.dtypes]} {list(value.index)} {value.values.tolist()}")
    elif isinstance(value, pd.Series):
        st.text(f"{value.name} {value.dtype} {list(value.index)} {value.tolist()}")
    else:
        st.text(f"{type(value).__name__} {value!r}")

# %% A frame without a selection is an element
st.text(type(st.dataframe(FRAME)).__name__)
st.text(type(st.table(FRAME)).__name__)

# %% A frame with a selection is an empty state
st.text(st.dataframe(FRAME, on_select="rerun"))
st.text(st.dataframe(FRAME, on_select="rerun", selection_mode="single-row", key="k"))
st.text(sorted(st.session_state))

# %% The selection reads by attribute and key
event = st.dataframe(FRAME, on_select="rerun", key="k")
st.text([event.selection.rows, event["selection"]["columns"], event.selection.cells, sorted(event)])
st.text(st.session_state.k.selection.rows)
st.text(type(event).__name__ + type(event.selection).__name__)

# %% The default of a selection
st.text(st.dataframe(FRAME, on_select="rerun", selection_mode="multi-row", selection_default={"selection": {"rows": [0, 2]}}))
st.text(st.dataframe(FRAME, on_select="rerun", selection_mode="single-column", selection_default={"selection": {"columns": ["b"]}}, key="k"))

# %% Defaults of a selection that are refused
for mode, default in (
    ("multi-row", {"selection": {"rows": [9]}}),
    ("multi-row", {"selection": {"columns": ["a"]}}),
    ("single-row", {"selection": {"rows": [0, 1]}}),
    ("multi-column", {"selection": {"columns": ["nope"]}}),
    ("multi-row", {"rows": [0]}),
    ("multi-row", [0]),
    ("multi-row", {"selection": {"rows": [-1]}}),
    ("multi-cell", {"selection": {"cells": [(0, "a")]}}),
    ("multi-cell", {"selection": {"cells": [(0, "q")]}}),
):
    attempt(f"{mode} {default}", lambda: st.dataframe(FRAME, on_select="rerun", selection_mode=mode, selection_default=default, key=f"{mode}{default}"))

# %% A default of a selection without selections
attempt("ignored", lambda: st.dataframe(FRAME, selection_default={"selection": {"rows": [0]}}))

# %% A required row is selected
st.text(st.dataframe(FRAME, on_select="rerun", selection_mode="single-row-required"))

# %% A required row of an empty frame
st.text(st.dataframe(pd.DataFrame({"a": []}), on_select="rerun", selection_mode="single-row-required"))

# %% Modes of selections
for mode in ("multi-row", "single-row", "single-row-required", "multi-column", "single-column", "multi-cell", "single-cell"):
    st.text([mode, st.dataframe(FRAME, on_select="rerun", selection_mode=mode, key=mode)])

# %% Modes that exclude each other or are unknown
for mode in ("rows", ["multi-row", "single-row"], ["single-column", "multi-column"], ["single-cell", "multi-cell"], [], ["multi-row", "multi-column"], {"multi-row"}, ["single-row", "single-row-required"], None, 3):
    attempt(mode, lambda: st.dataframe(FRAME, on_select="rerun", selection_mode=mode, key=str(mode)))

# %% Words for what a selection does
for word in ("rerun", "ignore", "later", None, len):
    attempt(getattr(word, "__name__", word), lambda: st.dataframe(FRAME, on_select=word, key=str(word)))

# %% A selection that is assigned
st.session_state.k = {"selection": {"rows": [1], "columns": [], "cells": []}}
st.text(st.dataframe(FRAME, on_select="rerun", key="k"))

# %% An assigned selection without the word
st.session_state.k = {"rows": [1]}
st.dataframe(FRAME, on_select="rerun", key="k")

# %% An assigned selection that is a list
st.session_state.k = [1]
st.dataframe(FRAME, on_select="rerun", key="k")

# %% Assigned selections that do not fit
st.session_state.part = {"selection": {"rows": [1]}}
st.session_state.range = {"selection": {"rows": [7], "columns": ["q"], "cells": []}}
st.session_state.mode = {"selection": {"rows": [0], "columns": ["a"], "cells": []}}
st.text(st.dataframe(FRAME, on_select="rerun", key="part"))
st.text(st.dataframe(FRAME, on_select="rerun", selection_mode=["multi-row", "multi-column"], key="range"))
st.text(st.dataframe(FRAME, on_select="rerun", selection_mode="multi-row", key="mode"))

# %% A selection assigned from a test
st.text(st.dataframe(FRAME, on_select="rerun", key="k"))
# > at.session_state.k = {"selection": {"rows": [2], "columns": [], "cells": []}}
# > at.run()
# > at.run()

# %% A selection assigned after it was drawn
st.dataframe(FRAME, on_select="rerun", key="k")
st.session_state.k = {"selection": {"rows": [2], "columns": [], "cells": []}}

# %% A selection in a form
with st.form("f"):
    st.text(st.dataframe(FRAME, on_select="rerun", key="k"))
    st.form_submit_button("send")

# %% A callback of a selection in a form
with st.form("f"):
    st.dataframe(FRAME, on_select=lambda: None, key="k")
    st.form_submit_button("send")

# %% Two selections alike
st.dataframe(FRAME, on_select="rerun")
st.dataframe(FRAME, on_select="rerun")

# %% Two frames alike without selections
st.dataframe(FRAME)
st.dataframe(FRAME)
st.table(FRAME)
st.table(FRAME)

# %% Two frames with one key
st.dataframe(FRAME, key="k")
st.dataframe(FRAME, key="k")

# %% A selection with a key keeps when its data changes
frame = FRAME if not st.checkbox("other") else pd.DataFrame({"a": [4, 5, 6], "b": ["p", "q", "r"]})
st.text(st.dataframe(frame, on_select="rerun", key="k", selection_mode="multi-row"))
# > at.session_state.k = {"selection": {"rows": [2], "columns": [], "cells": []}}
# > at.run()
# > at.checkbox[0].check().run()

# %% A selection with a key is another one in another mode
mode = "single-row" if st.checkbox("other") else "multi-row"
st.text(st.dataframe(FRAME, on_select="rerun", key="k", selection_mode=mode))
# > at.session_state.k = {"selection": {"rows": [0, 2], "columns": [], "cells": []}}
# > at.run()
# > at.checkbox[0].check().run()

# %% A selection of rows that are gone
frame = FRAME.head(1) if st.checkbox("other") else FRAME
st.text(st.dataframe(frame, on_select="rerun", key="k", selection_mode="multi-row"))
# > at.session_state.k = {"selection": {"rows": [0, 2], "columns": [], "cells": []}}
# > at.run()
# > at.checkbox[0].check().run()

# %% Sizes of frames
for name, size in (("width", "stretch"), ("width", "content"), ("width", 200), ("width", 0), ("width", "wide"), ("width", None), ("height", "auto"), ("height", "content"), ("height", "stretch"), ("height", 100), ("height", -1), ("height", "tall"), ("height", 1.5), ("row_height", 40)):
    attempt(f"{name} {size!r}", lambda: st.dataframe(FRAME, **{name: size}))

# %% The order of columns
for order in (["b"], ("b", "a"), ["nope"], [], "a", {"a"}):
    attempt(order, lambda: st.dataframe(FRAME, column_order=order))

# %% The index of a frame
st.dataframe(FRAME, hide_index=True)
st.dataframe(FRAME, hide_index=False)
st.dataframe(FRAME.set_index("b"))

# %% Frames of plain Python
for data in ([1, None, 2.5], [[1, 2], [3, 4]], [{"a": 1}, {"b": 2}], {"a": 1, "b": 2}, {"x", "x"}, range(3), {"a": {"p": 1}, "b": {"q": 2}}, (), {}):
    st.dataframe(data)

# %% Frames of what is no table
for data in (3, "text", 2.5, True, object(), b"bytes"):
    attempt(type(data).__name__, lambda: st.dataframe(data))

# %% Tables of what is no table
for data in (3, "text", object()):
    attempt(type(data).__name__, lambda: st.table(data))

# %% Tables of numpy, series and an index
import numpy as np

st.table(np.array([[1, 2], [3, 4]]))
st.table(pd.Series([1, 2], name="s"))
st.table(pd.Index(["x", "y"]))
st.dataframe(np.array([1.5, 2.5]))
st.dataframe(pd.Series(["a", "b"], index=["p", "q"]))

# %% An array of three dimensions
import numpy as np

attempt("three", lambda: st.dataframe(np.zeros((2, 2, 2))))

# %% Columns of several levels
frame = pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("a", "x"), ("a", "y")]))
st.dataframe(frame)
st.table(frame)

# %% Columns of mixed kinds
st.dataframe(pd.DataFrame({"a": [1, "x", None], "c": [[1], [2, 3], []], "e": [1j, 2j, 3j]}))

# %% Columns of kinds that do not travel
import decimal

st.dataframe(pd.DataFrame({"a": pd.Series([1, None], dtype="Int64"), "b": [decimal.Decimal("1.5"), 2], "c": [{"k": 1}, None]}))

# %% Columns of moments
import datetime as dt

st.dataframe(pd.DataFrame({"a": [dt.date(2024, 1, 2)], "b": [dt.time(3, 4)], "c": [dt.datetime(2024, 1, 2, 3)], "d": [dt.timedelta(hours=1)], "e": [pd.Period("2024-01")], "f": [pd.Interval(0, 1)]}))

# %% An editor with one name twice
frame = pd.DataFrame([[1, 2]], columns=["a", "a"])
try:
    st.data_editor(frame)
except Exception:
    st.text("refused")

# %% A frame that is lazy
for lazy in (None, True, False):
    attempt(lazy, lambda: st.dataframe(FRAME, lazy=lazy))

# %% A frame with rows added
try:
    element = st.dataframe(FRAME)
    element.add_rows(FRAME)
except Exception as error:
    st.text(type(error).__name__)

# %% A style
st.dataframe(FRAME.style.highlight_max(subset=["a"]))
st.table(FRAME.style.format({"a": "{:.2f}"}))

# %% An editor returns frames
for frame in (FRAME, FRAME.set_index("b"), pd.DataFrame(), pd.DataFrame({"a": pd.Series([1, 2], dtype="Int64"), "b": pd.Categorical(["x", "y"])}), pd.DataFrame({"d": pd.to_datetime(["2024-01-02"])})):
    describe(st.data_editor(frame))

# %% An editor returns the kind it was given
import numpy as np

describe(st.data_editor([1, 2, 3]))
describe(st.data_editor(("x", "y")))
describe(st.data_editor({5, }))
describe(st.data_editor([[1, 2], [3, 4]]))
describe(st.data_editor([{"a": 5, "b": 6}]))
describe(st.data_editor({"a": [1, 2], "b": [3, 4]}))
describe(st.data_editor({"a": 1, "b": 2}))
describe(st.data_editor(np.array([[5, 2], [3, 4]])))
describe(st.data_editor(np.array(["p", "q"])))
describe(st.data_editor(pd.Series([1, 2], name="s")))
describe(st.data_editor(pd.Series([8, 9])))
describe(st.data_editor(pd.Index([7, 8], name="i")))

# %% An editor of arrow and nothing
import pyarrow as pa

st.text(type(st.data_editor(pa.table({"a": [1, 2]}))).__name__)
describe(st.data_editor(None))
describe(st.data_editor([]))
describe(st.data_editor({}))

# %% An editor returns a copy
edited = st.data_editor(FRAME)
edited.loc[0, "a"] = 99
st.text([edited is FRAME, FRAME.loc[0, "a"]])

# %% The state of an editor
st.data_editor(FRAME, key="k", num_rows="dynamic")
st.text(st.session_state.k)

# %% Rows that may be added
for rows in ("fixed", "dynamic", "add", "delete", "some", None):
    attempt(rows, lambda: st.data_editor(FRAME, num_rows=rows, key=str(rows)))

# %% An editor that is disabled
for disabled in (True, ["a"], ("a", "b"), ["nope"], [0]):
    attempt(disabled, lambda: st.data_editor(FRAME, disabled=disabled, key=str(disabled)))

# %% Editors of what cannot be edited
for name, data in (("number", 3), ("text", "x"), ("object", object()), ("levels", pd.DataFrame({"a": [1]}, index=pd.MultiIndex.from_tuples([(1, 2)]))), ("index", pd.DataFrame({"_index": [1]})), ("columns", pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("a", "x"), ("a", "y")])))):
    attempt(name, lambda: st.data_editor(data, key=name))

# %% An editor that is assigned
st.session_state.k = {"edited_rows": {}, "added_rows": [], "deleted_rows": []}
st.data_editor(FRAME, key="k")

# %% An editor in a form
with st.form("f"):
    describe(st.data_editor(FRAME, key="k"))
    st.form_submit_button("send")

# %% A callback of an editor in a form
with st.form("f"):
    st.data_editor(FRAME, on_change=lambda: None)
    st.form_submit_button("send")

# %% Two editors alike
st.data_editor(FRAME)
st.data_editor(FRAME)

# %% A callback of an editor that is no function
for word in ("rerun", "ignore", None, "later"):
    attempt(word, lambda: st.data_editor(FRAME, on_change=word, key=str(word)))

# %% Configurations of columns
for name, config in (
    ("hidden", {"a": None}),
    ("label", {"a": "Label"}),
    ("position", {0: "First"}),
    ("index", {"_index": "Rows"}),
    ("unknown", {"nope": "x"}),
    ("plain", {"a": {"label": "x"}}),
    ("number", {"a": 3}),
    ("column", {"a": st.column_config.Column("x", width="small", help="h", pinned=True)}),
    ("kind", {"a": st.column_config.TextColumn("x")}),
):
    attempt(name, lambda: st.dataframe(FRAME, column_config=config))

# %% Column configurations that do not fit the data
for name, column in (
    ("number on text", {"b": st.column_config.NumberColumn()}),
    ("checkbox on text", {"b": st.column_config.CheckboxColumn()}),
    ("date on text", {"b": st.column_config.DateColumn()}),
    ("text on number", {"a": st.column_config.TextColumn()}),
    ("checkbox on number", {"a": st.column_config.CheckboxColumn()}),
    ("select on number", {"a": st.column_config.SelectboxColumn(options=[1, 2])}),
    ("date on number", {"a": st.column_config.DateColumn()}),
    ("list on number", {"a": st.column_config.ListColumn()}),
    ("link on number", {"a": st.column_config.LinkColumn()}),
    ("progress on text", {"b": st.column_config.ProgressColumn()}),
    ("image on text", {"b": st.column_config.ImageColumn()}),
    ("bar on text", {"b": st.column_config.BarChartColumn()}),
    ("json on text", {"b": st.column_config.JsonColumn()}),
    ("multi on text", {"b": st.column_config.MultiselectColumn(options=["x"])}),
):
    attempt("frame " + name, lambda: st.dataframe(FRAME, column_config=column, key="f" + name))
    attempt("editor " + name, lambda: st.data_editor(FRAME, column_config=column, key="e" + name))

# %% Arguments of columns that are refused
columns = st.column_config
for name, call in (
    ("width", lambda: columns.Column(width="huge")),
    ("width px", lambda: columns.Column(width=100)),
    ("alignment", lambda: columns.Column(alignment="middle")),
    ("bounds", lambda: columns.NumberColumn(min_value=5, max_value=1)),
    ("format", lambda: columns.NumberColumn(format="nonsense")),
    ("step", lambda: columns.NumberColumn(step=0)),
    ("chars", lambda: columns.TextColumn(max_chars=-1)),
    ("validate", lambda: columns.TextColumn(validate="(")),
    ("colour", lambda: columns.LineChartColumn(color="nope")),
    ("colours", lambda: columns.LineChartColumn(color="red")),
    ("progress colour", lambda: columns.ProgressColumn(color="auto-inverse")),
    ("progress bad", lambda: columns.ProgressColumn(color="purple-ish")),
    ("options", lambda: columns.SelectboxColumn(options=None)),
    ("multi options", lambda: columns.MultiselectColumn(options=["a"], color=["red", "blue"])),
    ("icon", lambda: columns.LinkColumn(display_text=":material/open_in_new:")),
    ("icon bad", lambda: columns.LinkColumn(display_text=":material/nope_nope:")),
    ("date", lambda: columns.DateColumn(min_value="soon")),
):
    try:
        st.text(f"{name}: {sorted(k for k, v in call().items() if v is not None)}")
    except Exception as error:
        st.text(f"{name}: {type(error).__name__}")

# %% A column configuration is a dict
st.text(st.column_config.NumberColumn("Price", min_value=0, format="dollar", help="h"))
st.text(st.column_config.SelectboxColumn("S", options=["x", "y"], required=True))
st.text(st.column_config.CheckboxColumn("C", default=False, disabled=True))
st.text(st.column_config.ProgressColumn("P", max_value=10))
st.text(st.column_config.LinkColumn("L", display_text="open"))

# %% An editor with a key and other data
frame = pd.DataFrame({"a": [7, 8, 9], "b": ["x", "y", "z"]}) if st.checkbox("other") else FRAME
describe(st.data_editor(frame, key="k"))
# > at.checkbox[0].check().run()

# %% Metrics with their charts
st.metric("a", 1, chart_data=[1, 2, 3])
st.metric("a", 1, chart_data=pd.Series([1, 2]), chart_type="bar")
for name, options in (("type", {"chart_type": "pie"}), ("data", {"chart_data": ["x"]}), ("delta", {"delta_color": "nope"}), ("arrow", {"delta_arrow": "left"})):
    attempt(name, lambda: st.metric("m", 1, 2, **options))

# %% Frames and tables with one name twice
frame = pd.DataFrame([[1, 2]], columns=["a", "a"])
attempt("dataframe", lambda: st.dataframe(frame))
attempt("table", lambda: st.table(frame))

# %% An editor that is disabled by a word
for disabled in ("a", "", "nope", 3, None, {"a": 1}):
    attempt(disabled, lambda: st.data_editor(FRAME, disabled=disabled, key=str(disabled)))

# %% Keys of frames that are no inputs
st.dataframe(FRAME, key="frame")
st.dataframe(FRAME, key="picked", on_select="rerun")
st.text(sorted(st.session_state))

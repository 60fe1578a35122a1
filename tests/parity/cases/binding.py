"""Values of inputs in the address of the page, and inputs that are kept while they are not drawn."""
# %% Values of the address
st.text([st.text_input("a", key="t", bind="query-params"), st.number_input("b", key="n", bind="query-params"), st.number_input("c", value=0.5, key="f", bind="query-params"), st.checkbox("d", key="c", bind="query-params")])
# < at.query_params.update({"t": "typed", "n": "7", "f": "2.5", "c": "TRUE", "other": "x"})
# > at.text_input[0].input("else").run()

# %% Choices of the address
options = ["x", "y", "z"]
st.text([st.selectbox("a", options, key="s", bind="query-params"), st.radio("b", options, key="r", bind="query-params"), st.multiselect("c", options, key="m", bind="query-params"), st.pills("d", options, key="p", bind="query-params"), st.segmented_control("e", options, selection_mode="multi", key="g", bind="query-params"), st.select_slider("f", options, key="l", bind="query-params")])
# < at.query_params.update({"s": "y", "r": "z", "m": ["z", "x"], "p": "y", "g": ["x", "y"], "l": "z"})
# > at.selectbox[0].select("z").run()

# %% Dates and times of the address
import datetime as dt

st.text([st.date_input("a", dt.date(2024, 1, 1), key="d", bind="query-params"), st.time_input("b", dt.time(8), key="t", bind="query-params"), st.datetime_input("c", dt.datetime(2024, 1, 1, 8), key="m", bind="query-params")])
st.text(st.date_input("d", (dt.date(2024, 1, 1), dt.date(2024, 1, 2)), key="r", bind="query-params"))
# < at.query_params.update({"d": "2024-03-04", "t": "09:30", "m": "2024-03-04T09:30", "r": ["2024-02-03", "2024-02-05"]})

# %% Sliders of the address
st.text([st.slider("a", 0, 10, 5, key="s", bind="query-params"), st.slider("b", 0.0, 1.0, (0.2, 0.4), key="r", bind="query-params"), st.select_slider("c", ["s", "m", "l"], ("s", "m"), key="o", bind="query-params")])
# < at.query_params.update({"s": "7", "r": ["0.1", "0.9"], "o": ["m", "l"]})

# %% Colours and stars of the address
st.text([st.color_picker("a", "#000000", key="c", bind="query-params"), st.feedback("stars", key="f", bind="query-params"), st.toggle("b", True, key="t", bind="query-params")])
# < at.query_params.update({"c": "#ff0000", "f": "3", "t": "false"})

# %% Values of the address that mean nothing
import datetime as dt

st.text([st.number_input("a", 0, 10, 5, key="n", bind="query-params"), st.checkbox("b", key="c", bind="query-params"), st.selectbox("c", ["x", "y"], key="s", bind="query-params"), st.slider("d", 0, 10, 5, key="l", bind="query-params"), st.date_input("e", dt.date(2024, 1, 1), key="d", bind="query-params"), st.multiselect("f", ["x", "y"], key="m", bind="query-params"), st.color_picker("g", key="k", bind="query-params")])
# < at.query_params.update({"n": "50", "c": "yes", "s": "q", "l": "far", "d": "soon", "m": ["x", "q", "x"], "k": "red"})

# %% A value of the address that is the default
st.text([st.text_input("a", "default", key="t", bind="query-params"), st.number_input("b", value=5, key="n", bind="query-params")])
# < at.query_params.update({"t": "default", "n": "5"})

# %% Empty values of the address
st.text([st.text_input("a", "default", key="t", bind="query-params"), st.multiselect("b", ["x", "y"], ["x"], key="m", bind="query-params"), st.selectbox("c", ["x"], key="s", bind="query-params"), st.selectbox("d", ["x"], index=None, key="e", bind="query-params"), st.number_input("e", value=3, key="n", bind="query-params"), st.number_input("f", value=None, key="o", bind="query-params")])
# < at.query_params.update({"t": "", "m": "", "s": "", "e": "", "n": "", "o": ""})

# %% One value of several in the address
st.text([st.text_input("a", key="t", bind="query-params"), st.selectbox("b", ["x", "y"], key="s", bind="query-params"), st.multiselect("c", ["x", "y", "z"], max_selections=2, key="m", bind="query-params")])
# < at.query_params.update({"t": ["one", "two"], "s": ["x", "y"], "m": ["z", "y", "x"]})

# %% The address follows what is assigned
if st.button("assign"):
    st.session_state.t = "assigned"
    st.session_state.m = ["y"]
st.text([st.text_input("a", key="t", bind="query-params"), st.multiselect("b", ["x", "y"], key="m", bind="query-params")])
# > at.button[0].click().run()
# > at.run()

# %% The address wins over what is assigned first
st.session_state.setdefault("t", "assigned")
st.text(st.text_input("a", "default", key="t", bind="query-params"))
# < at.query_params["t"] = "address"

# %% What may not be bound
for options in ({"bind": "query-params"}, {"bind": "url", "key": "a"}, {"bind": "query-params", "key": "embed"}, {"bind": "query-params", "key": "Embed_Options"}, {"bind": "query-params", "key": "p", "type": "password"}, {"bind": None}, {"bind": "", "key": "b"}):
    try:
        st.text(repr(st.text_input(f"{options}", **options)))
    except Exception as error:
        st.text(type(error).__name__)

# %% A bound parameter is not set by hand
st.text_input("a", key="t", bind="query-params")
for change in (lambda: st.query_params.update({"t": "x"}), lambda: st.query_params.__setitem__("t", "x"), lambda: st.query_params.pop("t"), lambda: st.query_params.clear(), lambda: st.query_params.from_dict({"t": "x"}), lambda: st.query_params.__setitem__("other", "x")):
    try:
        change()
    except Exception as error:
        st.text(type(error).__name__)
st.text(st.query_params.to_dict())
# < at.query_params["t"] = "typed"

# %% A bound input that is hidden
if st.checkbox("show", True):
    st.text(st.text_input("a", "default", key="t", bind="query-params"))
st.text([st.query_params.to_dict(), st.session_state.get("t")])
# < at.query_params["t"] = "typed"
# > at.checkbox[0].uncheck().run()
# > at.run()
# > at.checkbox[0].check().run()

# %% A bound input is bound no more
bind = None if st.checkbox("free") else "query-params"
st.text(st.text_input("a", key="t", bind=bind))
# < at.query_params["t"] = "typed"
# > at.checkbox[0].check().run()

# %% What is kept of inputs that are hidden
if st.checkbox("show", True):
    st.text([st.slider("a", key="slider", persist_state="session"), st.multiselect("b", ["x", "y"], key="many", persist_state="page"), st.selectbox("c", ["x", "y"], key="plain")])
st.text([st.session_state.get(key) for key in ("slider", "many", "plain")])
# > at.slider[0].set_value(30).run()
# > at.multiselect[0].set_value(["y"]).run()
# > at.selectbox[0].select("y").run()
# > at.checkbox[0].uncheck().run()
# > at.run()
# > at.checkbox[0].check().run()

# %% Words for what is kept that are refused
for options in ({"persist_state": "session"}, {"persist_state": "page", "key": "a"}, {"persist_state": "app", "key": "b"}, {"persist_state": True, "key": "c"}, {"persist_state": None}):
    try:
        st.checkbox(f"{options}", **options)
        st.text("made")
    except Exception as error:
        st.text(type(error).__name__)

# %% What is kept is forgotten by hand
if st.checkbox("show", True):
    st.text(st.text_input("a", "default", key="t", persist_state="session"))
elif "t" in st.session_state:
    del st.session_state["t"]
st.text("t" in st.session_state)
# > at.text_input[0].input("typed").run()
# > at.checkbox[0].uncheck().run()
# > at.checkbox[0].check().run()

# %% What is kept across pages
def one():
    st.text([st.text_input("a", key="session", persist_state="session"), st.text_input("b", key="page", persist_state="page"), st.text_input("c", key="plain")])

def two():
    st.text([st.session_state.get(key, "gone") for key in ("session", "page", "plain")])

pages = [st.Page(one), st.Page(two)]
page = st.navigation(pages)
for other in pages:
    if st.button(other.title):
        st.switch_page(other)
page.run()
# > at.text_input[0].input("1").run()
# > at.text_input[1].input("2").run()
# > at.text_input[2].input("3").run()
# > at.button[1].click().run()
# > at.button[0].click().run()

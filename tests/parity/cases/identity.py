"""Identity: which inputs keep what was entered when which of their parameters changes."""
# %% Pills with other options
options = ["z", "y", "x"] if st.checkbox("other") else ["x", "y"]
st.text([st.pills("a", options, key="k"), st.pills("b", options)])
# > at.button_group[0].set_value("y").run()
# > at.button_group[1].set_value("y").run()
# > at.checkbox[0].check().run()

# %% Pills without the option that was chosen
options = ["x"] if st.checkbox("other") else ["x", "y"]
st.text([st.pills("a", options, key="k"), st.pills("b", options, default="x", key="d")])
# > at.button_group[0].set_value("y").run()
# > at.button_group[1].set_value("y").run()
# > at.checkbox[0].check().run()

# %% Pills of several without some that were chosen
options = ["x", "z"] if st.checkbox("other") else ["x", "y", "z"]
st.text(st.pills("a", options, selection_mode="multi", key="k"))
# > at.button_group[0].set_value(["x", "y"]).run()
# > at.checkbox[0].check().run()

# %% Pills in another mode
mode = "multi" if st.checkbox("other") else "single"
st.text(st.pills("a", ["x", "y"], selection_mode=mode, key="k"))
# > at.button_group[0].set_value("y").run()
# > at.checkbox[0].check().run()

# %% Pills with another default, label and format
other = st.checkbox("other")
st.text(st.pills("b" if other else "a", ["x", "y"], default="x" if other else None, format_func=str.upper if other else str, help="h" if other else None, key="k"))
# > at.button_group[0].set_value("y").run()
# > at.checkbox[0].check().run()

# %% Segmented controls with other options and modes
other = st.checkbox("other")
options = [3, 2, 1] if other else [1, 2]
st.text([st.segmented_control("a", options, key="k"), st.segmented_control("b", options), st.segmented_control("c", [1, 2], selection_mode="multi" if other else "single", key="m")])
# > at.button_group[0].set_value(2).run()
# > at.button_group[1].set_value(2).run()
# > at.button_group[2].set_value(2).run()
# > at.checkbox[0].check().run()

# %% Feedback of another kind
kind = "faces" if st.checkbox("other") else "stars"
st.text([st.feedback(kind, key="k"), st.feedback(kind)])
# > at.feedback[0].set_value(3).run()
# > at.feedback[1].set_value(3).run()
# > at.checkbox[0].check().run()

# %% Feedback with another default
other = st.checkbox("other")
st.text([st.feedback("stars", default=1 if other else None, key="k"), st.feedback("stars", default=1 if other else None)])
# > at.feedback[0].set_value(3).run()
# > at.feedback[1].set_value(3).run()
# > at.checkbox[0].check().run()

# %% Select slider with other options
options = ["l", "m", "s"] if st.checkbox("other") else ["s", "m", "l", "xl"]
st.text([st.select_slider("a", options, key="k"), st.select_slider("b", options)])
# > at.select_slider[0].set_value("l").run()
# > at.select_slider[1].set_value("l").run()
# > at.checkbox[0].check().run()

# %% Select slider without the option that was chosen
options = ["s", "m"] if st.checkbox("other") else ["s", "m", "l"]
st.text([st.select_slider("a", options, key="k"), st.select_slider("b", options, value="m", key="d")])
# > at.select_slider[0].set_value("l").run()
# > at.select_slider[1].set_value("l").run()
# > at.checkbox[0].check().run()

# %% Select slider of a range without its end
options = ["s", "m"] if st.checkbox("other") else ["s", "m", "l"]
st.text(st.select_slider("a", options, value=("s", "m"), key="k"))
# > at.select_slider[0].set_range("m", "l").run()
# > at.checkbox[0].check().run()

# %% Date input with other bounds
import datetime as dt

top = dt.date(2024, 6, 1) if st.checkbox("other") else dt.date(2024, 12, 31)
for key in ("k", None):
    st.text(st.date_input(f"a{key}", dt.date(2024, 5, 1), max_value=top, key=key))
# > at.date_input[0].set_value(dt.date(2024, 5, 9)).run()
# > at.date_input[1].set_value(dt.date(2024, 5, 9)).run()
# > at.checkbox[0].check().run()

# %% Date input out of its new bounds
import datetime as dt

top = dt.date(2024, 6, 1) if st.checkbox("other") else dt.date(2024, 12, 31)
st.text(st.date_input("a", dt.date(2024, 5, 1), max_value=top, key="k"))
# > at.date_input[0].set_value(dt.date(2024, 8, 9)).run()
# > at.checkbox[0].check().run()

# %% Date input with another format
import datetime as dt

other = st.checkbox("other")
for key in ("k", None):
    st.text(st.date_input(f"a{key}", dt.date(2024, 5, 1), format="DD.MM.YYYY" if other else "YYYY/MM/DD", key=key))
# > at.date_input[0].set_value(dt.date(2024, 5, 9)).run()
# > at.date_input[1].set_value(dt.date(2024, 5, 9)).run()
# > at.checkbox[0].check().run()

# %% Date input with another default
import datetime as dt

other = st.checkbox("other")
for key in ("k", None):
    st.text(st.date_input(f"a{key}", dt.date(2024, 5, 2 if other else 1), key=key))
# > at.date_input[0].set_value(dt.date(2024, 5, 9)).run()
# > at.date_input[1].set_value(dt.date(2024, 5, 9)).run()
# > at.checkbox[0].check().run()

# %% Time input with another step
import datetime as dt

other = st.checkbox("other")
for key in ("k", None):
    st.text(st.time_input(f"a{key}", dt.time(8), step=1800 if other else 900, key=key))
# > at.time_input[0].set_value(dt.time(9)).run()
# > at.time_input[1].set_value(dt.time(9)).run()
# > at.checkbox[0].check().run()

# %% Time input with another default and label
import datetime as dt

other = st.checkbox("other")
st.text(st.time_input("b" if other else "a", dt.time(7 if other else 8), key="k"))
# > at.time_input[0].set_value(dt.time(9)).run()
# > at.checkbox[0].check().run()

# %% Datetime input with another step, format and bounds
import datetime as dt

other = st.checkbox("other")
noon = dt.datetime(2024, 5, 1, 12)
st.text(st.datetime_input("a", noon, step=1800 if other else 900, key="step"))
st.text(st.datetime_input("b", noon, format="DD.MM.YYYY" if other else "YYYY/MM/DD", key="format"))
st.text(st.datetime_input("c", noon, max_value=dt.datetime(2024, 5, 20 if other else 30), key="top"))
# > at.datetime_input[0].set_value(dt.datetime(2024, 5, 9, 8)).run()
# > at.datetime_input[1].set_value(dt.datetime(2024, 5, 9, 8)).run()
# > at.datetime_input[2].set_value(dt.datetime(2024, 5, 25, 8)).run()
# > at.checkbox[0].check().run()

# %% Colour picker with another default and label
other = st.checkbox("other")
st.text([st.color_picker("b" if other else "a", "#00ff00" if other else "#ff0000", key="k"), st.color_picker("c", "#00ff00" if other else "#ff0000")])
# > at.color_picker[0].pick("#0000ff").run()
# > at.color_picker[1].pick("#0000ff").run()
# > at.checkbox[0].check().run()

# %% Text inputs with other limits
other = st.checkbox("other")
st.text([st.text_input("a", max_chars=20 if other else 10, key="k"), st.text_area("b", max_chars=20 if other else 10, key="m")])
# > at.text_input[0].input("typed").run()
# > at.text_area[0].input("typed").run()
# > at.checkbox[0].check().run()

# %% Text inputs with other words around
other = st.checkbox("other")
st.text(st.text_input("a", key="k", placeholder="p" if other else None, help="h" if other else None, disabled=other, type="password" if other else "default", label_visibility="hidden" if other else "visible", icon="🔑" if other else None, width=300 if other else "stretch"))
# > at.text_input[0].input("typed").run()
# > at.checkbox[0].check().run()

# %% Text areas with other words around
other = st.checkbox("other")
st.text([st.text_area("a", key="k", height=300 if other else None, placeholder="p" if other else None), st.text_area("b", height=300 if other else None)])
# > at.text_area[0].input("typed").run()
# > at.text_area[1].input("typed").run()
# > at.checkbox[0].check().run()

# %% What does not count without a key
other = st.checkbox("other")
st.text([st.text_input("a", disabled=other), st.text_input("b", label_visibility="hidden" if other else "visible"), st.text_input("c", width=200 if other else "stretch"), st.text_input("d", on_change=(lambda: None) if other else None)])
# > at.text_input[0].input("typed").run()
# > at.text_input[1].input("typed").run()
# > at.text_input[2].input("typed").run()
# > at.text_input[3].input("typed").run()
# > at.checkbox[0].check().run()

# %% Help and placeholder count without a key
other = st.checkbox("other")
st.text([st.text_input("a", help="h" if other else None), st.text_input("b", placeholder="p" if other else None), st.text_input("c", icon="🔑" if other else None), st.text_input("d", autocomplete="off" if other else None)])
# > at.text_input[0].input("typed").run()
# > at.text_input[1].input("typed").run()
# > at.text_input[2].input("typed").run()
# > at.text_input[3].input("typed").run()
# > at.checkbox[0].check().run()

# %% Selectboxes with other parameters
other = st.checkbox("other")
st.text([st.selectbox("a", ["x", "y"], accept_new_options=other, key="new"), st.selectbox("b", ["x", "y"], index=None if other else 0, key="index"), st.selectbox("c", ["x", "y"], placeholder="p" if other else None, key="p"), st.selectbox("d", ["x", "y"], format_func=str.upper if other else str, key="format")])
# > at.selectbox[0].select("y").run()
# > at.selectbox[1].select("y").run()
# > at.selectbox[2].select("y").run()
# > at.selectbox[3].select("y").run()
# > at.checkbox[0].check().run()

# %% Multiselects with other parameters
other = st.checkbox("other")
st.text([st.multiselect("a", ["x", "y"], max_selections=2 if other else None, key="most"), st.multiselect("b", ["x", "y"], accept_new_options=other, key="new"), st.multiselect("c", ["x", "y"], default="x" if other else None, key="default")])
# > at.multiselect[0].select("y").run()
# > at.multiselect[1].select("y").run()
# > at.multiselect[2].select("y").run()
# > at.checkbox[0].check().run()

# %% Radios with other parameters
other = st.checkbox("other")
st.text([st.radio("b" if other else "a", ["x", "y"], index=0 if other else None, key="k"), st.radio("c", ["y", "x"] if other else ["x", "y"], key="order"), st.radio("d", ["x"] if other else ["x", "y"], key="gone"), st.radio("e", ["x", "y"], horizontal=other)])
# > at.radio[0].set_value("y").run()
# > at.radio[1].set_value("y").run()
# > at.radio[2].set_value("y").run()
# > at.radio[3].set_value("y").run()
# > at.checkbox[0].check().run()

# %% Sliders and numbers with other steps and formats
other = st.checkbox("other")
st.text([st.slider("a", 0, 100, step=10 if other else 5, key="step"), st.slider("b", 0, 100, format="%d %%" if other else None, key="format"), st.number_input("c", 0, 100, step=10 if other else 5, key="nstep"), st.number_input("d", 0, 100, format="%d" if other else None, key="nformat")])
# > at.slider[0].set_value(50).run()
# > at.slider[1].set_value(50).run()
# > at.number_input[0].set_value(50).run()
# > at.number_input[1].set_value(50).run()
# > at.checkbox[0].check().run()

# %% A slider from one value to two
other = st.checkbox("other")
st.text(st.slider("a", 0, 100, (10, 20) if other else 50, key="k"))
# > at.slider[0].set_value(60).run()
# > at.checkbox[0].check().run()

# %% A number input from whole to real numbers
other = st.checkbox("other")
st.text(st.number_input("a", value=1.0 if other else 1, key="k"))
# > at.number_input[0].set_value(7).run()
# > at.checkbox[0].check().run()

# %% Checkboxes and toggles with other defaults
other = st.checkbox("other")
st.text([st.checkbox("a", other, key="k"), st.checkbox("b", other), st.toggle("c", other, key="t"), st.toggle("d", other)])
# > at.checkbox(key="k").check().run()
# > at.checkbox(key="k").uncheck().run()
# > at.checkbox[0].check().run()

# %% A key that changes its kind of input
if st.checkbox("other"):
    st.text(st.number_input("a", key="k"))
else:
    st.text(st.text_input("a", key="k"))
# > at.text_input[0].input("typed").run()
# > at.checkbox[0].check().run()

# %% An input with a key moves into a form
other = st.checkbox("other")
if other:
    with st.form("f"):
        st.text(st.text_input("a", key="k"))
        st.form_submit_button("send")
else:
    st.text(st.text_input("a", key="k"))
# > at.text_input[0].input("typed").run()
# > at.checkbox[0].check().run()

# %% An input without key moves into a form
other = st.checkbox("other")
if other:
    with st.form("f"):
        st.text(st.text_input("a"))
        st.form_submit_button("send")
else:
    st.text(st.text_input("a"))
# > at.text_input[0].input("typed").run()
# > at.checkbox[0].check().run()

# %% File inputs with other parameters
other = st.checkbox("other")
st.text([st.file_uploader("a", type="png" if other else None, key="k"), st.file_uploader("b", accept_multiple_files=other, key="m"), st.camera_input("d" if other else "c", key="c"), st.audio_input("e", sample_rate=8000 if other else 16000, key="au")])
# > at.checkbox[0].check().run()

# %% Persisted inputs
if st.checkbox("show", True, key="show"):
    st.text([st.text_input("a", "d", key="page", persist_state="page"), st.text_input("b", "d", key="session", persist_state="session")])
st.text([st.session_state.get("page"), st.session_state.get("session")])
# > at.text_input[0].input("one").run()
# > at.text_input[1].input("two").run()
# > at.checkbox[0].uncheck().run()
# > at.checkbox[0].check().run()

# %% Date input from one day to two and back
import datetime as dt

day = dt.date(2024, 1, 1)
st.text(st.date_input("a", (day, dt.date(2024, 1, 5)) if st.checkbox("other") else day, key="k"))
st.text(st.session_state.k)
# > at.checkbox[0].check().run()
# > at.checkbox[0].uncheck().run()
# > at.date_input[0].set_value(dt.date(2024, 1, 3)).run()
# > at.checkbox[0].check().run()
# > at.checkbox[0].uncheck().run()

# %% Date input of two days is picked in, then one of one day
import datetime as dt

day = dt.date(2024, 1, 1)
st.text(st.date_input("a", (day, dt.date(2024, 1, 5)) if st.checkbox("two", True) else day, key="k"))
# > at.date_input[0].set_value((dt.date(2024, 1, 2), dt.date(2024, 1, 3))).run()
# > at.checkbox[0].uncheck().run()
# > at.run()
# > at.date_input[0].set_value(dt.date(2024, 1, 9)).run()

# %% Date input of one day that is assigned two
import datetime as dt

if st.checkbox("two"):
    st.session_state.k = (dt.date(2024, 1, 2), dt.date(2024, 1, 3))
st.text(st.date_input("a", dt.date(2024, 1, 1), key="k"))
# > at.checkbox[0].check().run()
# > at.checkbox[0].uncheck().run()
# > at.run()

# %% A slider from two values to one
st.text(st.slider("a", 0, 100, (10, 20) if st.checkbox("two", True) else 50, key="k"))
# > at.slider[0].set_range(30, 40).run()
# > at.checkbox[0].uncheck().run()
# > at.run()
# > at.slider[0].set_value(60).run()

# %% A select slider from two values to one and back
other = st.checkbox("other")
st.text(repr([st.select_slider("a", ["s", "m", "l"], "m" if other else ("s", "m"), key="k"), st.select_slider("b", ["s", "m", "l"], ("s", "m") if other else "m", key="l")]))
# > at.select_slider[0].set_range("m", "l").run()
# > at.select_slider[1].set_value("l").run()
# > at.checkbox[0].check().run()
# > at.checkbox[0].uncheck().run()

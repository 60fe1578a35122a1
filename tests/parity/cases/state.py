"""Session state, identity of inputs, and what is forgotten when."""
# %% Entries by key and by attribute
st.session_state["a"] = 1
st.session_state.b = 2
st.write("a" in st.session_state, st.session_state.a, st.session_state["b"], len(st.session_state))
del st.session_state["a"]
st.write("a" in st.session_state, sorted(st.session_state))
st.write(st.session_state.get("c", "none"))

# %% A missing entry
st.session_state["gone"]

# %% A missing attribute
st.session_state.gone

# %% Deleting what is not there
del st.session_state["gone"]

# %% An entry set before the first run
st.write(st.session_state.x, st.session_state.y)
# < at.session_state.x = 1
# < at.session_state["y"] = [1, 2]

# %% An entry changed between runs
st.session_state.setdefault("n", 0)
st.write(st.session_state.n)
# > at.session_state.n = 5
# > at.run()

# %% An input takes what was assigned before it
st.session_state.k = "assigned"
st.write(st.text_input("a", key="k"))
# > at.text_input[0].input("typed").run()

# %% Assigning an input after it was drawn
st.text_input("a", key="k")
st.session_state.k = "late"

# %% Assigning an input in its callback
def clear():
    st.session_state.k = "cleared"

st.write(st.text_input("a", key="k"))
st.button("clear", on_click=clear)
# > at.text_input[0].input("typed").run()
# > at.button[0].click().run()

# %% A default and an assigned value
st.session_state.setdefault("k", "state")
st.write(st.text_input("a", "default", key="k"))

# %% Assigning a button
st.session_state.k = True
st.button("a", key="k")

# %% Assigning a value that is no option
st.session_state.k = "q"
st.write(st.selectbox("a", ["x", "y"], key="k"))

# %% Assigning a number out of range
st.session_state.k = 50
st.write(st.number_input("a", 0, 10, 5, key="k"))

# %% Assigning a slider out of range
st.session_state.k = 50
st.write(st.slider("a", 0, 10, 5, key="k"))

# %% Assigning a value of the wrong type
st.session_state.k = "text"
st.write(st.number_input("a", 0, 10, 5, key="k"))

# %% Assigning a number to a text input
st.session_state.k = 5
st.write(st.text_input("a", key="k"))

# %% Assigning multiselect a value that is no option
st.session_state.k = ["q"]
st.write(st.multiselect("a", ["x"], key="k"))

# %% A hidden input forgets
if st.checkbox("show", True):
    st.write(st.text_input("a", "default", key="k"))
st.write("k" in st.session_state)
# > at.text_input[0].input("typed").run()
# > at.checkbox[0].uncheck().run()
# > at.checkbox[0].check().run()

# %% A hidden input whose entry is kept by hand
if "k" in st.session_state:
    st.session_state.k = st.session_state.k
if st.checkbox("show", True):
    st.text_input("a", "default", key="k")
st.write(st.session_state.get("k"))
# > at.text_input[0].input("typed").run()
# > at.checkbox[0].uncheck().run()
# > at.checkbox[0].check().run()

# %% An input without key is another one when its label changes
label = "b" if st.checkbox("other") else "a"
st.write(st.text_input(label, "default"))
# > at.text_input[0].input("typed").run()
# > at.checkbox[0].check().run()
# > at.checkbox[0].uncheck().run()

# %% An input with a key keeps its value when its label changes
label = "b" if st.checkbox("other") else "a"
st.write(st.text_input(label, "default", key="k"))
# > at.text_input[0].input("typed").run()
# > at.checkbox[0].check().run()

# %% An input with a key and another default
default = "two" if st.checkbox("other") else "one"
st.write(st.text_input("a", default, key="k"))
# > at.checkbox[0].check().run()
# > at.text_input[0].input("typed").run()
# > at.checkbox[0].uncheck().run()

# %% An input without key and another default
default = "two" if st.checkbox("other") else "one"
st.write(st.text_input("a", default))
# > at.text_input[0].input("typed").run()
# > at.checkbox[0].check().run()

# %% A number input whose bounds change
top = 20 if st.checkbox("other") else 10
st.write(st.number_input("a", 0, top, 5, key="k"), st.number_input("b", 0, top, 5))
# > at.number_input[0].set_value(7).run()
# > at.number_input[1].set_value(7).run()
# > at.checkbox[0].check().run()

# %% A slider whose bounds change
top = 20 if st.checkbox("other") else 10
st.write(st.slider("a", 0, top, 5, key="k"))
# > at.slider[0].set_value(7).run()
# > at.checkbox[0].check().run()

# %% A selectbox whose options change
options = ["x", "y", "z"] if st.checkbox("other") else ["x", "y"]
st.write(st.selectbox("a", options, key="k"), st.selectbox("b", options))
# > at.selectbox[0].select("y").run()
# > at.selectbox[1].select("y").run()
# > at.checkbox[0].check().run()

# %% A button is true for one run
st.write(st.button("a", key="k"), st.session_state.k)
# > at.button[0].click().run()
# > at.run()

# %% Two buttons at once
st.write(st.button("a"), st.button("b"))
# > at.button[0].click()
# > at.button[1].click().run()

# %% Values that are the same object
st.session_state.setdefault("items", [])
st.session_state["items"].append(len(st.session_state["items"]))
st.write(st.session_state["items"])
# > at.run()
# > at.run()

# %% The mapping methods of session state
st.session_state.update({"a": 1, "b": 2}) if hasattr(st.session_state, "update") else None
st.write(sorted(st.session_state.to_dict()))
st.session_state.clear() if hasattr(st.session_state, "clear") else None
st.write(len(st.session_state))

# %% Setting an empty key
st.session_state[""] = 1

# %% Setting a key that is a number
st.session_state[3] = 1

# %% An input moves to another container
where = st.sidebar if st.checkbox("side") else st
st.write(where.text_input("a", key="k"))
# > at.text_input[0].input("typed").run()
# > at.checkbox[0].check().run()

# %% An input without key moves to another container
where = st.sidebar if st.checkbox("side") else st
st.write(where.text_input("a"))
# > at.text_input[0].input("typed").run()
# > at.checkbox[0].check().run()

# %% Entry of a hidden input is read
st.write(st.session_state.get("k", "none"))
if st.session_state.get("k") != "hide":
    st.text_input("a", key="k")
# > at.text_input[0].input("hide").run()
# > at.run()
# > at.run()

# %% Deleting the entry of an input before it is drawn
if st.session_state.get("k") == "reset":
    del st.session_state["k"]
st.write(st.text_input("a", "default", key="k"))
# > at.text_input[0].input("typed").run()
# > at.text_input[0].input("reset").run()

# %% Deleting the entry of an input after it was drawn
st.text_input("a", "default", key="k")
if st.session_state.get("k") == "reset":
    del st.session_state["k"]
st.write("k" in st.session_state)
# > at.text_input[0].input("reset").run()
# > at.run()

# %% A user's key with the prefix of inputs
st.session_state["$$WIDGET_ID-x"] = 1

# %% An entry survives an error
st.session_state.setdefault("n", 0)
st.session_state.n += 1
if st.session_state.n == 2:
    raise ValueError("second")
st.write(st.session_state.n)
# > at.run()
# > at.run()

# %% Values of inputs survive an error
bad = st.checkbox("bad")
text = st.text_input("a", key="before")
if bad:
    raise ValueError("now")
st.write(text, st.text_input("b", key="after"))
# > at.text_input(key="after").input("typed").run()
# > at.checkbox[0].check().run()
# > at.checkbox[0].uncheck().run()

# %% Values of inputs after a stop
stop = st.checkbox("stop")
if stop:
    st.stop()
st.write(st.text_input("b", "d", key="after"))
# > at.text_input(key="after").input("typed").run()
# > at.checkbox[0].check().run()
# > at.checkbox[0].uncheck().run()

# %% Query parameters
st.write(st.query_params.get("a"), "b" in st.query_params)
st.query_params["b"] = "2"
st.query_params.c = 3
st.write(st.query_params.to_dict())
# < at.query_params["a"] = "1"
# > at.run()

# %% Repeated query parameters
st.query_params["a"] = ["1", "2"]
st.write(st.query_params["a"], st.query_params.get_all("a"), st.query_params.get_all("z"))
st.query_params.from_dict({"x": "1", "y": ["2", "3"]})
st.write(st.query_params.to_dict())
st.query_params.clear()
st.write(len(st.query_params))

# %% A missing query parameter
st.query_params["gone"]

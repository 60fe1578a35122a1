"""Scripts from years ago: old argument orders and names, hacks from before session state, still in wide use."""
# %% A main function and positional arguments
import pandas as pd

def main():
    st.title("Old style")
    html_temp = """
    <div style="background-color:tomato;padding:10px">
    <h2 style="color:white;text-align:center;">Old App</h2>
    </div>
    """
    st.markdown(html_temp, unsafe_allow_html=True)
    name = st.text_input("Name", "Type Here")
    age = st.number_input("Age", 1, 100, 30, 5)
    level = st.slider("Level", 1, 10, 3, 2)
    result = ""
    if st.button("Predict"):
        result = f"{name} {age * level}"
    st.success("The output is {}".format(result))
    if st.button("About"):
        st.text("Lets LEarn")
        st.text("Built with care")

if __name__ == "__main__":
    main()
# > at.text_input[0].input("Ada").run()
# > at.button[0].click().run()
# > at.button[1].click().run()
# > at.number_input[0].increment(); at.slider[0].set_value(9); at.button[0].click().run()

# %% A menu with a selectbox in the sidebar
menu = ["Home", "Login", "SignUp"]
choice = st.sidebar.selectbox("Menu", menu)
if choice == "Home":
    st.subheader("Home")
elif choice == "Login":
    st.subheader("Login Section")
    username = st.sidebar.text_input("User Name")
    password = st.sidebar.text_input("Password", type="password")
    if st.sidebar.checkbox("Login"):
        if password == "12345":
            st.success("Logged In as {}".format(username))
            task = st.selectbox("Task", ["Add Post", "Analytics", "Profiles"])
            if task == "Add Post":
                st.subheader("Add Your Post")
            elif task == "Analytics":
                st.subheader("Analytics")
        else:
            st.warning("Incorrect Username/Password")
elif choice == "SignUp":
    st.subheader("Create New Account")
    new_user = st.text_input("Username")
    new_password = st.text_input("Password", type="password")
    if st.button("Signup"):
        st.success("You have successfully created a valid Account")
        st.info("Go to Login Menu to login")
# > at.sidebar.selectbox[0].select("Login").run()
# > at.sidebar.text_input[0].input("ann").run()
# > at.sidebar.checkbox[0].check().run()
# > at.sidebar.text_input[1].input("12345").run()
# > at.main.selectbox[0].select("Analytics").run()
# > at.sidebar.selectbox[0].select("SignUp").run()
# > at.button[0].click().run()

# %% A mutable cache as session state
@st.cache_resource
def get_state():
    return {"count": 0, "names": []}

state = get_state()
if "new" not in st.session_state:
    state.update(count=0, names=[])
    st.session_state["new"] = False
name = st.text_input("Name")
if st.button("Add name"):
    state["names"].append(name)
    state["count"] += 1
if st.button("Clear"):
    state["names"].clear()
st.write(state)
# > at.text_input[0].input("a").run()
# > at.button[0].click().run()
# > at.run()
# > at.text_input[0].input("b"); at.button[0].click().run()
# > at.button[1].click().run()

# %% A returned frame is changed after caching
import pandas as pd

@st.cache_data
def load():
    return pd.DataFrame({"a": [1, 2, 3]})

df = load()
if st.checkbox("Add a column"):
    df["b"] = df["a"] * 2
if st.checkbox("Change a cell"):
    df.loc[0, "a"] = 99
st.write(df)
st.write(load().shape)
# > at.checkbox[0].check().run()
# > at.checkbox[1].check().run()
# > at.checkbox[0].uncheck().run()

# %% use_container_width everywhere
import pandas as pd

wide = st.sidebar.checkbox("use_container_width", True)
df = pd.DataFrame({"x": [1, 2, 3], "y": [4, 1, 3]})
st.dataframe(df, use_container_width=wide)
st.line_chart(df, use_container_width=wide)
st.bar_chart(df, x="x", y="y", use_container_width=wide)
st.area_chart(df, use_container_width=wide)
st.data_editor(df, key="ed", use_container_width=wide)
st.button("Button", use_container_width=wide)
st.download_button("Download", "x", use_container_width=wide)
st.link_button("Link", "https://example.org", use_container_width=wide)
with st.form("f"):
    st.form_submit_button("Submit", use_container_width=wide)
with st.popover("Popover", use_container_width=wide):
    st.write("inside")
# > at.sidebar.checkbox[0].uncheck().run()
# > at.button[0].click().run()

# %% Columns by a list of floats, and beta names that are gone
c1, c2 = st.columns([0.3, 0.7])
c1.checkbox("left", key="left")
c2.radio("right", ("a", "b"), 1, key="right")
attempts = st.selectbox("Try", ["beta_columns", "beta_expander", "cache", "experimental_rerun", "experimental_get_query_params", "experimental_memo", "bokeh_chart"])
try:
    getattr(st, attempts)
except AttributeError as error:
    st.error(f"{attempts} is gone")
else:
    st.success(f"{attempts} is there")
# > at.selectbox[0].select("experimental_rerun").run()
# > at.selectbox[0].select("cache").run()
# > at.selectbox[0].select("experimental_memo").run()
# > at.radio[0].set_value("a").run()

# %% The page is hidden with CSS
hide_streamlit_style = """
<style>
#MainMenu {visibility: hidden;}
footer {visibility: hidden;}
</style>
"""
st.markdown(hide_streamlit_style, unsafe_allow_html=True)

def local_css(text):
    st.markdown(f"<style>{text}</style>", unsafe_allow_html=True)

size = st.slider("Font size", 10, 40, 20)
local_css(f".big {{font-size: {size}px;}}")
st.markdown('<p class="big">Big text</p>', unsafe_allow_html=True)
st.write("<b>not bold</b>")
st.write("<b>bold</b>", unsafe_allow_html=True)
# > at.slider[0].set_value(40).run()
# > at.slider[0].set_value(10).run()

# %% Radio in a form, submit in an if
form = st.form("my_form")
form.slider("Inside the form")
color = form.radio("Colour", ["red", "green"])
st.slider("Outside the form")
submitted = form.form_submit_button("Submit")
if submitted:
    st.write("Submitted", color)
form2 = st.form(key="another")
with form2:
    text = st.text_input(label="Enter some text")
    submit = st.form_submit_button(label="Go")
st.write(f"Press submit to have your name printed below" if not submit else f"hello {text}")
# > at.slider[0].set_value(5).run()
# > at.slider[1].set_value(7).run()
# > at.radio[0].set_value("green").run()
# > at.button[0].click().run()
# > at.text_input[0].input("ada"); at.button[1].click().run()

# %% Nested buttons with the old remedy
if "button" not in st.session_state:
    st.session_state["button"] = False
if st.button("Outer"):
    st.session_state["button"] = not st.session_state["button"]
if st.session_state["button"]:
    st.write("Outer is on")
    if st.button("Inner"):
        st.write("Inner was pressed")
        if st.button("Never"):
            st.write("not reached")
if st.button("Plain"):
    if st.button("Lost"):
        st.write("lost")
# > at.button[0].click().run()
# > at.button[1].click().run()
# > at.button[2].click().run()
# > at.button[0].click().run()
# > at.button[1].click().run()
# > at.button[2].click().run()

# %% Graphs of matplotlib as they were drawn
import matplotlib.pyplot as plt
import numpy as np

arr = np.array([1, 2, 2, 3, 3, 3])
fig, ax = plt.subplots(figsize=(3, 2))
kind = st.radio("Kind", ("hist", "pie"))
if kind == "hist":
    ax.hist(arr, bins=3)
else:
    ax.pie([1, 2, 3], labels=["a", "b", "c"])
st.pyplot(fig)
if st.checkbox("Bounding box"):
    st.pyplot(fig, clear_figure=True, use_container_width=False)
plt.close("all")
# > at.radio[0].set_value("pie").run()
# > at.checkbox[0].check().run()

# %% Sample data with random numbers
import numpy as np
import pandas as pd

np.random.seed(0)
chart_data = pd.DataFrame(np.random.randn(5, 3), columns=["a", "b", "c"]).round(3)
st.line_chart(chart_data)
map_data = pd.DataFrame(np.random.randn(5, 2).round(3) / [50, 50] + [37.76, -122.4], columns=["lat", "lon"])
st.map(map_data)
if st.checkbox("Show dataframe"):
    chart_data
option = st.sidebar.selectbox("Which number do you like best?", chart_data.columns)
"You selected:", option
left_column, right_column = st.columns(2)
pressed = left_column.button("Press me?")
if pressed:
    right_column.write("Woohoo!")
expander = st.expander("FAQ")
expander.write("Here you could put in some really, really long explanations...")
# > at.checkbox[0].check().run()
# > at.button[0].click().run()
# > at.sidebar.selectbox[0].select("c").run()

# %% Uploads and downloads of an old CSV app
import base64

import pandas as pd

def get_table_download_link(df):
    csv = df.to_csv(index=False)
    b64 = base64.b64encode(csv.encode()).decode()
    return f'<a href="data:file/csv;base64,{b64}">Download csv file</a>'

data_file = st.file_uploader("Upload CSV", type=["csv", "xlsx"])
if data_file is not None:
    file_details = {"filename": data_file.name, "filetype": data_file.type, "filesize": data_file.size}
    st.write(file_details)
    df = pd.read_csv(data_file)
    st.dataframe(df)
    if st.button("Show columns"):
        st.write(list(df.columns))
    st.markdown(get_table_download_link(df), unsafe_allow_html=True)
else:
    st.write("No file")
# > at.file_uploader[0].upload("d.csv", b"a,b\n1,2\n", "text/csv").run()
# > at.button[0].click().run()
# > at.file_uploader[0].clear().run()

# %% Session state by attribute, item, get and setdefault
st.session_state["A"] = st.session_state.get("A", 0)
if "b" not in st.session_state.keys():
    st.session_state.b = "text"
st.session_state.setdefault("c", []).append(len(st.session_state["c"]) if "c" in st.session_state else 0)
if st.button("A + 1"):
    st.session_state.A += 1
if st.button("Delete b") and "b" in st.session_state:
    del st.session_state.b
for k, v in sorted(st.session_state.to_dict().items()):
    st.write(k, v)
try:
    st.session_state.gone
except AttributeError:
    st.write("AttributeError")
try:
    st.session_state["gone"]
except KeyError:
    st.write("KeyError")
# > at.button[0].click().run()
# > at.button[1].click().run()
# > at.button[0].click().run()

# %% Dates and times of all kinds
import datetime

d = st.date_input("When's your birthday", datetime.date(2019, 7, 6))
st.write("Your birthday is:", d)
t = st.time_input("Set an alarm for", datetime.time(8, 45))
st.write("Alarm is set for", t)
appointment = st.slider("Schedule:", value=(datetime.time(11, 30), datetime.time(12, 45)))
st.write("You're scheduled for:", appointment)
start_time = st.slider("When do you start?", value=datetime.datetime(2020, 1, 1, 9, 30), format="MM/DD/YY - hh:mm")
st.write("Start time:", start_time)
# > at.date_input[0].set_value(dt.date(2000, 2, 29)).run()
# > at.time_input[0].set_value(dt.time(23, 59)).run()
# > at.slider[0].set_range(dt.time(9, 0), dt.time(10, 15)).run()
# > at.slider[1].set_value(dt.datetime(2020, 1, 5, 9, 30)).run()

# %% Widgets that take what is not a list
import numpy as np
import pandas as pd

df = pd.DataFrame({"key": ["x", "y"], "v": [1, 2]})
st.write(st.selectbox("Series", df["key"]))
st.write(st.radio("Index", df.columns))
st.write(st.multiselect("Array", np.array([1, 2, 3]), [2]))
st.write(st.selectbox("Dict", {"one": 1, "two": 2}))
st.write(st.select_slider("Range", range(3)))
st.write(st.selectbox("Generator", (c for c in "pq")))
st.write(st.selectbox("Frame", df))
st.write(st.radio("Set of one", {"only"}))
# > at.selectbox[0].select("y").run()
# > at.radio[0].set_value("v").run()
# > at.multiselect[0].select(3).run()
# > at.selectbox[1].select("two").run()
# > at.selectbox[2].select("q").run()
# > at.selectbox[3].select_index(1).run()

"""Secrets, context, configuration, threads, and what is not drawn."""
# %% Secrets of a test
st.write(st.secrets["token"], st.secrets.db.user, "x" in st.secrets)
# < at.secrets["token"] = "abc"
# < at.secrets["db"] = {"user": "ada"}

# %% A missing secret
st.secrets["gone"]
# < at.secrets["token"] = "abc"

# %% Options are read
st.write(st.get_option("client.toolbarMode"), st.get_option("theme.base"))

# %% An unknown option
st.get_option("client.nothing")

# %% A thread that draws
import threading
from streamlit.runtime.scriptrunner import add_script_run_ctx

def work():
    st.write("from the thread")

thread = threading.Thread(target=work)
add_script_run_ctx(thread)
thread.start()
thread.join()
st.write("end")

# %% asyncio in a script
import asyncio

async def main():
    await asyncio.sleep(0)
    st.write("inside")
    return 5

st.write(asyncio.run(main()))

# %% A class of the script is the same in each run
class Thing:
    pass

st.session_state.setdefault("thing", Thing())
st.write(isinstance(st.session_state.thing, Thing))
# > at.run()

# %% __name__ and __file__
st.write(__name__, __file__.endswith(".py") or "no ending")

# %% Command line and modules
import sys

st.write("__main__" in sys.modules, type(sys.argv).__name__)

# %% A generator that is passed to a container
def words():
    yield "a"
    yield "b"

st.container().write_stream(words())

# %% Containers as context of functions
def draw():
    st.write("x")

for column in st.columns(2):
    with column:
        draw()

# %% The version of the interface
st.write(type(st.__version__).__name__)

# %% Locale and zone
st.write(type(st.context.headers).__name__ != "", st.context.is_embedded)

# %% A caption below an image that is no image
st.image("no-such-file.png")

# %% Audio of a file that is not there
st.audio("no-such-file.mp3")

# %% A sample rate with no array
st.audio(b"abc", sample_rate=8000)

# %% A logo
st.logo("http://example.org/logo.png", size="large", link="https://example.org")
st.write("x")

# %% A logo of an unknown size
st.logo("http://example.org/logo.png", size="huge")

# %% A logo with a link that is none
st.logo("http://example.org/logo.png", link="somewhere")

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

# %% Secrets as a mapping
st.text([st.secrets.get("token"), st.secrets.get("gone", "none"), sorted(st.secrets), len(st.secrets), st.secrets["db"]["port"], st.secrets.db.get("user"), "user" in st.secrets.db, st.secrets.to_dict()])
for call in (lambda: st.secrets["gone"], lambda: st.secrets.gone, lambda: st.secrets.db.gone, lambda: st.secrets.__setitem__("x", 1), lambda: setattr(st.secrets, "x", 1)):
    try:
        st.text(repr(call()))
    except Exception as error:
        st.text(type(error).__name__)
# < at.secrets["token"] = "abc"
# < at.secrets["db"] = {"user": "ada", "port": 5}

# %% Context of a test
st.text([st.context.timezone, st.context.timezone_offset, st.context.locale, st.context.url, st.context.is_embedded, st.context.theme.type, st.context.ip_address])
st.text([dict(st.context.headers), dict(st.context.cookies), st.context["locale"], "locale" in st.context, "gone" in st.context])
for call in (lambda: st.context["gone"], lambda: list(st.context), lambda: st.context.gone, lambda: st.context.get("locale"), lambda: setattr(st.context, "locale", "x")):
    try:
        call()
        st.text("fine")
    except Exception as error:
        st.text(type(error).__name__)
# < at.context.update({"timezone": "Europe/Vienna", "locale": "de-AT", "theme": "dark"})

# %% A context that is refused
st.text(st.context.locale)
# < at.context["gone"] = 1

# %% The visitor of a test
st.text([st.user.email, st.user.get("name"), dict(st.user), "email" in st.user])
# < at.user = {"email": "ada@example.org"}

# %% A visitor who is not logged in
st.text([st.user.is_logged_in, st.user.to_dict()])
for call in (lambda: st.user.name, lambda: st.user["name"], lambda: st.user.__setitem__("a", 1)):
    try:
        call()
        st.text("fine")
    except Exception as error:
        st.text(type(error).__name__)
# < at.user = {"is_logged_in": False}

# %% Options that are set
for name, value in (("server.port", 5), ("client.nothing", 1), ("theme.base", "dark"), ("server.runOnSave", True), ("global.developmentMode", True)):
    try:
        st.set_option(name, value)
        st.text(f"{name} set")
    except Exception as error:
        st.text(f"{name} {type(error).__name__}")

# %% Options of every section
st.text([st.get_option(name) for name in ("client.showErrorDetails", "client.toolbarMode", "client.showSidebarNavigation", "runner.magicEnabled", "runner.fastReruns", "runner.enforceSerializableSessionState", "runner.enumCoercion", "server.maxUploadSize", "server.runOnSave", "theme.primaryColor", "theme.font", "logger.level", "browser.gatherUsageStats")])

# %% Threads without the script's context
import threading

def work():
    st.text("lost")
    st.session_state.lost = True

thread = threading.Thread(target=work)
thread.start()
thread.join()
st.text(sorted(st.session_state))

# %% Threads that are given the context in a container
import threading
from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx

st.session_state.n = 1

def work(box):
    box.text(f"from a thread {st.session_state.n}")
    with box:
        st.text("inside")
    st.session_state.n += 1

box = st.container()
threads = [add_script_run_ctx(threading.Thread(target=work, args=(box,)), get_script_run_ctx()) for _ in range(2)]
for thread in threads:
    thread.start()
    thread.join()
st.text(st.session_state.n)

# %% Loops of asyncio
import asyncio

async def draw(name):
    with st.container():
        await asyncio.sleep(0)
        st.text(name)
    return name

async def all_of_them():
    return await asyncio.gather(draw("a"), draw("b"))

loop = asyncio.new_event_loop()
st.text(loop.run_until_complete(draw("own loop")))
loop.close()
st.text(asyncio.run(draw("run")))

# %% Images of every kind
import io
import numpy as np
from PIL import Image

grey, colour = np.zeros((4, 4), dtype="uint8"), np.zeros((4, 4, 3), dtype="uint8")
buffer = io.BytesIO()
Image.new("RGB", (2, 2)).save(buffer, "PNG")
for name, image, options in (("grey", grey, {}), ("alpha", np.zeros((4, 4, 4), dtype="uint8"), {}), ("floats", np.zeros((4, 4)), {}), ("range", np.full((4, 4), 5.0), {}), ("clamp", np.full((4, 4), 5.0), {"clamp": True}), ("channels", np.zeros((4, 4, 2), dtype="uint8"), {}), ("bgr", colour, {"channels": "BGR"}), ("grey bgr", grey, {"channels": "BGR"}), ("bytes", buffer.getvalue(), {}), ("buffer", buffer, {}), ("svg", "<svg xmlns='http://www.w3.org/2000/svg'></svg>", {}), ("list", [grey, colour], {}), ("captions", [grey, grey], {"caption": ["a"]}), ("format", colour, {"output_format": "GIF"}), ("jpeg", colour, {"output_format": "JPEG"}), ("width", colour, {"width": 100}), ("zero width", colour, {"width": 0}), ("stretch", colour, {"width": "stretch"}), ("link", colour, {"link": "https://example.org"}), ("links", [grey, grey], {"link": "https://example.org"}), ("none", None, {}), ("flat", np.zeros(4), {}), ("nonsense", b"nonsense", {}), ("empty", [], {})):
    try:
        st.image(image, **options)
        st.text(f"{name} drawn")
    except Exception as error:
        st.text(f"{name} {type(error).__name__}")

# %% Sounds and films of every kind
import io
import numpy as np

for name, call in (("mono", lambda: st.audio(np.zeros(10), sample_rate=8000)), ("stereo", lambda: st.audio(np.zeros((2, 10)), sample_rate=8000)), ("cube", lambda: st.audio(np.zeros((2, 2, 2)), sample_rate=8000)), ("no rate", lambda: st.audio(np.zeros(10))), ("bytes", lambda: st.audio(b"x")), ("buffer", lambda: st.audio(io.BytesIO(b"x"))), ("number", lambda: st.audio(5)), ("none", lambda: st.audio(None)), ("start", lambda: st.audio(b"x", start_time="10s", end_time=20)), ("turned", lambda: st.audio(b"x", start_time=20, end_time=10)), ("soon", lambda: st.audio(b"x", start_time="soon")), ("loop", lambda: st.audio(b"x", loop=True, autoplay=True)), ("film", lambda: st.video(b"x", muted=True)), ("tube", lambda: st.video("https://youtu.be/B2iAodr0fOo", start_time=5)), ("subtitles", lambda: st.video(b"x", subtitles="WEBVTT\n\n00:00.000 --> 00:01.000\nhello")), ("languages", lambda: st.video(b"x", subtitles={"English": b"WEBVTT\n\n00:00.000 --> 00:01.000\nhello"})), ("bad subtitles", lambda: st.video(b"x", subtitles="gone.vtt")), ("number subtitles", lambda: st.video(b"x", subtitles=5)), ("tube subtitles", lambda: st.video("https://youtu.be/B2iAodr0fOo", subtitles="WEBVTT")), ("width", lambda: st.video(b"x", width="content"))):
    try:
        call()
        st.text(f"{name} drawn")
    except Exception as error:
        st.text(f"{name} {type(error).__name__}")

# %% Components of the first kind
import streamlit.components.v1 as components

components.html("<b>x</b>", height=50)
components.iframe("https://example.org", width=100, scrolling=True)
for options in ({}, {"path": "gone"}, {"url": "http://localhost:3001"}):
    try:
        component = components.declare_component("mine", **options)
        st.text(type(component).__name__)
        st.text(repr(component(name="x", default=5, key="k")))
        component("positional")
    except Exception as error:
        st.text(type(error).__name__)

# %% A kept object of a class that is made anew
class Thing:
    def __init__(self):
        self.n = 1

    def __eq__(self, other):
        return isinstance(other, Thing) and self.n == other.n

st.session_state.setdefault("thing", Thing())
st.session_state.thing.n += 1
st.text([st.session_state.thing.n, st.session_state.thing == Thing(), type(st.session_state.thing).__name__])
# > at.run()

# %% Names of a run are gone in the next
st.text(["left_over" in globals(), __name__, __doc__])
left_over = 1
import sys

st.text([sys.modules["__main__"].left_over, sys.modules["__main__"].__name__, "streamlit" in sys.modules])
# > at.run()

# %% A balloon in a container and a snow in the sidebar
st.container().balloons()
st.sidebar.snow()
with st.expander("e"):
    st.balloons()

# %% Asking for a file that is no page
st.pdf("gone.pdf")

# %% A connection that is nowhere configured
try:
    st.connection("nowhere")
except Exception as error:
    st.text(type(error).__name__)
try:
    st.connection("nowhere", type="odd")
except Exception as error:
    st.text(type(error).__name__)

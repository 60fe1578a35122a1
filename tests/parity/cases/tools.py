"""Small tools: texts, times, trackers, with fragments, timers, progress, and state that is written by hand."""
# %% A stop watch with laps
if "running" not in st.session_state:
    st.session_state.running, st.session_state.ticks, st.session_state.laps = False, 0, []

def toggle():
    st.session_state.running = not st.session_state.running

def lap():
    st.session_state.laps.append(st.session_state.ticks)

@st.fragment(run_every=1.0 if st.session_state.running else None)
def clock():
    if st.session_state.running:
        st.session_state.ticks += 1
    st.metric("Ticks", st.session_state.ticks)

clock()
a, b, c = st.columns(3)
a.button("Pause" if st.session_state.running else "Start", on_click=toggle, key="toggle")
b.button("Lap", on_click=lap, disabled=not st.session_state.running)
if c.button("Reset"):
    st.session_state.update(running=False, ticks=0, laps=[])
    st.rerun()
for i, ticks in enumerate(st.session_state.laps, 1):
    st.write(f"Lap {i}: {ticks}")
# > at.button(key="toggle").click().run()
# > at.button[1].click().run()
# > at.button[1].click().run()
# > at.button(key="toggle").click().run()
# > at.button[2].click().run()

# %% A progress bar of work that is done in a loop
n = st.number_input("Steps", 1, 20, 5)
fail_at = st.number_input("Fail at", 0, 20, 0)
if st.button("Start"):
    progress_text = "Operation in progress. Please wait."
    my_bar = st.progress(0, text=progress_text)
    log = st.empty()
    for step in range(1, n + 1):
        if step == fail_at:
            log.error(f"Failed at {step}")
            break
        my_bar.progress(step / n, text=f"{progress_text} {step}")
        log.write(f"Step {step}")
    else:
        my_bar.empty()
        log.success("Done")
    st.button("Rerun")
# > at.button[0].click().run()
# > at.button[1].click().run()
# > at.number_input[1].set_value(3); at.button[0].click().run()
# > at.number_input[0].set_value(2).run()

# %% A habit tracker by days
import datetime

HABITS = ["Run", "Read"]
today = datetime.date(2024, 3, 10)
done = st.session_state.setdefault("done", {})
for habit in HABITS:
    done.setdefault(habit, set())

def mark(habit, day):
    done = st.session_state.done[habit]
    done.symmetric_difference_update({day})

for habit in HABITS:
    st.write(f"### {habit}")
    for column, back in zip(st.columns(5), range(4, -1, -1)):
        day = today - datetime.timedelta(days=back)
        column.button("✅" if day in done[habit] else f"{day.day}", key=f"{habit}{day}", on_click=mark, args=(habit, day))
    streak = 0
    while today - datetime.timedelta(days=streak) in done[habit]:
        streak += 1
    st.caption(f"Streak: {streak}")
with st.expander("Add a habit"):
    st.text_input("Name")
# > at.button(key="Run2024-03-10").click().run()
# > at.button(key="Run2024-03-09").click().run()
# > at.button(key="Read2024-03-08").click().run()
# > at.button(key="Run2024-03-10").click().run()
# > at.text_input[0].input("Swim").run()

# %% Texts are compared
import difflib

left, right = st.columns(2)
a = left.text_area("Before", "one\ntwo\nthree", key="before")
b = right.text_area("After", "one\n2\nthree\nfour", key="after")
mode = st.radio("Show", ["unified", "words", "ratio"])

def swap():
    s = st.session_state
    s.before, s.after = s.after, s.before

st.button("Swap", on_click=swap)
if a == b:
    st.success("Equal")
elif mode == "unified":
    st.code("\n".join(difflib.unified_diff(a.splitlines(), b.splitlines(), "before", "after", lineterm="")), "diff")
elif mode == "words":
    st.write(sorted(set(a.split()) ^ set(b.split())))
else:
    st.metric("Similarity", f"{difflib.SequenceMatcher(None, a, b).ratio():.0%}")
# > at.button[0].click().run()
# > at.radio[0].set_value("words").run()
# > at.text_area(key="before").input("same"); at.text_area(key="after").input("same"); at.run()
# > at.text_area(key="after").input("other").run()
# > at.radio[0].set_value("ratio").run()

# %% Text is transformed by steps that are chosen
STEPS = {
    "strip": str.strip,
    "upper": str.upper,
    "title": str.title,
    "reverse": lambda s: s[::-1],
    "no spaces": lambda s: s.replace(" ", ""),
}
text = st.text_input("Text", "  hello big world ")
chosen = st.multiselect("Steps", STEPS, ["strip"])
result = text
for i, name in enumerate(chosen, 1):
    result = STEPS[name](result)
    st.text(f"{i}. {name}: {result!r}")
st.code(result, language=None)
if st.button("Use as text", disabled=result == text):
    st.session_state.result = result
if "result" in st.session_state:
    st.write("Kept:", st.session_state["result"])
# > at.multiselect[0].select("upper").run()
# > at.multiselect[0].select("reverse").run()
# > at.button[0].click().run()
# > at.multiselect[0].unselect("strip").run()
# > at.text_input[0].input("").run()

# %% A pomodoro plan without a clock
work = st.slider("Work", 5, 60, 25, 5)
rest = st.slider("Rest", 1, 30, 5)
rounds = st.number_input("Rounds", 1, 8, 4)
long = st.checkbox("Long rest at the end", True)
plan, minute = [], 0
for n in range(rounds):
    plan.append({"from": minute, "to": minute + work, "what": "work"})
    minute += work
    pause = rest * 3 if long and n == rounds - 1 else rest
    plan.append({"from": minute, "to": minute + pause, "what": "rest"})
    minute += pause
st.dataframe(plan)
st.metric("Minutes", minute, f"{sum(p['to'] - p['from'] for p in plan if p['what'] == 'work')} of work", delta_color="off")
st.write(f"{minute // 60}:{minute % 60:02}")
# > at.checkbox[0].uncheck().run()
# > at.number_input[0].set_value(1).run()
# > at.slider[0].set_value(60).run()
# > at.checkbox[0].check(); at.slider[1].set_value(30); at.run()

# %% A scratch pad whose lines are numbered widgets
if "pads" not in st.session_state:
    st.session_state.pads = ["pad 1"]

def new_pad():
    st.session_state.pads.append(f"pad {len(st.session_state.pads) + 1}")

st.button("New pad", on_click=new_pad)
pad = st.radio("Pad", st.session_state.pads, index=len(st.session_state.pads) - 1, horizontal=True)
store = st.session_state.setdefault("texts", {})
store[pad] = st.text_area("Text", store.get(pad, ""), key=f"area_{pad}")
st.write({name: len(store.get(name, "")) for name in st.session_state.pads})
# > at.text_area[0].input("first text").run()
# > at.button[0].click().run()
# > at.text_area[0].input("second").run()
# > at.radio[0].set_value("pad 1").run()
# > at.button[0].click().run()
# > at.radio[0].set_value("pad 2").run()

# %% Live counters in two fragments
st.session_state.setdefault("a", 0)
st.session_state.setdefault("b", 0)

@st.fragment
def counter(name):
    st.subheader(name)
    if st.button("Add", key=f"add_{name}"):
        st.session_state[name] += 1
    if st.button("Both", key=f"both_{name}"):
        st.session_state.a += 1
        st.session_state.b += 1
        st.rerun()
    st.write(name, st.session_state[name])

@st.fragment
def total():
    st.metric("Total", st.session_state.a + st.session_state.b)
    st.button("Update")

for column, name in zip(st.columns(2), "ab"):
    with column:
        counter(name)
total()
# > at.button(key="add_a").click().run()
# > at.button(key="both_b").click().run()
# > at.button[-1].click().run()
# > at.button(key="add_b").click().run()

# %% Names are drawn without repetition
import random

NAMES = "Ann Bob Cid Dee Eve".split()
ss = st.session_state
if "left" not in ss:
    ss.left, ss.drawn, ss.rng = list(NAMES), [], random.Random(3)
count = st.slider("How many", 1, len(NAMES), 1)

def draw():
    for _ in range(min(count, len(ss.left))):
        ss.drawn.append(ss.left.pop(ss.rng.randrange(len(ss.left))))

st.button("Draw", on_click=draw, disabled=not ss.left)
if st.button("Start over"):
    del ss["left"]
    st.rerun()
st.write("Drawn:", ", ".join(ss.drawn) if ss.drawn else "nobody")
st.progress(len(ss.drawn) / len(NAMES))
# > at.button[0].click().run()
# > at.slider[0].set_value(3).run()
# > at.button[0].click().run()
# > at.button[0].click().run()
# > at.button[1].click().run()

# %% A link shortener kept in memory
import hashlib

@st.cache_resource
def table():
    return {}

links = table()
if "begun" not in st.session_state:
    links.clear()
    st.session_state.begun = True
code = st.query_params.get("go")
if code:
    if code in links:
        st.link_button(f"Go to {links[code]}", links[code])
    else:
        st.error("Unknown link")
    if st.button("Back"):
        del st.query_params["go"]
        st.rerun()
    st.stop()
url = st.text_input("Address", placeholder="https://")
if st.button("Shorten"):
    if not url.startswith("https://"):
        st.error("It must begin with https://")
    else:
        links[hashlib.sha256(url.encode()).hexdigest()[:6]] = url
for code, url in links.items():
    a, b = st.columns([3, 1])
    a.code(f"?go={code}", None)
    if b.button("Try", key=code):
        st.query_params["go"] = code
        st.rerun()
# > at.button[0].click().run()
# > at.text_input[0].input("https://example.org/a"); at.button[0].click().run()
# > at.button[1].click().run()
# > at.button[0].click().run()
# > at.text_input[0].input("ftp://x"); at.button[0].click().run()

# %% Time zones side by side
import datetime
import zoneinfo

zones = ["UTC", "Europe/Vienna", "America/New_York", "Asia/Tokyo"]
date = st.date_input("Date", datetime.date(2024, 7, 1))
time = st.time_input("Time", datetime.time(12, 0), step=1800)
here = st.selectbox("Zone", zones)
others = st.multiselect("Others", [z for z in zones if z != here], ["Asia/Tokyo"] if here != "Asia/Tokyo" else [])
moment = datetime.datetime.combine(date, time, zoneinfo.ZoneInfo(here))
st.subheader(f"{moment:%H:%M} in {here}")
for zone in others:
    local = moment.astimezone(zoneinfo.ZoneInfo(zone))
    shift = (local.date() - moment.date()).days
    st.write(f"{zone.split('/')[-1].replace('_', ' ')}: {local:%H:%M}" + (f" ({shift:+} day)" if shift else ""))
# > at.time_input[0].set_value(dt.time(20, 30)).run()
# > at.selectbox[0].select("America/New_York").run()
# > at.date_input[0].set_value(dt.date(2024, 1, 1)).run()
# > at.multiselect[0].select("UTC").run()
# > at.selectbox[0].select("Asia/Tokyo").run()
# > at.time_input[0].increment().run()

# %% A budget of words with a limit in colour
LIMIT = st.sidebar.number_input("Limit", 1, 100, 6)
text = st.text_area("Text", key="text", placeholder="Write …")
words = text.split()
rest = LIMIT - len(words)
colour = "green" if rest > 2 else "orange" if rest >= 0 else "red"
st.markdown(f":{colour}[{len(words)} of {LIMIT} words]")
c1, c2 = st.columns(2)
c1.button("Cut", on_click=lambda: st.session_state.update(text=" ".join(words[:LIMIT])), disabled=rest >= 0)
c2.button("Clear", on_click=st.session_state.update, kwargs={"text": ""}, disabled=not words)
# > at.text_area[0].input("one two three four five six seven eight").run()
# > at.button[0].click().run()
# > at.sidebar.number_input[0].set_value(10).run()
# > at.button[1].click().run()

# %% A ranking by pairs
ITEMS = ["tea", "milk", "juice"]
PAIRS = [(a, b) for i, a in enumerate(ITEMS) for b in ITEMS[i + 1 :]]
ss = st.session_state
ss.setdefault("votes", [])

def vote(winner):
    ss.votes.append(winner)

if len(ss.votes) < len(PAIRS):
    a, b = PAIRS[len(ss.votes)]
    st.write(f"Which do you prefer? ({len(ss.votes) + 1}/{len(PAIRS)})")
    left, right = st.columns(2)
    left.button(a, on_click=vote, args=(a,), use_container_width=True)
    right.button(b, on_click=vote, args=(b,), use_container_width=True)
else:
    ranking = sorted(ITEMS, key=lambda item: -ss.votes.count(item))
    for place, item in enumerate(ranking, 1):
        st.write(f"{place}. {item} ({ss.votes.count(item)})")
    if st.button("Vote again", on_click=ss.votes.clear):
        st.toast("Again!")
# > at.button[1].click().run()
# > at.button[0].click().run()
# > at.button[0].click().run()
# > at.button[0].click().run()
# > at.button[1].click().run()

# %% A regex tester
import re

pattern = st.text_input("Pattern", r"(\w+)@(\w+)\.org")
flags = st.pills("Flags", ["IGNORECASE", "MULTILINE"], selection_mode="multi")
text = st.text_area("Text", "ann@example.org, BOB@EXAMPLE.ORG")
try:
    compiled = re.compile(pattern, sum(getattr(re, flag) for flag in flags))
except re.error as error:
    st.error(f"Invalid pattern at {error.pos}")
    st.stop()
found = list(compiled.finditer(text))
st.write(f"{len(found)} found")
for match in found:
    with st.expander(match[0]):
        st.write(match.span(), match.groups())
if replacement := st.text_input("Replace by", key="replacement"):
    try:
        st.code(compiled.sub(replacement, text), None)
    except (re.error, IndexError):
        st.error("Invalid replacement")
# > at.button_group[0].select("IGNORECASE").run()
# > at.text_input(key="replacement").input(r"\1 at \2").run()
# > at.text_input(key="replacement").input(r"\9").run()
# > at.text_input[0].input("(").run()
# > at.text_input[0].input("B+").run()

# %% Reading a list with st.session_state as a queue
from collections import deque

if "queue" not in st.session_state:
    st.session_state["queue"] = deque(maxlen=4)
queue = st.session_state["queue"]
with st.form("push", clear_on_submit=True):
    value = st.text_input("Value")
    left, right = st.columns(2)
    back = left.form_submit_button("Push")
    front = right.form_submit_button("Push left")
if value:
    if back:
        queue.append(value)
    elif front:
        queue.appendleft(value)
if st.button("Pop", disabled=not queue):
    st.info(f"Popped {queue.pop()}")
if st.button("Rotate", disabled=len(queue) < 2):
    queue.rotate(1)
st.write(list(queue), len(queue) == queue.maxlen and "full")
# > at.text_input[0].input("a"); at.button[0].click().run()
# > at.text_input[0].input("b"); at.button[1].click().run()
# > at.button[3].click().run()
# > at.text_input[0].input("c"); at.button[0].click().run()
# > at.text_input[0].input("left over").run()
# > at.button[2].click().run()

# %% Exceptions of widgets are caught
st.session_state.setdefault("low", 0)
low = st.number_input("Low", value=0)
high = st.number_input("High", value=10)
try:
    value = st.slider("Value", low, high, (low + high) // 2)
except Exception as error:
    st.warning(f"No slider: {type(error).__name__}")
    value = None
options = st.text_input("Options", "a b c").split()
try:
    choice = st.radio("Choice", options, index=1)
except Exception as error:
    st.warning(f"No choice: {type(error).__name__}")
    choice = None
finally:
    st.caption("tried")
st.write(value, choice)
# > at.number_input[0].set_value(10).run()
# > at.number_input[0].set_value(20).run()
# > at.text_input[0].input("a").run()
# > at.number_input[0].set_value(-5); at.text_input[0].input("x y"); at.run()
# > at.text_input[0].input("").run()

# %% A playlist with the current one marked
SONGS = ["Alpha", "Beta", "Gamma"]
state = st.session_state
state.setdefault("playing", None)
state.setdefault("likes", {})

def play(i):
    state.playing = i

def like(name):
    state.likes[name] = not state.likes.get(name, False)

for i, name in enumerate(SONGS):
    a, b, c = st.columns([4, 1, 1])
    a.markdown(f"**▶ {name}**" if state.playing == i else name)
    b.button("⏸" if state.playing == i else "▶", key=f"play{i}", on_click=play, args=(None if state.playing == i else i,))
    c.button("❤️" if state.likes.get(name) else "🤍", key=f"like{i}", on_click=like, args=(name,))
only = st.toggle("Only liked")
names = [name for name in SONGS if state.likes.get(name)] if only else SONGS
st.selectbox("Jump to", names, index=None, key="jump", on_change=lambda: play(SONGS.index(state.jump)) if state.jump else None)
st.caption(f"Now: {SONGS[state.playing] if state.playing is not None else 'nothing'}")
# > at.button(key="play1").click().run()
# > at.button(key="like2").click().run()
# > at.selectbox[0].select("Gamma").run()
# > at.toggle[0].set_value(True).run()
# > at.button(key="like2").click().run()
# > at.button(key="play2").click().run()

# %% Menus, pagination and other new inputs
MENU = ["Rename", "Copy", "Delete"]
page = st.pagination(4, key="page")
st.write("Page", page)
action = st.menu_button("Actions", MENU, key="action")
if action:
    st.toast(f"{action} on page {page}")
    st.session_state.setdefault("log", []).append((action, page))
when = st.datetime_input("When", None, key="when")
st.write(when or "no time")
with st.container(horizontal=True, horizontal_alignment="right"):
    st.button("One")
    st.button("Two")
st.space("small")
st.write(st.session_state.get("log"))
# > at.pagination[0].select(3).run()
# > at.menu_button[0].click("Copy").run()
# > at.run()
# > at.datetime_input[0].set_value(dt.datetime(2024, 5, 6, 7, 0)).run()
# > at.menu_button[0].click_index(2).run()

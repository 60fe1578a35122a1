"""Panels for those who run things: settings, users, jobs, flags, approvals, audits."""
# %% Settings with unsaved changes
DEFAULTS = {"name": "Server", "port": 8080, "debug": False, "level": "info"}
if "saved" not in st.session_state:
    st.session_state.saved = dict(DEFAULTS)
saved = st.session_state.saved
st.title("⚙️ Settings")
current = {
    "name": st.text_input("Name", saved["name"]),
    "port": st.number_input("Port", 1, 65535, saved["port"]),
    "debug": st.checkbox("Debug", saved["debug"]),
    "level": st.selectbox("Level", ["debug", "info", "error"], index=["debug", "info", "error"].index(saved["level"])),
}
changes = {key: value for key, value in current.items() if value != saved[key]}
left, right, _ = st.columns([1, 1, 3])
if left.button("Save", disabled=not changes, type="primary"):
    st.session_state.saved = current
    st.rerun()
if right.button("Defaults"):
    st.session_state.saved = dict(DEFAULTS)
    st.rerun()
if changes:
    st.warning(f"Unsaved: {', '.join(changes)}")
st.json(saved)
# > at.number_input[0].set_value(9000).run()
# > at.checkbox[0].check(); at.selectbox[0].select("debug"); at.run()
# > at.button[0].click().run()
# > at.text_input[0].input("Other").run()
# > at.button[1].click().run()

# %% Users with roles in a loop
users = st.session_state.setdefault("users", {"ann": "admin", "bob": "reader", "cid": "writer"})
ROLES = ["reader", "writer", "admin"]

def change(name):
    users = st.session_state.users
    new = st.session_state[f"role_{name}"]
    if users[name] == "admin" and new != "admin" and list(users.values()).count("admin") == 1:
        st.session_state.error = f"{name} is the last admin"
        st.session_state[f"role_{name}"] = "admin"
    else:
        users[name] = new

st.session_state.error = st.session_state.get("error")
for name, role in users.items():
    c = st.columns([1, 2, 1])
    c[0].write(f"**{name}**")
    c[1].selectbox("Role", ROLES, index=ROLES.index(role), key=f"role_{name}", on_change=change, args=(name,), label_visibility="collapsed")
    with c[2].popover("…"):
        if st.button("Remove", key=f"remove_{name}", disabled=role == "admin"):
            del users[name]
            st.rerun()
if st.session_state.error:
    st.error(st.session_state.error)
    st.session_state.error = None
st.bar_chart({role: list(users.values()).count(role) for role in ROLES})
# > at.selectbox(key="role_ann").select("reader").run()
# > at.selectbox(key="role_bob").select("admin").run()
# > at.selectbox(key="role_ann").select("reader").run()
# > at.button(key="remove_cid").click().run()
# > at.selectbox(key="role_bob").select("writer").run()

# %% Jobs with states
import dataclasses

@dataclasses.dataclass
class Job:
    name: str
    state: str = "queued"
    progress: int = 0

if "jobs" not in st.session_state:
    st.session_state.jobs = [Job("backup"), Job("import", "running", 50)]

ICONS = {"queued": "⏳", "running": "🏃", "done": "✅", "failed": "❌"}

def advance(job):
    if job.state == "queued":
        job.state = "running"
    else:
        job.progress = min(100, job.progress + 25)
        if job.progress == 100:
            job.state = "done"

def fail(job):
    job.state = "failed"

for i, job in enumerate(st.session_state.jobs):
    with st.expander(f"{ICONS[job.state]} {job.name}", expanded=job.state == "running"):
        st.progress(job.progress)
        active = job.state in ("queued", "running")
        a, b = st.columns(2)
        a.button("Advance", key=f"advance{i}", on_click=advance, args=(job,), disabled=not active)
        b.button("Fail", key=f"fail{i}", on_click=fail, args=(job,), disabled=not active)
name = st.text_input("New job")
if st.button("Queue") and name:
    st.session_state.jobs.append(Job(name))
    st.rerun()
st.write({state: sum(job.state == state for job in st.session_state.jobs) for state in ICONS})
# > at.button(key="advance1").click().run()
# > at.button(key="advance0").click().run()
# > at.button(key="advance1").click().run()
# > at.text_input[0].input("export"); at.button[-1].click().run()
# > at.button(key="fail2").click().run()

# %% Feature flags with toggles
FLAGS = {"dark": "Dark mode", "beta": "Beta", "fast": "Fast path"}
for key in FLAGS:
    st.session_state.setdefault(f"flag_{key}", key == "fast")

def all_to(value):
    for key in FLAGS:
        st.session_state[f"flag_{key}"] = value

with st.container(border=True):
    for key, label in FLAGS.items():
        st.toggle(label, key=f"flag_{key}", help=f"Flag {key}", disabled=key == "beta" and not st.session_state.flag_dark)
    a, b = st.columns(2)
    a.button("All on", on_click=all_to, args=(True,))
    b.button("All off", on_click=all_to, args=(False,))
on = [key for key in FLAGS if st.session_state[f"flag_{key}"]]
st.code(" ".join(f"--{key}" for key in on) or "(none)")
st.query_params["flags"] = ",".join(on)
# > at.toggle(key="flag_dark").set_value(True).run()
# > at.toggle(key="flag_beta").set_value(True).run()
# > at.button[1].click().run()
# > at.button[0].click().run()
# > at.toggle(key="flag_fast").set_value(False).run()

# %% Requests are approved or refused
if "requests" not in st.session_state:
    st.session_state.requests = [
        {"id": 1, "who": "Ann", "what": "Laptop", "cost": 1200, "state": "open"},
        {"id": 2, "who": "Bob", "what": "Pens", "cost": 5, "state": "open"},
    ]
    st.session_state.audit = []

def decide(request, state):
    request["state"] = state
    reason = st.session_state.get(f"reason_{request['id']}", "")
    st.session_state.audit.append(f"{request['who']}'s {request['what']}: {state} {reason}".strip())

show = st.radio("Show", ["open", "approved", "refused", "all"], horizontal=True)
rows = [r for r in st.session_state.requests if show in ("all", r["state"])]
if not rows:
    st.info(f"No {show} requests")
for r in rows:
    st.subheader(f"{r['what']} for {r['who']}")
    st.write(f"{r['cost']} €")
    if r["state"] == "open":
        if r["cost"] > 1000:
            st.text_input("Reason", key=f"reason_{r['id']}")
        yes, no = st.columns(2)
        yes.button("Approve", key=f"yes_{r['id']}", on_click=decide, args=(r, "approved"))
        no.button("Refuse", key=f"no_{r['id']}", on_click=decide, args=(r, "refused"))
    else:
        st.caption(r["state"])
st.sidebar.write(st.session_state.audit)
# > at.button(key="yes_2").click().run()
# > at.text_input(key="reason_1").input("too much").run()
# > at.button(key="no_1").click().run()
# > at.radio[0].set_value("all").run()
# > at.radio[0].set_value("approved").run()

# %% A console for commands
s = st.session_state
s.setdefault("lines", ["type help"])
s.setdefault("vars", {})

def execute():
    command = s.command.strip()
    s.command = ""
    if not command:
        return
    s.lines.append(f"> {command}")
    word, *rest = command.split()
    match word, rest:
        case "help", []:
            s.lines.append("set NAME VALUE, get NAME, clear")
        case "set", [name, value]:
            s.vars[name] = value
        case "get", [name]:
            s.lines.append(s.vars.get(name, "not set"))
        case "clear", []:
            s.lines.clear()
        case _:
            s.lines.append(f"unknown: {command}")

st.code("\n".join(s.lines[-10:]) or " ", language="bash")
st.text_input("Command", key="command", on_change=execute, placeholder="help", label_visibility="hidden")
st.dataframe([{"name": k, "value": v} for k, v in s.vars.items()])
# > at.text_input[0].input("help").run()
# > at.text_input[0].input("set a 5").run()
# > at.text_input[0].input("get a").run()
# > at.text_input[0].input("get b").run()
# > at.text_input[0].input("dance now").run()
# > at.text_input[0].input("clear").run()

# %% Health checks with status containers
def check(name):
    return {"database": "ok", "cache": "slow", "mail": "down"}[name]

names = st.multiselect("Checks", ["database", "cache", "mail"], ["database", "cache"])
if st.button("Run checks"):
    results = {}
    for name in names:
        with st.status(f"Checking {name}", expanded=False) as status:
            results[name] = check(name)
            st.write(f"{name} is {results[name]}")
            state = "error" if results[name] == "down" else "complete"
            status.update(label=f"{name}: {results[name]}", state=state, expanded=state == "error")
    st.session_state.results = results
if "results" in st.session_state:
    bad = [name for name, result in st.session_state.results.items() if result != "ok"]
    if bad:
        st.error(f"Not ok: {', '.join(bad)}")
    else:
        st.success("All ok")
# > at.button[0].click().run()
# > at.multiselect[0].select("mail").run()
# > at.button[0].click().run()
# > at.multiselect[0].set_value(["database"]); at.button[0].click().run()

# %% An announcement with a preview and an expiry
import datetime

with st.form("announcement"):
    title = st.text_input("Title", max_chars=30)
    body = st.text_area("Body")
    kind = st.pills("Kind", ["info", "warning", "error"], default="info")
    until = st.date_input("Until", datetime.date(2024, 12, 31))
    preview, publish = st.columns(2)
    look = preview.form_submit_button("Preview")
    send = publish.form_submit_button("Publish", type="primary")
if look or send:
    if not title or kind is None:
        st.error("Title and kind are required")
        st.stop()
    getattr(st, kind)(f"**{title}**\n\n{body}")
if send:
    st.session_state.setdefault("published", []).append((title, until))
for title, until in st.session_state.get("published", []):
    st.write(f"- {title} (until {until:%d.%m.%Y})")
# > at.button[0].click().run()
# > at.text_input[0].input("Down"); at.text_area[0].input("At noon"); at.button[0].click().run()
# > at.button_group[0].set_value("error"); at.button[1].click().run()
# > at.date_input[0].set_value(dt.date(2025, 1, 1)).run()
# > at.button[1].click().run()

# %% Permissions as a matrix of check boxes
PEOPLE, RIGHTS = ["ann", "bob"], ["read", "write", "delete"]
st.session_state.setdefault("grants", {("ann", "read"), ("ann", "write")})

def grant(person, right):
    pair = (person, right)
    if st.session_state[f"{person} {right}"]:
        st.session_state.grants.add(pair)
        if right != "read":
            st.session_state.grants.add((person, "read"))
            st.session_state[f"{person} read"] = True
    else:
        st.session_state.grants.discard(pair)

head = st.columns(len(RIGHTS) + 1)
for column, right in zip(head[1:], RIGHTS):
    column.markdown(f"*{right}*")
for person in PEOPLE:
    row = st.columns(len(RIGHTS) + 1)
    row[0].write(person)
    for column, right in zip(row[1:], RIGHTS):
        column.checkbox(f"{person} may {right}", (person, right) in st.session_state.grants, key=f"{person} {right}", on_change=grant, args=(person, right), label_visibility="collapsed")
st.write(sorted(" ".join(pair) for pair in st.session_state.grants))
# > at.checkbox(key="bob delete").check().run()
# > at.checkbox(key="ann write").uncheck().run()
# > at.checkbox(key="bob read").uncheck().run()
# > at.checkbox(key="bob write").check(); at.checkbox(key="ann delete").check(); at.run()

# %% A tenant is chosen in the sidebar, and each has its own state
TENANTS = ["north", "south"]
tenant = st.sidebar.selectbox("Tenant", TENANTS)
space = st.session_state.setdefault(tenant, {"notes": [], "limit": 10})
st.title(tenant.title())
space["limit"] = st.slider("Limit", 0, 20, space["limit"], key=f"{tenant}_limit")
with st.form(f"{tenant}_form", clear_on_submit=True):
    note = st.text_input("Note", key=f"{tenant}_note")
    if st.form_submit_button("Add"):
        if len(space["notes"]) >= space["limit"]:
            st.error("The limit is reached")
        elif note:
            space["notes"].append(note)
st.write(space)
if st.sidebar.button("Forget this tenant"):
    del st.session_state[tenant]
    st.rerun()
# > at.text_input[0].input("hello"); at.button[-1].click().run()
# > at.text_input[0].input("first")
# > at.main.button[0].click().run()
# > at.sidebar.selectbox[0].select("south").run()
# > at.slider[0].set_value(0).run()
# > at.text_input[0].input("x"); at.main.button[0].click().run()
# > at.sidebar.selectbox[0].select("north").run()
# > at.sidebar.button[0].click().run()

# %% The session state is inspected
st.session_state.setdefault("a", 1)
st.session_state.setdefault("b", [1, 2])
with st.sidebar:
    key = st.text_input("Key")
    value = st.text_input("Value")
    if st.button("Set", disabled=not key):
        st.session_state[key] = value
    if st.button("Delete", disabled=not key):
        try:
            del st.session_state[key]
        except KeyError:
            st.error(f"No {key}")
st.write(dict(sorted(st.session_state.items())))
st.write(len(st.session_state), "entries")
for k in sorted(st.session_state):
    st.text(f"{k}: {type(st.session_state[k]).__name__}")
# > at.sidebar.text_input[0].input("c"); at.sidebar.text_input[1].input("new"); at.run()
# > at.sidebar.button[0].click().run()
# > at.sidebar.text_input[0].input("b").run()
# > at.sidebar.button[1].click().run()
# > at.sidebar.text_input[0].input("zzz").run()
# > at.sidebar.button[1].click().run()

# %% A rota of shifts
import datetime

STAFF = ["—", "Ann", "Bob", "Cid"]
week = st.number_input("Week", 1, 52, 10)
monday = datetime.date.fromisocalendar(2024, week, 1)
plan = st.session_state.setdefault("plan", {})
tabs = st.tabs([f"{monday + datetime.timedelta(days=i):%a %d}" for i in range(3)])
for i, tab in enumerate(tabs):
    day = monday + datetime.timedelta(days=i)
    for shift in ("early", "late"):
        slot = (str(day), shift)
        chosen = tab.selectbox(shift.title(), STAFF, STAFF.index(plan.get(slot, "—")), key=f"{day} {shift}")
        plan[slot] = chosen
    if plan[str(day), "early"] == plan[str(day), "late"] != "—":
        tab.warning(f"{chosen} works twice")
count = {name: sum(who == name for who in plan.values()) for name in STAFF[1:]}
st.write(count)
# > at.selectbox[0].select("Ann").run()
# > at.selectbox[1].select("Ann").run()
# > at.selectbox[3].select("Bob").run()
# > at.number_input[0].increment().run()
# > at.number_input[0].decrement().run()

# %% Mail is sent to those who are chosen
contacts = {"Ann": "ann@example.org", "Bob": "bob@example.org", "Cid": None}
st.subheader("Send a mail")
everybody = st.checkbox("Everybody")
names = list(contacts) if everybody else st.multiselect("To", contacts, placeholder="Choose")
subject = st.text_input("Subject")
body = st.text_area("Text", height=100, max_chars=200)
without = [name for name in names if not contacts[name]]
if without:
    st.warning(f"No address: {', '.join(without)}")
ready = bool(names and subject and not without)
if st.button("Send", disabled=not ready):
    with st.spinner("Sending"):
        for name in names:
            st.toast(f"Sent to {contacts[name]}")
    st.session_state.sent = st.session_state.get("sent", 0) + len(names)
st.metric("Sent", st.session_state.get("sent", 0))
# > at.checkbox[0].check().run()
# > at.checkbox[0].uncheck().run()
# > at.multiselect[0].select("Ann").select("Bob"); at.text_input[0].input("Hi"); at.run()
# > at.button[0].click().run()
# > at.multiselect[0].select("Cid").run()

# %% A deployment with a confirmation by typing
ENVIRONMENTS = {"test": "🟢", "stage": "🟡", "prod": "🔴"}
versions = st.session_state.setdefault("versions", {"test": 5, "stage": 4, "prod": 3})
for column, (env, icon) in zip(st.columns(3), ENVIRONMENTS.items()):
    column.metric(f"{icon} {env}", f"v{versions[env]}")
target = st.radio("Target", ENVIRONMENTS, format_func=str.upper, key="target")
version = st.selectbox("Version", range(max(versions.values()) + 1, 0, -1), format_func=lambda v: f"v{v}")
sure = True
if target == "prod":
    sure = st.text_input("Type `prod` to confirm", key="confirm") == "prod"

def deploy():
    st.session_state.versions[target] = version
    if "confirm" in st.session_state:
        st.session_state.confirm = ""

st.button(f"Deploy v{version} to {target}", on_click=deploy, disabled=not sure)
order = [versions[env] for env in ENVIRONMENTS]
st.write("in order" if order == sorted(order, reverse=True) else "out of order")
# > at.button[0].click().run()
# > at.radio[0].set_value("prod").run()
# > at.text_input[0].input("prod").run()
# > at.button[0].click().run()
# > at.selectbox[0].select(2).run()
# > at.radio[0].set_value("stage").run()
# > at.button[0].click().run()

# %% Secrets and configuration are shown without values
needed = ["api_key", "db"]
missing = [name for name in needed if name not in st.secrets]
if missing:
    st.error(f"Missing secrets: {missing}")
else:
    st.success("All secrets are there")
for name in needed:
    if name in st.secrets:
        value = st.secrets[name]
        st.write(name, "•" * len(value) if isinstance(value, str) else sorted(value))
if st.checkbox("Connect"):
    try:
        st.write(f"{st.secrets.db.user}@{st.secrets['db']['host']}")
        st.write(st.secrets.db.password)
    except (KeyError, AttributeError) as error:
        st.warning(type(error).__name__)
# < at.secrets["api_key"] = "abc"
# < at.secrets["db"] = {"user": "ada", "host": "localhost"}
# > at.checkbox[0].check().run()
# > at.checkbox[0].uncheck().run()

# %% Rate limits per user in a resource
@st.cache_resource
def counters():
    return {}

counts = counters()
user = st.selectbox("User", ["ann", "bob"], key="user")
limit = st.number_input("Limit", 1, 5, 2)
if "started" not in st.session_state:
    st.session_state.started = True
    counts.clear()
if st.button("Call"):
    if counts.get(user, 0) >= limit:
        st.error(f"{user} has to wait", icon=":material/block:")
    else:
        counts[user] = counts.get(user, 0) + 1
        st.write("called")
st.progress(min(1.0, counts.get(user, 0) / limit), text=f"{counts.get(user, 0)}/{limit}")
if st.button("Reset", on_click=counts.clear):
    st.info("Reset")
# > at.button[0].click().run()
# > at.button[0].click().run()
# > at.button[0].click().run()
# > at.selectbox[0].select("bob").run()
# > at.button[0].click().run()
# > at.button[1].click().run()

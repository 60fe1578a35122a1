"""Chats: messages in session state, streams, side settings, and what is typed in other orders."""
# %% An echo bot
st.title("Echo Bot")

# Initialize chat history
if "messages" not in st.session_state:
    st.session_state.messages = []

# Display chat messages from history on app rerun
for message in st.session_state.messages:
    with st.chat_message(message["role"]):
        st.markdown(message["content"])

# React to user input
if prompt := st.chat_input("What is up?"):
    st.chat_message("user").markdown(prompt)
    st.session_state.messages.append({"role": "user", "content": prompt})
    response = f"Echo: {prompt}"
    with st.chat_message("assistant"):
        st.markdown(response)
    st.session_state.messages.append({"role": "assistant", "content": response})
# > at.chat_input[0].set_value("hello").run()
# > at.chat_input[0].set_value("again").run()
# > at.run()
# > at.chat_input[0].set_value("*bold*").run()

# %% A bot that streams words
import random
import time

random.seed(5)

def response_generator():
    response = random.choice(["Hello there! How can I help?", "Hi! Is there anything I can do?", "Do you need help?"])
    for word in response.split():
        yield word + " "

st.title("Simple chat")
if "messages" not in st.session_state:
    st.session_state.messages = []
for message in st.session_state.messages:
    with st.chat_message(message["role"]):
        st.markdown(message["content"])
if prompt := st.chat_input("What is up?"):
    st.session_state.messages.append({"role": "user", "content": prompt})
    with st.chat_message("user"):
        st.markdown(prompt)
    with st.chat_message("assistant"):
        response = st.write_stream(response_generator())
    st.session_state.messages.append({"role": "assistant", "content": response})
# > at.chat_input[0].set_value("hi").run()
# > at.chat_input[0].set_value("more").run()
# > at.run()

# %% The old way to stream into a placeholder
st.header("Parrot")
st.session_state.setdefault("history", [("assistant", "Say something, and I repeat it backwards.")])
for role, text in st.session_state.history:
    st.chat_message(role).write(text)
prompt = st.chat_input()
if prompt:
    st.session_state.history.append(("user", prompt))
    st.chat_message("user").write(prompt)
    with st.chat_message("assistant"):
        message_placeholder = st.empty()
        full_response = ""
        for letter in reversed(prompt):
            full_response += letter
            message_placeholder.markdown(full_response + "▌")
        message_placeholder.markdown(full_response)
    st.session_state.history.append(("assistant", full_response))
# > at.chat_input[0].set_value("abc").run()
# > at.chat_input[0].set_value("race car").run()
# > at.run()

# %% Settings in the sidebar and a button that clears
with st.sidebar:
    st.title("🤖 Settings")
    api_key = st.text_input("API key", type="password")
    model = st.selectbox("Model", ["small", "large"], key="model")
    temperature = st.slider("Temperature", 0.0, 1.0, 0.7, 0.1)
    if st.button("Clear chat"):
        st.session_state.messages = []
        st.rerun()

if "messages" not in st.session_state:
    st.session_state.messages = []
if not api_key:
    st.info("Please add your API key to continue.", icon="🗝️")
    st.stop()
for msg in st.session_state.messages:
    st.chat_message(msg["role"]).write(msg["content"])
if prompt := st.chat_input():
    st.session_state.messages.append({"role": "user", "content": prompt})
    st.chat_message("user").write(prompt)
    answer = f"{model} at {temperature}: {prompt.upper()}"
    st.session_state.messages.append({"role": "assistant", "content": answer})
    st.chat_message("assistant").write(answer)
# > at.sidebar.text_input[0].set_value("secret").run()
# > at.chat_input[0].set_value("hello").run()
# > at.selectbox(key="model").select("large").run()
# > at.chat_input[0].set_value("hello").run()
# > at.sidebar.button[0].click().run()
# > at.sidebar.slider[0].set_value(0.2).run()

# %% Answers from rules, with suggestions as buttons
ANSWERS = {"hours": "We are open 9 to 5.", "price": "It costs 10 €.", "bye": "Good bye!"}

def answer(text):
    for word, reply in ANSWERS.items():
        if word in text.lower():
            return reply
    return "I do not know."

st.session_state.setdefault("log", [])

def ask(question):
    st.session_state.log.append(("user", question))
    st.session_state.log.append(("assistant", answer(question)))

if not st.session_state.log:
    st.caption("Try one of these")
    for column, question in zip(st.columns(3), ("Your hours?", "What price?", "Bye")):
        column.button(question, on_click=ask, args=(question,), key=question)
for role, text in st.session_state.log:
    with st.chat_message(role, avatar="🧑" if role == "user" else "🤖"):
        st.write(text)
if question := st.chat_input("Ask me"):
    ask(question)
    st.rerun()
# > at.button(key="What price?").click().run()
# > at.chat_input[0].set_value("and your HOURS").run()
# > at.chat_input[0].set_value("weather").run()

# %% A callback takes what was typed
if "history" not in st.session_state:
    st.session_state.history = []

def add():
    text = st.session_state.prompt
    st.session_state.history.append({"role": "user", "text": text})
    st.session_state.history.append({"role": "assistant", "text": str(len(text))})

box = st.container(height=300)
st.chat_input("Count my letters", key="prompt", on_submit=add)
for item in st.session_state.history:
    box.chat_message(item["role"]).write(item["text"])
st.caption(f"{len(st.session_state.history)} messages; {st.session_state.prompt!r}")
# > at.chat_input(key="prompt").set_value("four").run()
# > at.chat_input(key="prompt").set_value("longer").run()
# > at.run()

# %% Feedback on every answer
st.session_state.setdefault("history", [])

def save_feedback(index):
    st.session_state.history[index]["feedback"] = st.session_state[f"feedback_{index}"]

for i, message in enumerate(st.session_state.history):
    with st.chat_message(message["role"]):
        st.write(message["content"])
        if message["role"] == "assistant":
            feedback = message.get("feedback", None)
            st.session_state[f"feedback_{i}"] = feedback
            st.feedback("thumbs", key=f"feedback_{i}", disabled=feedback is not None, on_change=save_feedback, args=[i])
if prompt := st.chat_input("Say something"):
    with st.chat_message("user"):
        st.write(prompt)
    st.session_state.history.append({"role": "user", "content": prompt})
    with st.chat_message("assistant"):
        response = st.write_stream(iter(["You ", "said ", prompt]))
        st.feedback("thumbs", key=f"feedback_{len(st.session_state.history)}", on_change=save_feedback, args=[len(st.session_state.history)])
    st.session_state.history.append({"role": "assistant", "content": response})
# > at.chat_input[0].set_value("one").run()
# > at.feedback[0].set_value(1).run()
# > at.chat_input[0].set_value("two").run()
# > at.feedback[1].set_value(0).run()

# %% Several conversations
st.session_state.setdefault("chats", {"Chat 1": []})
st.session_state.setdefault("current", "Chat 1")

with st.sidebar:
    if st.button("➕ New chat"):
        name = f"Chat {len(st.session_state.chats) + 1}"
        st.session_state.chats[name] = []
        st.session_state.current = name
    names = list(st.session_state.chats)
    st.session_state.current = st.radio("Chats", names, index=names.index(st.session_state.current))

messages = st.session_state.chats[st.session_state.current]
st.title(st.session_state.current)
for text in messages:
    st.chat_message("user").write(text)
if prompt := st.chat_input("Message", key=f"input {st.session_state.current}"):
    messages.append(prompt)
    st.chat_message("user").write(prompt)
st.write(len(messages), "messages here")
# > at.chat_input[0].set_value("first").run()
# > at.sidebar.button[0].click().run()
# > at.chat_input[0].set_value("in the second").run()
# > at.sidebar.radio[0].set_value("Chat 1").run()
# > at.chat_input[0].set_value("second").run()
# > at.sidebar.radio[0].set_value("Chat 2").run()

# %% A name first, then the chat
if "name" not in st.session_state:
    with st.form("who"):
        name = st.text_input("Your name")
        if st.form_submit_button("Start") and name:
            st.session_state.name = name
            st.session_state.messages = [("assistant", f"Welcome, {name}!")]
            st.rerun()
    st.stop()

st.subheader(f"Chat of {st.session_state.name}")
for role, text in st.session_state.messages:
    st.chat_message(role).write(text)
if prompt := st.chat_input("Message"):
    st.session_state.messages += [("user", prompt), ("assistant", f"{st.session_state.name} said {prompt}")]
    st.rerun()
if st.button("Leave"):
    del st.session_state["name"]
    st.rerun()
# > at.button[0].click().run()
# > at.text_input[0].input("Ada"); at.button[0].click().run()
# > at.chat_input[0].set_value("hello").run()
# > at.button[0].click().run()
# > at.text_input[0].input("Bob").run()
# > at.button[0].click().run()

# %% A thinking status before the answer
def think(question):
    with st.status("Thinking...", expanded=True) as status:
        st.write("Reading the question")
        st.write("Looking for words")
        words = question.split()
        status.update(label=f"Found {len(words)} words", state="complete", expanded=False)
    return words

st.session_state.setdefault("turns", [])
for question, words in st.session_state.turns:
    st.chat_message("human").write(question)
    st.chat_message("ai").write(words)
if question := st.chat_input("Question"):
    st.chat_message("human").write(question)
    with st.chat_message("ai"):
        with st.spinner("Wait for it"):
            words = think(question)
        st.write(words)
    st.session_state.turns.append((question, words))
# > at.chat_input[0].set_value("how are you").run()
# > at.chat_input[0].set_value("fine").run()

# %% Tables and charts as answers
import pandas as pd

frame = pd.DataFrame({"city": ["Rome", "Oslo", "Lima"], "people": [2.8, 0.7, 10.1]})

def respond(text):
    text = text.lower()
    if "table" in text:
        return {"kind": "table", "value": frame}
    if "chart" in text:
        return {"kind": "chart", "value": frame.set_index("city")}
    if "code" in text:
        return {"kind": "code", "value": "print(frame)"}
    return {"kind": "text", "value": f"You asked for *{text}*"}

def render(item):
    with st.chat_message(item["role"]):
        kind, value = item["kind"], item["value"]
        if kind == "table":
            st.dataframe(value)
        elif kind == "chart":
            st.bar_chart(value)
        elif kind == "code":
            st.code(value, language="python")
        else:
            st.markdown(value)

if "items" not in st.session_state:
    st.session_state["items"] = [{"role": "assistant", "kind": "text", "value": "Ask for a table, a chart or code"}]
for item in st.session_state["items"]:
    render(item)
if text := st.chat_input():
    new = [{"role": "user", "kind": "text", "value": text}, {"role": "assistant", **respond(text)}]
    for item in new:
        render(item)
    st.session_state["items"] += new
# > at.chat_input[0].set_value("a table please").run()
# > at.chat_input[0].set_value("now the chart").run()
# > at.chat_input[0].set_value("the CODE").run()
# > at.chat_input[0].set_value("nothing").run()

# %% A chat with a limit of messages
LIMIT = 3
if "messages" not in st.session_state:
    st.session_state.messages = []
    st.session_state.max_messages = LIMIT
for m in st.session_state.messages:
    with st.chat_message(m["role"]):
        st.markdown(m["content"])
used = sum(m["role"] == "user" for m in st.session_state.messages)
if used >= st.session_state.max_messages:
    st.info("Notice: the maximum of messages has been reached.")
    if st.button("Buy one more"):
        st.session_state.max_messages += 1
        st.rerun()
else:
    if prompt := st.chat_input("What is up?", max_chars=20):
        st.session_state.messages.append({"role": "user", "content": prompt})
        st.rerun()
st.progress(min(1.0, used / st.session_state.max_messages))
# > at.chat_input[0].set_value("one").run()
# > at.chat_input[0].set_value("two").run()
# > at.chat_input[0].set_value("three").run()
# > at.button[0].click().run()
# > at.chat_input[0].set_value("four").run()

# %% An answer is tried again or edited
if "turns" not in st.session_state:
    st.session_state.turns = []
if "editing" not in st.session_state:
    st.session_state.editing = None

for i, turn in enumerate(st.session_state.turns):
    with st.chat_message("user"):
        if st.session_state.editing == i:
            new = st.text_area("Edit", turn["q"], key=f"edit_{i}")
            if st.button("Save", key=f"save_{i}"):
                turn["q"], turn["tries"] = new, 1
                st.session_state.editing = None
                st.rerun()
        else:
            st.write(turn["q"])
            if st.button("✏️", key=f"pen_{i}"):
                st.session_state.editing = i
                st.rerun()
    with st.chat_message("assistant"):
        st.write(f"{turn['q']}! (try {turn['tries']})")
        if st.button("🔁", key=f"again_{i}"):
            turn["tries"] += 1
            st.rerun()
if q := st.chat_input("Ask"):
    st.session_state.turns.append({"q": q, "tries": 1})
    st.rerun()
# > at.chat_input[0].set_value("hello").run()
# > at.button(key="again_0").click().run()
# > at.button(key="pen_0").click().run()
# > at.text_area[0].set_value("good day"); at.button(key="save_0").click().run()
# > at.chat_input[0].set_value("second").run()
# > at.button(key="pen_1").click().run()
# > at.chat_input[0].set_value("third while editing").run()

# %% A chat with files and a form above
st.session_state.setdefault("docs", [])
with st.expander("Documents", expanded=not st.session_state.docs):
    with st.form("upload", clear_on_submit=True):
        name = st.text_input("Title")
        file = st.file_uploader("File", type=["txt", "md"])
        sent = st.form_submit_button("Add")
    if sent:
        if file is None:
            st.error("No file chosen")
        else:
            st.session_state.docs.append((name or file.name, file.read().decode()))
            st.toast(f"Added {name or file.name}")
for title, text in st.session_state.docs:
    st.write(f"- {title}: {len(text)} characters")
query = st.chat_input("Find a word")
if query:
    hits = [title for title, text in st.session_state.docs if query in text]
    with st.chat_message("assistant"):
        st.write(f"In {', '.join(hits)}" if hits else "Nowhere")
# > at.button[0].click().run()
# > at.file_uploader[0].set_value(("a.txt", b"apples and pears", "text/plain")); at.button[0].click().run()
# > at.chat_input[0].set_value("pears").run()
# > at.text_input[0].input("Second"); at.file_uploader[0].upload("b.md", b"# plums", "text/markdown"); at.button[0].click().run()
# > at.chat_input[0].set_value("plums").run()
# > at.chat_input[0].set_value("melons").run()

# %% A chat class kept in session state
class Bot:
    def __init__(self, name):
        self.name = name
        self.count = 0

    def reply(self, text):
        self.count += 1
        return f"{self.name} #{self.count}: {text[::-1]}"

    def __repr__(self):
        return f"Bot({self.name}, {self.count})"

@st.cache_resource
def greeting():
    return "Hello from the cache"

if "bot" not in st.session_state:
    st.session_state.bot = Bot("Robo")
    st.session_state.lines = [greeting()]
bot = st.session_state.bot
for line in st.session_state.lines:
    st.text(line)
if text := st.chat_input("..."):
    st.session_state.lines += [f"you: {text}", bot.reply(text)]
    st.text(st.session_state.lines[-2])
    st.text(st.session_state.lines[-1])
st.sidebar.write(f"Replies: {bot.count}")
# > at.chat_input[0].set_value("abc").run()
# > at.chat_input[0].set_value("def").run()
# > at.run()

# %% Roles are chosen and messages are deleted
if "thread" not in st.session_state:
    st.session_state.thread = []

def remove(index):
    st.session_state.thread.pop(index)

role = st.radio("Speak as", ["user", "assistant", "system"], horizontal=True)
for i, (who, text) in enumerate(st.session_state.thread):
    left, right = st.columns([9, 1])
    with left.chat_message(who, avatar="⚙️" if who == "system" else None):
        st.write(text)
    right.button("🗑️", key=f"del_{i}", on_click=remove, args=(i,), help="Delete")
text = st.chat_input("Text", key="text")
if text:
    st.session_state.thread.append((role, text))
    st.rerun()
# > at.chat_input[0].set_value("a").run()
# > at.radio[0].set_value("assistant"); at.chat_input[0].set_value("b").run()
# > at.radio[0].set_value("system").run()
# > at.chat_input[0].set_value("c").run()
# > at.button(key="del_0").click().run()
# > at.button(key="del_1").click().run()

# %% A conversation is downloaded
import json

st.session_state.setdefault("messages", [{"role": "assistant", "content": "How may I help?"}])
for m in st.session_state.messages:
    st.chat_message(m["role"]).write(m["content"])

with st.sidebar:
    st.download_button("Download", json.dumps(st.session_state.messages, indent=1), "chat.json", "application/json")
    st.metric("Words", sum(len(m["content"].split()) for m in st.session_state.messages))
    format = st.selectbox("Show as", ("nothing", "json", "markdown"))
    if format == "json":
        st.json(st.session_state.messages, expanded=False)
    elif format == "markdown":
        st.code("\n".join(f"**{m['role']}** {m['content']}" for m in st.session_state.messages), "markdown")
if prompt := st.chat_input():
    st.session_state.messages.append(dict(role="user", content=prompt))
    st.chat_message("user").write(prompt)
    reply = "I see." if "?" not in prompt else "Good question."
    st.session_state.messages.append(dict(role="assistant", content=reply))
    st.chat_message("assistant").write(reply)
# > at.chat_input[0].set_value("is it so?").run()
# > at.selectbox[0].select("json").run()
# > at.chat_input[0].set_value("it is").run()
# > at.download_button[0].click().run()
# > at.selectbox[0].select("markdown").run()

# %% A generator that fails half way
def stream(text):
    for i, word in enumerate(text.split()):
        if word == "boom":
            raise RuntimeError(f"word {i} exploded")
        yield word + " "

st.session_state.setdefault("done", [])
for text in st.session_state.done:
    st.chat_message("assistant").write(text)
if prompt := st.chat_input():
    with st.chat_message("assistant"):
        try:
            text = st.write_stream(stream(prompt))
        except RuntimeError as error:
            st.error(error)
        else:
            st.session_state.done.append(text)
st.write(len(st.session_state.done))
# > at.chat_input[0].set_value("all is well").run()
# > at.chat_input[0].set_value("one boom two").run()
# > at.chat_input[0].set_value("well again").run()

# %% The layout of a chat beside a panel
left, right = st.columns([2, 1])
st.session_state.setdefault("messages", [])
prompt = st.chat_input("Write")
if prompt:
    st.session_state.messages.append(prompt)
with left:
    st.subheader("Chat")
    area = st.container(border=True)
    for text in st.session_state.messages[-4:]:
        area.chat_message("user").write(text)
with right:
    st.subheader("Notes")
    st.text_area("Notes", key="notes", height=120)
    words = [word for text in st.session_state.messages for word in text.split()]
    st.write({word: words.count(word) for word in sorted(set(words))})
    if st.button("Copy the last", disabled=not words):
        st.write(st.session_state.messages[-1] + " / " + st.session_state.notes)
# > at.chat_input[0].set_value("a b a").run()
# > at.text_area[0].input("note").run()
# > at.chat_input[0].set_value("b").run()
# > at.button[0].click().run()
# > at.chat_input[0].set_value("c").run()

"""A conversation: messages, avatars, and the field for the next one."""

import time

import revoila as st
from revoila.typing import ChatInputValue

st.title("Chat")

ANSWER = """Rivers run downhill, and they take the **shortest way** that they find:

1. Rain falls on a slope.
2. The water gathers in a channel.
3. The channel cuts deeper, and keeps the water.

```python
def flow(height: float, slope: float) -> float:
    return height * slope ** 0.5
```
"""


def words(text: str):
    """Give a text word by word, as a model does."""
    for word in text.split(" "):
        yield word + " "
        time.sleep(0.01)


st.header("A conversation", anchor=False)
with st.chat_message("user"):
    st.write("Why do rivers bend?")
with st.chat_message("assistant"):
    st.write(ANSWER)
with st.chat_message("user"):
    st.write("Thank you! Can you show me some numbers?")
with st.chat_message("assistant"):
    st.line_chart([3, 5, 4, 7, 6, 9], height=160)

st.header("Avatars", anchor=False)
st.chat_message("Ada").write("The first letter of a name")
st.chat_message("user", avatar="🧑‍🚀").write("An emoji")
st.chat_message("assistant", avatar=":material/water:").write("A Material symbol")
st.chat_message(
    "Map",
    avatar="<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'><rect width='8' height='8' fill='#0e8fb3'/>"
    "<path d='M0 6l3-3 2 2 3-4v7H0z' fill='#fff'/></svg>",
).write("A picture")
st.chat_message("ai", width="content").write("As wide as its text")
st.chat_message("human", width=280).write("280 pixels wide, so that a longer text breaks into several lines")

st.header("A box that follows the conversation", anchor=False)
with st.container(height=220):
    for number in range(1, 9):
        st.chat_message("user" if number % 2 else "ai").write(f"Message {number}")

st.header("Fields elsewhere", anchor=False)
left, right = st.columns(2)
left.chat_input("In a column", key="column")
right.chat_input("At most 20 characters", max_chars=20, key="short")
left.chat_input("Disabled", disabled=True, key="disabled")
right.chat_input("96 pixels high", height=96, key="high")

left.chat_input("With a picture", accept_file=True, file_type="image", key="picture")
right.chat_input("Spoken or written", accept_audio=True, key="spoken")


def show(message: ChatInputValue):
    """Show what a visitor has said."""
    with st.chat_message("user"):
        if message.text:
            st.write(message.text)
        for file in message.files:
            if file.type.startswith("image/"):
                st.image(file, caption=file.name, width=200)
            else:
                st.caption(f":material/attach_file: {file.name}, {file.size} bytes")
        if message.audio:
            st.audio(message.audio)


for said, answer in st.session_state.setdefault("said", []):
    show(said)
    st.chat_message("assistant").write(answer)
if question := st.chat_input(
    "Ask about rivers", submit_mode="stop", accept_file="multiple", max_upload_size=20, accept_audio=True
):
    show(question)
    with st.chat_message("assistant"):
        answer = st.write_stream(words(ANSWER))
    st.session_state.said.append((question, answer))

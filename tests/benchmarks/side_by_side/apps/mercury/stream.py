# %%
import mercury as mr
from benchdata import TOKENS

# %%
button = mr.Button("Stream", position="inline")

# %%
chat = mr.Chat()

# %%
if button.n_clicks:
    message = mr.Message(f"run {button.n_clicks} ", role="assistant")
    chat.add(message)
    for token in [*TOKENS[:-1], f"ENDOFSTREAM{button.n_clicks}"]:
        message.append_text(token)

# %%
_ = mr.Markdown(f"count is {button.n_clicks}.")

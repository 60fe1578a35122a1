"""A conversation: its messages. What a visitor says is an input, ``inputs.chat_input``."""

"""What can be wrong with a command line."""


class UsageError(Exception):
    """A command line asks for something that cannot be done; the message says what to do instead."""

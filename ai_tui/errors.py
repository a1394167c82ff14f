"""The two ways a command can fail, each with the one line that people read."""


class AiTuiError(Exception):
    """Something went wrong that a person can mend; `str(error)` is the whole message."""

    exit_code = 1


class UsageError(AiTuiError):
    """The words of a command do not fit: an unknown session, form, group or option."""

    exit_code = 2

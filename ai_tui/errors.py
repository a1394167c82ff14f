"""The two ways a command can fail, each with one line to read, and a value that does not fit."""

from collections.abc import Sequence


class AiTuiError(Exception):
    """Something went wrong that a person can mend; `str(error)` is the whole message."""

    exit_code = 1


class UsageError(AiTuiError):
    """The words of a command do not fit: an unknown session, form, group or option."""

    exit_code = 2


class BadValue(ValueError):
    """A value that does not fit, found by a check that knows no language.

    `key` and `fields` are the locale's text for it; msgspec passes it on as the cause of its
    ValidationError, so the reader of a session file can say it in the session's language. `path`
    says where in what was checked it stands, and `others` what else does not fit there.
    """

    def __init__(self, key: str, *path: str | int, **fields: object) -> None:
        super().__init__(f"{key} {fields}")
        self.key = key
        self.path = path
        self.fields = fields
        self.others: tuple[BadValue, ...] = ()


def refuse(found: Sequence[BadValue]) -> None:
    """Raise the first of the values that do not fit, with the others, if there are any."""
    if found:
        found[0].others = tuple(found[1:])
        raise found[0]

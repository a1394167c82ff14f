"""Where the statements of a TOML text begin and end, also of a text with mistakes.

A statement is a header, or a key with its value; tokens are what a statement is made of.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple, cast

Kind = Literal[
    "string",  # a text with its quotes
    "open",  # a text whose closing quotes are missing, up to where it must have ended
    "comment",
    "break",  # the end of a line
    "sign",  # a bracket, a comma or an equals sign
    "blank",
    "bare",  # anything without quotes: a key, a number, a date, words
]
"""What a token is."""

BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
"""All that may stand between two statements."""
STRINGS = (
    re.compile(r'"""(?:\\[\s\S]|[^\\])*?"{3,5}(?!")'),
    re.compile(r"'''[\s\S]*?'{3,5}(?!')"),
    re.compile(r'"(?:\\.|[^"\\\n])*"'),
    re.compile(r"'[^'\n]*'"),
)
"""The four kinds of text: of more lines with two kinds of quotes, then of one line."""
_HEADER = re.compile(r"[ \t]*\[\[?[ \t]*[A-Za-z_][\w-]*(?:[ \t]*\.[ \t]*[\w-]+)*[ \t]*\]")
_PAIR = re.compile(r"[ \t]*[A-Za-z0-9_-]+[ \t]*=(?![^{\n]*\})")
"""A line that looks like a header, and one that looks like a key with its value."""
_BEGINS = re.compile(rf"\n(?={_HEADER.pattern}|{_PAIR.pattern})")
"""The end of a line behind which another statement begins."""
_OPENS_NEXT = re.compile(rf"\n{_PAIR.pattern}[ \t]*(?:\"\"\"|''')$")
"""A text of more lines that ends at the quotes that begin the next one: its own are missing."""
_GOES_ON = rf"[ \t]*\n(?!{_HEADER.pattern}|{_PAIR.pattern})[ \t]*[^\s\[\]{{}},=#\"']"
"""The end of a line that is followed by words, as inside a text of more lines."""
_TOKEN = re.compile(
    "|".join(
        (
            f"(?P<long>{STRINGS[0].pattern}|{STRINGS[1].pattern})",
            f"(?P<open_long>\"\"\"|'''|(?:\"\"|''){_GOES_ON})",
            f"(?P<string>{STRINGS[2].pattern}|{STRINGS[3].pattern})",
            rf"(?P<open_lines>[\"'][^\n]*{_GOES_ON})",
            r"(?P<open>[\"'][^\n]*)",
            r"(?P<comment>#[^\n]*)",
            r"(?P<break>\n)",
            r"(?P<sign>[\[\]{},=])",
            r"(?P<blank>[ \t\r]+)",
            r"(?P<bare>[^\s\[\]{},=#\"'][^\n\[\]{},=#\"]*(?<![ \t\r])|.)",
        )
    )
)
"""A token; its groups are kinds, but for `long` and two ways in which a text is left open."""
CLOSES = {"[": "]", "{": "}"}
"""The brackets, by those that open."""
_MOST_OPEN = 100
"""Brackets inside each other; more are not counted, as nothing of them could be mended."""
_FAR = 2_000
"""Characters behind a likely beginning of another statement, after which it surely was one."""
_LONGEST = 100_000
"""Characters; a longer statement ends at its line, whatever is open."""


class Token(NamedTuple):
    """A piece of a statement; `start` is where in the text it begins."""

    kind: Kind
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where the next token begins."""
        return self.start + len(self.text)

    @property
    def counts(self) -> bool:
        """Whether it is more than space or a comment."""
        return self.kind not in ("comment", "break", "blank")


def statements(text: str) -> Iterator[tuple[int, int]]:
    """Begin and end of every statement in `text`, in order; between them is nothing to read.

    What is not closed ends where a line can only be the beginning of another statement.
    """
    at = 0
    while (at := _past_blanks(text, at)) < len(text):
        end = _end(text, at)
        yield at, end
        at = end


def tokens(text: str, at: int = 0) -> Iterator[Token]:
    """The tokens of `text` from `at` on."""
    while at < len(text):
        token = _token(text, at)
        yield token
        at = token.end


def nest(stack: list[str], sign: str) -> None:
    """Keep the brackets that are open at `sign`; one that closes skips those that did not."""
    if sign in CLOSES and len(stack) < _MOST_OPEN:
        stack.append(sign)
    while sign in CLOSES.values() and any(CLOSES[open_] == sign for open_ in stack):
        if CLOSES[stack.pop()] == sign:
            break


def _past_blanks(text: str, at: int) -> int:
    match = BLANK.match(text, at)
    return match.end() if match else at


def _token(text: str, at: int) -> Token:
    match = _TOKEN.match(text, at)
    assert match is not None and match.lastgroup is not None
    kind, found = match.lastgroup, match[0]
    if kind in ("open_long", "open_lines") or (kind == "long" and _OPENS_NEXT.search(found)):
        begins = _BEGINS.search(text, at)
        return Token("open", text[at : begins.start() if begins else len(text)], at)
    return Token("string" if kind == "long" else cast(Kind, kind), found, at)


def _end(text: str, at: int) -> int:
    """Where the statement that begins at `at` ends: after its line, or its last bracket."""
    if text[at] == "[":
        return _line_end(text, at)
    stack: list[str] = []
    likely, sign = 0, ""
    for token in tokens(text, at):
        if token.start - at > _LONGEST:
            return _line_end(text, token.start)
        if token.kind == "sign":
            nest(stack, token.text)
        elif token.kind == "break":
            if sign == "=" and not stack:
                nest(stack, "[")
            pair = _PAIR.match(text, token.end)
            far = likely and token.end - likely > _FAR
            begins = far or _HEADER.match(text, token.end) or (pair and stack[-1:] == ["["])
            if not stack or begins:
                return (likely if stack else 0) or token.start
            if pair:
                likely = likely or token.start
        if token.counts:
            sign = token.text
    return (likely if stack else 0) or len(text)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end

"""The gate: every typed, pasted, imported or stored text passes it once.

What comes out holds printable text, newlines and tabs only, so nothing that a person typed
can steer a terminal, turn a line around or stop the JSON encoder.
"""

import re
import unicodedata

MOST_CHARACTERS = 1_000_000
"""The longest text that a person can type, paste or import as one entry."""

_LINE_BREAKS = "\r\n|[\r\x0b\x0c\x85\u2028\u2029]"
_SURROGATES = "[\ud800-\udfff]"
_PLANES_END = "".join(f"{chr(end - 1)}{chr(end)}" for end in range(0xFFFF, 0x110000, 0x10000))
_STEERING = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but for tab and newline, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional controls, Unicode TR 9
    "\ufeff\ufff9-\ufffb"  # byte order mark, interlinear annotation
    f"\ufdd0-\ufdef{_PLANES_END}"  # noncharacters, Unicode 23.7
    "\U000e0000-\U000e007f]"  # tags: what they spell cannot be seen
)
_UNSEEN = (
    "[\\s\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\uffa0\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]*"
)
"""What leaves no mark by itself: Unicode's default ignorable characters and its blanks."""
_BREAKS = r"[ \t]*\n\s*"


def clean(text: str) -> str:
    """Make `text` safe to store and show: NFC, `\\n` for every line break, no controls.

    A lone surrogate becomes U+FFFD; joiners stay, so emoji sequences and Persian survive; of the
    flag of a region, which tags spell, a black flag is left.
    """
    if text.isascii() and text.isprintable():
        return text
    text = re.sub(_LINE_BREAKS, "\n", text)
    text = re.sub(_STEERING, "", text)
    text = re.sub(_SURROGATES, "\ufffd", text)
    return unicodedata.normalize("NFC", text)


def shown(text: str) -> str:
    """`text` as an output may write it: most texts pass at a glance, the others are cleaned."""
    return text if text.isprintable() else clean(text)


def one_line(text: str) -> str:
    """`text` cleaned and on one line, with the blanks around it as they are."""
    return shown(text).replace("\n", " ").replace("\t", " ")


def clean_entry(text: str) -> str:
    """Clean a text of one or more lines and take away the blanks around it.

    A text of which nothing can be seen is no text.
    """
    text = clean(text).strip()
    return text if text.isascii() or not re.fullmatch(_UNSEEN, text) else ""


def clean_line(text: str) -> str:
    """Clean `text` and make it one line: breaks and tabs become single spaces."""
    return re.sub(_BREAKS, " ", clean_entry(text)).replace("\t", " ")


def folded(text: str) -> str:
    """`text` for comparing: without case and accents."""
    if text.isascii():
        return text.casefold()
    split = unicodedata.normalize("NFD", text.casefold())
    return "".join(char for char in split if not unicodedata.combining(char))

"""Texts that steer terminals, and how to tell whether something may reach one."""

import random
import unicodedata
from functools import cache

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

TURNING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
"""The bidirectional classes of characters that turn a line around."""
HIDDEN = (
    "LEFT-TO-RIGHT MARK",
    "RIGHT-TO-LEFT MARK",
    "ARABIC LETTER MARK",
    "ZERO WIDTH NO-BREAK SPACE",
    "INTERLINEAR ANNOTATION",
)
"""How the names begin of other characters that are there to steer what is around them."""

PIECES = (
    "\x1b]52;c;cm0gLXJmIH4=\x07",
    "\x1b]0;titel\x07",
    "\x1b]8;;http://kwaad.example\x1b\\klik\x1b]8;;\x1b\\",
    "\x1bP+q544e\x1b\\",
    "\x1bPtmux;\x1b\x1b]52;c;eA==\x07\x1b\\",
    "\x1b_G\x1b\\",
    "\x1b^pm\x1b\\",
    "\x1bX sos \x1b\\",
    "\x1b[31m",
    "\x1b[2J\x1b[H",
    "\x1b[6n",
    "\x1b[?1049l",
    "\x1b[>0q",
    "\x1b]11;?\x07",
    "\x1bc",
    "\x1b(0",
    "\x9b31m",
    "\x9d52;c;eA==\x9c",
    "\x90q\x9c",
    "\x85",
    "\x00",
    "\x07",
    "\x08\x08",
    "\x7f",
    "\r",
    "\r\n",
    "\x0b\x0c",
    "\u2028\u2029",
    "\u202e omgekeerd \u202c",
    "\u2066\u2067\u2068\u2069",
    "\u200e\u200f\u061c",
    "\ufeff",
    "\ufff9a\ufffab\ufffb",
    "\ud800",
    "\udc9b",
    "\ud83d \ude00",
    "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324\u031e\u0349\u035a" * 4,
    "👩‍👩‍👧‍👦",
    "日本語",
    "مرحبا",
    "\U000e0001\U000e0041\U000e007f",
    "\ufdd0\ufdef\ufffe\uffff",
    "\U0001fffe\U0002ffff\U000efffe\U0010ffff",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "\U000e0000\U000e0020",
    "\ue000",
    "\u200b\u2060\u00ad",
    "e\u0301",
    "[/x]",
    "[@click=app.bell]klik[/]",
    "[bold red]rood[/]",
    "[$error]x[/]",
    ":smile:",
    "{0} {naam} %s %(x)s $HOME `id`",
    "</script><b>",
    '"\\',
    "\\u001b",
    "=cmd|'/c calc'!A1",
    "kwaad.nl þ.md",
    "../../../etc/passwd",
    "-rf",
    "#{pane_id}#(id)",
    "x" * 400,
    " ",
    "\n",
    "\t",
    "woord",
)

hostile_text = st.lists(
    st.sampled_from(PIECES) | st.characters(codec=None) | st.text(max_size=5), max_size=6
).map("".join)


@cache
def drawn(amount: int, start: int) -> tuple[str, ...]:
    """So many texts as Hypothesis draws them; the same ones from the same start."""
    found: list[str] = []

    @seed(start)
    @settings(
        max_examples=amount,
        phases=[Phase.generate],
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(hostile_text.filter(bool))
    def take(text: str) -> None:
        found.append(text)

    take()
    return tuple(found)


def mixed(amount: int, rng: random.Random) -> list[str]:
    """So many texts, mixed from the pieces and from any code points."""

    def piece() -> str:
        if rng.random() < 0.7:
            return rng.choice(PIECES)
        return "".join(chr(rng.randrange(0x110000)) for _ in range(rng.randrange(1, 5)))

    return ["".join(piece() for _ in range(rng.randrange(1, 6))) for _ in range(amount)]


def texts(amount: int, start: int) -> list[str]:
    """So many texts, half of them drawn by Hypothesis, half mixed from the pieces."""
    rng = random.Random(start)
    found = [*drawn(amount // 2, start), *mixed(amount - amount // 2, rng)]
    rng.shuffle(found)
    return found


def harmless(text: str) -> bool:
    """Whether `text` holds printable text, newlines and tabs only."""
    return not any(map(_steers, set(text)))


@cache
def _steers(char: str) -> bool:
    """Whether the tables of Unicode say that a character is there to steer, or is none at all."""
    code, kind = ord(char), unicodedata.category(char)
    if kind in ("Cc", "Cs", "Zl", "Zp"):
        return char not in "\n\t"
    if kind == "Cf":
        hidden = unicodedata.name(char, "").startswith(HIDDEN)
        return hidden or unicodedata.bidirectional(char) in TURNING or 0xE0000 <= code < 0xE0080
    return kind == "Cn" and (
        code % 0x10000 >= 0xFFFE or 0xFDD0 <= code < 0xFDF0 or 0xE0000 <= code < 0xE0080
    )


def gated(text: str) -> bool:
    """Whether `text` passed the gate."""
    return harmless(text) and unicodedata.is_normalized("NFC", text)

"""A line of a journal: a JSON object and its checksum, and nothing that the gate takes out."""

import re
from binascii import hexlify
from typing import Any
from unicodedata import is_normalized
from zlib import crc32

import msgspec

from ai_tui.text import clean

FORMAT = 1
"""The version of the lines that this program writes; it reads newer ones but never writes there."""

SEALS = re.compile(rb',"crc":"[0-9a-f]{8}"\}')
"""The ends of the sealed objects in a line."""
BLANK = b" \t\r\n\xef\xbb\xbf"
"""What may stand around a line without being part of it."""

encoder = msgspec.json.Encoder()

_SEAL = b',"crc":"%08x"}'
_SEAL_LENGTH = 18
_SUSPICIOUS = re.compile(
    rb"\\[ubfr]|\x7f|\xc2[\x80-\x9f]|\xd8\x9c|\xe2\x80[\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9]"
    rb"|\xef\xbb\xbf|\xef\xbf[\xb9-\xbb\xbe\xbf]|\xef\xb7[\x90-\xaf]"
    rb"|[\xf0-\xf4].\xbf[\xbe\xbf]|\xf3\xa0[\x80\x81]"
)
_BACKSLASH, _DELETE = b"\\\x7f"
_LEADS = (_BACKSLASH, _DELETE, 0xC2, 0xD8, 0xE2, 0xEF, b"\xf3\xa0", b"\xbf\xbe", b"\xbf\xbf")
"""What is in everything suspicious. Python finds one byte by its number, many times sooner."""
_trees = msgspec.json.Decoder()


def seal(payload: bytes) -> bytes:
    """Give a JSON object its checksum as the last field, and its newline."""
    body = payload[:-1]
    return body + b',"crc":"' + hexlify(crc32(body).to_bytes(4)) + b'"}\n'


def sealed(line: bytes) -> bool:
    """Whether the checksum of a line (without its newline) is right."""
    return line[-_SEAL_LENGTH:] == _SEAL % crc32(line[:-_SEAL_LENGTH])


def cleaned(value: Any) -> Any:
    """The same plain value with every text in it passed through the gate."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(key): cleaned(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [cleaned(inner) for inner in value]
    return value


def gated(line: bytes) -> bytes:
    """The JSON of a line with every text in it passed through the gate.

    Raises what the decoder does for a line that is no JSON.
    """
    return encoder.encode(cleaned(_trees.decode(line)))


def is_suspicious(line: bytes) -> bool:
    """Whether a line may hold what the gate takes out; most lines are told at a glance."""
    if line.isascii() and _BACKSLASH not in line and _DELETE not in line:
        return False
    suspect = any(lead in line for lead in _LEADS)
    return (suspect and _SUSPICIOUS.search(line) is not None) or not _is_normal(line)


def _is_normal(line: bytes) -> bool:
    """Whether every letter with an accent is one character, as the gate makes it."""
    try:
        return line.isascii() or is_normalized("NFC", line.decode())
    except UnicodeDecodeError:
        return False

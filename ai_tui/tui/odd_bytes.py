"""Bytes on the keyboard's side that are no UTF-8: shown as a replacement sign, never fatal."""

import codecs
import sys
from collections.abc import Callable

NAME = "getincrementaldecoder"
"""What Textual's driver calls its input decoder by; that one ends the screen at an odd byte."""


def forgive_odd_bytes(driver: type) -> None:
    """Let a driver of Textual read what is no UTF-8, as a terminal with another encoding sends."""
    module = sys.modules[driver.__module__]
    if hasattr(module, NAME):
        setattr(module, NAME, _forgiving)


def _forgiving(encoding: str) -> Callable[[], codecs.IncrementalDecoder]:
    decoder = codecs.getincrementaldecoder(encoding)
    return lambda: decoder(errors="replace")

"""Phases in short: '2x15 interview | wissel van rol', 'per groep 2 optreden | 1 wissel'."""

import re
from datetime import timedelta

from ai_tui.errors import BadValue
from ai_tui.locale import Words
from ai_tui.session import amounts
from ai_tui.session.model import GroupKind, Phase
from ai_tui.session.names import nearest

PER: dict[str, dict[str, GroupKind]] = {
    "nl": {"groep": "groups", "tafel": "groups", "kring": "groups", "thema": "themes"},
    "en": {"group": "groups", "table": "groups", "circle": "groups", "theme": "themes"},
}
"""What may follow 'per' in either language, and whose turns it makes."""

MOST_TIMES = 99

_UNIT = "minuten|minuut|minutes?|min|seconden?|seconds?|sec|s|uur|hours?"
_AMOUNT = rf"(\d+(?:[.,]\d+|:[0-5]\d)?(?:\s*(?:{_UNIT})\b\.?)?)"
_TIMES = r"(\d+)\s*[xX×]\s*(?=\d)"
_STARTS = _AMOUNT + r"(?:\s+|$)"
_TIMES_WHAT = r"\d+\s*[xX×]\s+\D"
_ORDINAL = r"\d+(?:e|de|ste|st|nd|rd|th)\s"
_NUMBER_FIRST = r"[-+−]?\s*\d"
_NUMBER_LAST = rf".*\s{_AMOUNT}"
_PER = r"(?i)per\s+(\S+)\s*"


def phases(recipe: str, words: Words, group_word: str = "") -> tuple[Phase, ...]:
    """The phases of a recipe, without ids; BadValue when it cannot be read.

    `words` numbers the titles of repeated phases; `group_word` may stand after 'per'.
    """
    left, bar, right = (part.strip() for part in recipe.partition("|"))
    if bar and (not right or "|" in right):
        raise BadValue("session.recipe_signal", recipe=recipe)
    per = re.match(_PER, left)
    if per:
        return (_round(per[1], left[per.end() :], right, recipe, words.lang, group_word),)
    times = re.match(_TIMES, left)
    count = int(times[1]) if times and len(times[1]) < 4 else 1 if times is None else 0
    if not 1 <= count <= MOST_TIMES:
        raise BadValue("session.recipe_times", recipe=recipe, most=MOST_TIMES)
    length, title = _split(left[times.end() :] if times else left, recipe)
    if count == 1:
        return (Phase(id="", title=title, length=length, signal=right),)
    return tuple(
        Phase(
            id="",
            title=words("session.nth", title=title, n=n, count=count),
            length=length,
            signal=right if n > 1 else "",
        )
        for n in range(1, count + 1)
    )


def _round(whose: str, turn: str, change: str, recipe: str, lang: str, group_word: str) -> Phase:
    """The phase in which everyone of `whose` has a turn; the words after the change are free."""
    own = PER[lang] | ({group_word.casefold(): "groups"} if group_word else {})
    known = PER["nl"] | PER["en"] | own
    kind = known.get(whose.casefold())
    if kind is None:
        near = nearest(whose, own) or nearest(whose, known)
        raise BadValue("session.recipe_per", word=whose, near=near)
    length, title = _split(turn, recipe)
    between = re.match(_STARTS, change)
    if change and between is None:
        raise BadValue("session.recipe_change", recipe=recipe)
    return Phase(
        id="",
        title=title,
        length=length,
        per=kind,
        change=amounts.length(between[1]) if between else timedelta(),
    )


def _split(text: str, recipe: str) -> tuple[timedelta | None, str]:
    """The length in front, if any, and the title after it with a capital."""
    amount = re.match(_STARTS, text)
    title = text[amount.end() :].strip() if amount else text
    if not title:
        raise BadValue("session.recipe_title", recipe=recipe)
    if slip := _slip(text, has_length=amount is not None):
        raise BadValue(slip, recipe=recipe)
    length = amounts.length(amount[1]) if amount else None
    if length == timedelta():
        raise BadValue("session.recipe_minutes", recipe=recipe)
    return length, title[0].upper() + title[1:]


def _slip(text: str, *, has_length: bool) -> str:
    """The key of what is wrong when a number stands where no length can be read; else ''."""
    if re.match(_TIMES_WHAT, text):
        return "session.recipe_minutes"
    if has_length:
        return ""
    if re.match(_NUMBER_FIRST, text) and not re.match(_ORDINAL, text):
        return "session.recipe_minutes"
    return "session.recipe_last" if re.fullmatch(_NUMBER_LAST, text) else ""

import inspect
from string import Formatter

import pytest

from ai_tui.locale import Template, Words, load


def fields(text: Template) -> set[str]:
    if isinstance(text, str):
        return {name for _, name, _, _ in Formatter().parse(text) if name}
    return set(inspect.signature(text).parameters)


def test_both_languages_have_the_same_keys():
    assert load("nl").keys() == load("en").keys()


def test_both_languages_ask_the_same_fields():
    english = load("en")
    for key, text in load("nl").items():
        assert fields(text) == fields(english[key]), key


def test_a_language_nobody_wrote_is_refused():
    with pytest.raises(ValueError, match="fr"):
        Words("fr")

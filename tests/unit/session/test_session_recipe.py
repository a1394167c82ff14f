from datetime import timedelta

import pytest

from ai_tui.errors import BadValue
from ai_tui.locale import Words
from ai_tui.session.model import Phase
from ai_tui.session.recipe import phases

DUTCH = Words("nl")
MINUTE = timedelta(minutes=1)


def one(recipe: str, group_word: str = "") -> Phase:
    (phase,) = phases(recipe, DUTCH, group_word)
    return phase


def test_minutes_and_a_title_make_one_phase_with_a_capital():
    assert one("5 uitleg") == Phase(id="", title="Uitleg", length=5 * MINUTE)


def test_a_title_alone_takes_what_the_block_leaves():
    assert one("napraten") == Phase(id="", title="Napraten", length=None)


@pytest.mark.parametrize(
    ("recipe", "length"),
    [
        ("1:30 pitch", timedelta(seconds=90)),
        ("2,5 pitch", timedelta(seconds=150)),
        ("2.5 pitch", timedelta(seconds=150)),
        ("30 s pitch", timedelta(seconds=30)),
        ("5 min pitch", 5 * MINUTE),
        ("1 minuut pitch", MINUTE),
        ("1 uur pitch", 60 * MINUTE),
        ("5 minutes pitch", 5 * MINUTE),
    ],
)
def test_a_length_may_have_seconds(recipe: str, length: timedelta):
    assert one(recipe) == Phase(id="", title="Pitch", length=length)


@pytest.mark.parametrize("recipe", ["1e ronde", "2nd round", "5 ronde 2", "top-3 kiezen"])
def test_a_number_that_is_no_length_may_belong_to_the_title(recipe: str):
    title = recipe.removeprefix("5 ")
    assert one(recipe).title == title[0].upper() + title[1:]


def test_a_word_that_begins_like_a_unit_belongs_to_the_title():
    assert one("5 sterke punten") == Phase(id="", title="Sterke punten", length=5 * MINUTE)


@pytest.mark.parametrize(
    "recipe", ["2x15 interview | wissel van rol", "2 × 15 interview|wissel van rol"]
)
def test_repeated_phases_are_numbered_and_signal_from_the_second_on(recipe: str):
    assert phases(recipe, DUTCH) == (
        Phase(id="", title="Interview 1 van 2", length=15 * MINUTE),
        Phase(id="", title="Interview 2 van 2", length=15 * MINUTE, signal="wissel van rol"),
    )


def test_repeated_phases_are_numbered_in_the_language_of_the_session():
    titles = [phase.title for phase in phases("3x5 round", Words("en"))]
    assert titles == ["Round 1 of 3", "Round 2 of 3", "Round 3 of 3"]


def test_the_signal_of_a_single_phase_is_said_when_it_begins():
    assert one("10 delen | kom naar het midden").signal == "kom naar het midden"


def test_a_round_has_the_length_of_a_turn_and_of_a_change():
    assert one("per groep 2 optreden | 1 wissel") == Phase(
        id="", title="Optreden", length=2 * MINUTE, per="groups", change=MINUTE
    )


def test_a_round_of_themes_may_go_without_a_change():
    assert one("per thema 3 delen") == Phase(id="", title="Delen", length=3 * MINUTE, per="themes")


def test_the_word_of_the_session_for_a_group_may_follow_per():
    assert one("per atelier 2 optreden", "Atelier").per == "groups"
    with pytest.raises(BadValue) as refused:
        one("per atelier 2 optreden")
    assert refused.value.key == "session.recipe_per"


def test_an_unknown_word_after_per_comes_with_the_nearest():
    with pytest.raises(BadValue) as refused:
        one("per them 2 optreden")
    assert refused.value.fields == {"word": "them", "near": "thema"}


@pytest.mark.parametrize(("lang", "near"), [("nl", "groep"), ("en", "group")])
def test_the_nearest_is_a_word_of_the_session_s_language(lang: str, near: str):
    with pytest.raises(BadValue) as refused:
        phases("per grop 3 x", Words(lang))
    assert refused.value.fields == {"word": "grop", "near": near}


@pytest.mark.parametrize(
    ("recipe", "key"),
    [
        ("", "recipe_title"),
        ("15", "recipe_title"),
        ("2x15", "recipe_title"),
        ("5 uitleg |", "recipe_signal"),
        ("5 a | | b", "recipe_signal"),
        ("0x15 interview", "recipe_times"),
        ("0 pitch", "recipe_minutes"),
        ("0 s pitch", "recipe_minutes"),
        ("2x0 interview", "recipe_minutes"),
        ("per groep 0 optreden", "recipe_minutes"),
        ("100x15 interview", "recipe_times"),
        ("99999999999999999999x15 interview", "recipe_times"),
        ("per groep 2", "recipe_title"),
        ("per groep 2 optreden | wissel", "recipe_change"),
        ("20000 uitleg", "length_range"),
        ("2x interview | wissel", "recipe_minutes"),
        ("2 x interview", "recipe_minutes"),
        ("5x", "recipe_minutes"),
        ("5uitleg", "recipe_minutes"),
        ("5: uitleg", "recipe_minutes"),
        ("10-15 uitleg", "recipe_minutes"),
        ("-3 x", "recipe_minutes"),
        ("uitleg 5", "recipe_last"),
        ("uitleg 5 min", "recipe_last"),
        ("per groep 2x optreden", "recipe_minutes"),
        ("per groep -2 optreden", "recipe_minutes"),
        ("per groep optreden 2", "recipe_last"),
    ],
)
def test_a_recipe_that_cannot_be_read_says_why(recipe: str, key: str):
    with pytest.raises(BadValue) as refused:
        phases(recipe, DUTCH)
    assert refused.value.key == f"session.{key}"

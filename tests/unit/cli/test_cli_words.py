from pathlib import Path

import pytest
from cli_kit import ONE_LINE, opened, refusal

from ai_tui.cli.program import COMMANDS


def test_help_names_every_command(call):
    result = call("--help")
    assert result.code == 0
    assert result.err == ""
    assert result.out.startswith("gebruik: ai-tui")
    for command in COMMANDS:
        assert f"\n  {command} " in result.out


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_in_both_languages(call, command, lang):
    result = call(command, "--help", "--lang", lang)
    assert result.code == 0
    assert result.err == ""
    assert result.out.startswith(f"{'gebruik' if lang == 'nl' else 'usage'}: ai-tui {command}")
    for english in ("optional arguments", "positional arguments", "show this help message"):
        assert english not in result.out


@pytest.mark.parametrize(
    ("command", "missing"),
    [
        (["check", ""], "BESTAND"),
        (["run", ""], "SESSIE|RUN"),
        (["share", ""], "SESSIE|RUN"),
        (["new", " "], "SESSIE"),
        *(([name, ""], "RUN") for name in ("show", "export", "wall", "forget", "doctor")),
        (["add", "", "--form", "x", "tekst"], "RUN"),
        (["merge", "run", ""], "ANDERE"),
    ],
)
def test_an_empty_name_is_a_missing_one(call, command, missing):
    said = f"{missing} vraagt om een waarde; `ai-tui {command[0]} --help` legt het uit."
    assert refusal(call(*command)) == said


def test_an_empty_word_too_many_is_said_in_dutch(call):
    assert "Dit is te veel" in refusal(call("list", ""))


def test_the_version_is_printed(call):
    assert call("--version").out == "ai-tui 1.0.0\n"


def test_the_language_may_stand_before_and_after_the_command(call):
    assert "usage" in call("--lang", "en", "list", "--help").out
    assert "usage" in call("list", "--lang=en", "--help").out
    assert "usage" in call("--lang", "nl", "list", "--help", "--lang", "EN").out


@pytest.mark.parametrize(
    ("env", "word"),
    [
        ({}, "gebruik"),
        ({"LANG": "en_US.UTF-8"}, "usage"),
        ({"LANG": "nl_NL.UTF-8"}, "gebruik"),
        ({"LANG": "de_DE.UTF-8"}, "gebruik"),
        ({"LANG": "C.UTF-8", "LC_MESSAGES": "en_GB"}, "usage"),
        ({"LANG": "nl_NL", "LC_ALL": "en_GB"}, "usage"),
        ({"AI_TUI_LANG": "nl", "LC_ALL": "en_GB"}, "gebruik"),
        ({"AI_TUI_LANG": "EN"}, "usage"),
        ({"AI_TUI_LANG": "fr", "LANG": "english"}, "gebruik"),
    ],
)
def test_the_environment_says_which_language(call, monkeypatch, env, word):
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert call("--help").out.startswith(word)


def test_the_language_asked_for_goes_before_the_environment(call, monkeypatch):
    monkeypatch.setenv("AI_TUI_LANG", "en")
    assert call("--lang", "nl", "--help").out.startswith("gebruik")


def test_nobody_asking_leaves_the_language_to_the_session(call, session, tmp_path, monkeypatch):
    session.write_text('lang = "en"\n' + session.read_text())
    folder = call("new", session, "--run", tmp_path / "evening").out.strip()
    assert "Not begun yet" in call("show", folder).out
    assert "Nog niet begonnen" in call("show", folder, "--lang", "nl").out
    monkeypatch.setenv("LANG", "nl_NL.UTF-8")
    assert "Not begun yet" in call("show", folder).out
    monkeypatch.setenv("AI_TUI_LANG", "nl")
    assert "Nog niet begonnen" in call("show", folder).out


@pytest.mark.parametrize(
    ("lang", "local", "said"),
    [
        ("nl", "en_US.UTF-8", "is onbekend; bedoel je 'fixed'?"),
        ("en", "nl_NL.UTF-8", "is unknown; do you mean 'fixed'?"),
    ],
)
def test_a_session_file_is_spoken_of_in_its_own_language_whatever_the_machine_says(
    call, session, monkeypatch, lang, local, said
):
    monkeypatch.setenv("LC_ALL", local)
    session.write_text(f'lang = "{lang}"\n' + session.read_text().replace("fixed", "fixt"))
    assert said in call("check", session).err
    assert said in call("new", session).err
    assert "is onbekend" in call("check", session, "--lang", "nl").err
    monkeypatch.setenv("AI_TUI_LANG", "en")
    assert "is unknown" in call("check", session).err


def test_what_no_session_has_a_say_in_is_in_the_language_of_the_machine(call, session, monkeypatch):
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert "Sessions" in call("list").out
    assert "No run 'weg' found" in call("show", "weg").err
    session.write_bytes(b"\xff")
    assert "is not UTF-8" in call("check", session).err


@pytest.mark.parametrize(("lang", "author"), [("nl", "verslaglegger"), ("en", "scribe")])
def test_who_types_without_a_name_is_the_scribe_in_the_language_of_the_session(
    call, session, tmp_path, monkeypatch, lang, author
):
    session.write_text(f'lang = "{lang}"\n' + session.read_text())
    monkeypatch.setenv("LANG", "en_US.UTF-8" if lang == "nl" else "nl_NL.UTF-8")
    folder = call("new", session, "--run", tmp_path / "evening").out.strip()
    entry = call("add", folder, "--form", "afspraken", "x").out.strip()
    state = opened(folder).state
    assert state.entry(entry).author == author
    assert {step.author for step in state.fold.steps()} == {author}
    names = [path.name for path in Path(folder, "journal").iterdir()]
    assert all(f"-{author}-" in name for name in names)


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["exprot"], "Bedoel je 'export'?"),
        (["EXPORT"], "Bedoel je 'export'?"),
        ([""], "Er is geen opdracht ''"),
        (["--snel"], "--snel"),
        (["--"], "te veel"),
        (["--lang"], "--lang vraagt om een waarde"),
        (["--lang", "fr", "list"], "'fr' kan niet als taal"),
        (["list", "--lang", "fr"], "'fr' kan niet als taal"),
        (["list", "meer"], "Dit is te veel: meer"),
        (["list", "--lan", "nl"], "Dit is te veel: --lan nl"),
        (["show"], "Dit ontbreekt: RUN"),
        (["add", "x", "y"], "Dit ontbreekt: --form"),
        (["add", "x", "--form"], "--form vraagt om een waarde"),
        (["show", "--help=ja"], "--help heeft geen waarde nodig"),
        (["add", "x", "--form", "f", "-koffie"], "Dit ontbreekt: TEKST (begint een tekst met -"),
        (["add", "x", "--form", "f", "-hallo"], "(begint een tekst met -, zet er dan -- voor)"),
        (["add", "x", "y", "--form", "f", "-koffie"], "zet er dan -- voor"),
        (["run", "x", "--speed", "snel"], "'snel' kan niet als snelheid"),
        (["run", "x", "--speed", "0"], "0.1 tot 3600"),
        (["run", "x", "--speed", "nan"], "0.1 tot 3600"),
        (["run", "x", "--speed", "3601"], "0.1 tot 3600"),
        (["show", "weg\x1b[31m\nregel"], "Geen run 'weg[31m regel'"),
    ],
)
def test_a_wrong_word_is_said_in_one_dutch_line(call, argv, said):
    line = refusal(call(*argv))
    assert said in line
    assert len(line) < ONE_LINE


def test_a_wrong_word_is_said_in_english_when_asked(call):
    assert "This is missing: RUN" in refusal(call("show", "--lang", "en"))
    assert "Did you mean 'export'?" in refusal(call("--lang=en", "exprot"))


def test_a_very_long_word_makes_no_very_long_line(call):
    assert len(refusal(call("show", "x" * 100_000))) < ONE_LINE
    assert len(refusal(call("x" * 100_000))) < ONE_LINE
    assert len(refusal(call("list", "x" * 100_000))) < 2_100


def test_without_a_terminal_there_is_no_screen(call):
    for argv in ([], ["--lang", "nl"], ["run", "alblasserdam-2024"]):
        assert "terminal nodig" in refusal(call(*argv))
    assert "needs a terminal" in refusal(call("--lang", "en"))


@pytest.mark.parametrize("name", ["show", "export"])
@pytest.mark.parametrize("bad", ["weg", "/nergens/weg", "~niemand", "\0", "\ud800", "."])
def test_a_run_that_is_not_there_is_said_so(call, name, bad):
    assert "Geen run" in refusal(call(name, bad))

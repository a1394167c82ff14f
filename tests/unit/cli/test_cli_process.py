import signal
import subprocess
import sys

import pytest
from cli_kit import SESSION, environment, opened, process, refusal, texts

TOP = "top-3-sterke-punten"
LOADED = """
import sys
from ai_tui.__main__ import main
main(sys.argv[1:])
print(*sys.modules, sep="\\n", file=sys.stderr)
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A home with a run in it, whose folder is `avond`."""
    home = tmp_path_factory.mktemp("home")
    (home / "proef.toml").write_text(SESSION)
    made = process(home, "new", str(home / "proef.toml"), "--run", str(home / "avond"))
    assert made == (0, f"{home}/avond\n", "")
    return home


def begun(home, *argv, **how):
    return subprocess.Popen(
        [sys.executable, "-m", "ai_tui", *map(str, argv)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(home),
        **how,
    )


def shell(home, line):
    return subprocess.run(
        ["sh", "-c", line.replace("ai-tui", f"{sys.executable} -m ai_tui")],
        env=environment(home),
        cwd=home,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize(
    "argv",
    [
        ("--help",),
        ("add", "--help"),
        ("run", "--help"),
        ("list",),
        ("check", "proef.toml"),
        ("new", "proef.toml"),
        ("show", "avond"),
        ("export", "avond"),
        ("add", "avond", "--form", "gehoord", "--group", "1", "--slot", "algemeen", "x"),
        ("run", "proef.toml"),
        ("share", "--help"),
        ("doctor", "avond"),
        (),
    ],
    ids=" ".join,
)
def test_only_a_screen_brings_textual_in_and_only_a_share_libtmux(place, argv):
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *argv],
        env=environment(place),
        cwd=place,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    loaded = done.stderr.splitlines()
    assert "ai_tui.cli.program" in loaded
    assert not {"textual", "libtmux"} & set(loaded)
    if argv == ("--help",):
        assert not {"msgspec", "rich", "tinydb", "platformdirs"} & set(loaded)


def test_words_that_are_no_utf8_are_text(place):
    key = process(
        place, b"add", str(place / "avond"), "--form", "afspraken", b"caf\xe9"
    ).out.strip()
    assert opened(place / "avond").state.entry(key).text == "caf\ufffd"
    assert "caf\ufffd" in refusal(process(place, "show", b"caf\xe9"))


def test_a_reader_that_went_away_is_no_news(place):
    for command in ("show", "export", "list --lang nl", "--help"):
        argv = [command] if command == "--help" else command.split()
        if command in ("show", "export"):
            argv.append(str(place / "avond"))
        child = begun(place, *argv)
        child.stdout.close()
        child.stdin.close()
        assert child.stderr.read() == b""
        assert child.wait() == 141


def test_output_that_nobody_opened_is_no_news(place):
    for command in ("list", "show avond", "export avond", "--help"):
        done = shell(place, f"ai-tui {command} >&-")
        assert (done.returncode, done.stderr) == (0, "")


def test_no_file_gets_the_number_of_a_closed_stream(place):
    code = "import os; from ai_tui.cli import streams as s; s.mend_streams(); "
    opens = "open('number', 'w').write(str(os.open('number', os.O_RDONLY)))"
    shell(place, f'{sys.executable} -c "{code}{opens}" <&- >&- 2>&-')
    assert int((place / "number").read_text()) > 2


def test_with_every_stream_closed_nothing_ends_up_in_the_run(place):
    done = shell(place, "ai-tui add avond --form top-3 --group 2 dicht <&- >&- 2>&-")
    assert done.returncode == 0
    run = opened(place / "avond")
    assert texts(place / "avond", TOP, "Tafel 2") == ["dicht"]
    assert run.store.damage == ()


def test_input_that_nobody_opened_is_an_empty_one(place):
    done = shell(place, "ai-tui add avond --form top-3 --group 2 - <&-")
    assert done.returncode == 2
    assert "niets bewaard" in done.stderr


def test_output_that_is_full_is_said_in_one_line(place):
    for command in ("list", "show avond", "export avond", "--help"):
        done = shell(place, f"ai-tui {command} >/dev/full")
        assert (done.returncode, done.stderr) == (1, "Dat lukt niet: de schijf is vol.\n")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("een", "De tekst is bewaard, maar het id"),
        ("een\\ntwee", "2 teksten zijn bewaard, maar elk id"),
    ],
)
def test_what_was_added_is_told_to_be_saved_when_nobody_takes_its_id(place, typed, said):
    add = "ai-tui add avond --form top-3 --group 2 -"
    done = shell(place, f"printf '{typed}' | {add} >/dev/full")
    told = f"{said} is niet te tonen: de schijf is vol. Voeg niet nog eens hetzelfde toe.\n"
    assert (done.returncode, done.stderr) == (1, told)
    lines = typed.split("\\n")
    assert texts(place / "avond", TOP, "Tafel 2")[-len(lines) :] == lines


def test_a_database_that_cannot_be_written_is_no_reason_to_add_again(place):
    blocked = place / "avond" / "database.json"
    blocked.unlink(missing_ok=True)
    blocked.mkdir()
    done = shell(place, "ai-tui add avond --form top-3 --group 2 alsnog")
    blocked.rmdir()
    assert done.returncode == 0
    assert done.stderr.splitlines()[-1] == (
        "Alles is bewaard, maar waar database.json hoort, staat iets anders. "
        "`ai-tui doctor avond --repair` legt het apart."
    )
    assert texts(place / "avond", TOP, "Tafel 2")[-1] == "alsnog"


def test_a_terminal_that_knows_few_letters_gets_what_it_can_show(place):
    process(place, "add", str(place / "avond"), "--form", "afspraken", "ελπίδα ✓")
    shown = process(place, "show", str(place / "avond"), PYTHONIOENCODING="ascii")
    assert (shown.code, shown.err) == (0, "")
    assert "?????? ?" in shown.out
    record = process(place, "export", str(place / "avond"), PYTHONIOENCODING="ascii")
    assert "ελπίδα ✓" in record.out


def test_ctrl_c_keeps_what_was_saved_and_says_nothing(place):
    child = begun(place, "add", place / "avond", "--form", "top-3", "--group", "De Keuken", "-")
    child.stdin.write(b"een\ntwee\nhalf")
    child.stdin.flush()
    while child.poll() is None and len(texts(place / "avond", TOP, "De Keuken")) < 2:
        pass
    child.send_signal(signal.SIGINT)
    _, err = child.communicate()
    assert (child.returncode, err) == (130, b"")
    assert texts(place / "avond", TOP, "De Keuken") == ["een", "twee"]


def test_several_processes_at_once_lose_nothing(place):
    where = ("--form", "gehoord", "--group", "1", "--slot", "algemeen")
    children = [begun(place, "add", place / "avond", *where, "-") for _ in range(3)]
    for number, child in enumerate(children):
        child.stdin.write(b"".join(b"%d-%d\n" % (number, line) for line in range(300)))
    for child in children:
        out, err = child.communicate()
        assert (child.returncode, err) == (0, b"")
        assert len(out.split()) == 300
    arrived = texts(place / "avond", "gehoord", "Tafel 1", "general")
    mine = [[t for t in arrived if t.startswith(f"{number}-")] for number in range(3)]
    assert mine == [[f"{number}-{line}" for line in range(300)] for number in range(3)]


def test_no_place_to_keep_runs_is_said_in_one_line(place):
    refusal(process(place, "new", str(place / "proef.toml"), XDG_DATA_HOME="/proc/nergens"), 1)
    assert process(place, "list", XDG_DATA_HOME="/proc/nergens").code == 0
    assert process(place, "list", XDG_DATA_HOME="/dev/null/x").code == 0

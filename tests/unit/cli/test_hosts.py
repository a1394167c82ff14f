import os
import resource
import shutil
import stat
import subprocess
import sys

import pytest
from cli_kit import SESSION, Result, environment, process, refusal

from ai_tui.run import folders, rescue


@pytest.fixture
def home(tmp_path):
    (tmp_path / "proef.toml").write_text(SESSION)
    return tmp_path


@pytest.fixture
def small_disk(tmp_path):
    """A disk of its own, to be made read-only; a skip by name where that cannot be had."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m,mode=700", "small", str(place)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
        if os.environ.get("CI"):
            pytest.fail("CI must be able to mount a tmpfs")
        pytest.skip("a read-only disk needs root and mount")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=False)


def without_home(home, *argv):
    env = environment(home)
    del env["HOME"], env["XDG_DATA_HOME"]
    return subprocess.run(
        [sys.executable, "-m", "ai_tui", *argv], env=env, capture_output=True, text=True, cwd=home
    )


def test_without_a_home_the_program_says_where_it_keeps_runs(home):
    done = without_home(home, "check", "proef.toml")
    assert (done.returncode, done.stderr) == (0, "")
    made = without_home(home, "new", "proef.toml", "--run", "hier", "--lang", "en")
    assert (made.returncode, made.stderr) == (0, "")
    assert (home / "hier" / "journal").is_dir()


@pytest.mark.parametrize("place", ["/proc/nergens", "/dev/null/x"])
def test_a_home_that_cannot_be_written_is_said_with_what_to_do(home, place):
    refused = process(home, "new", str(home / "proef.toml"), XDG_DATA_HOME=place)
    refusal(refused, 1)
    assert "andere map" in refused.err


def test_few_open_files_are_enough_or_it_is_said_in_one_line(home):
    process(home, "new", str(home / "proef.toml"), "--run", str(home / "avond"))

    def limited(most):
        return subprocess.run(
            [sys.executable, "-m", "ai_tui", "add", "avond", "--form", "afspraken", "Bellen"],
            env=environment(home),
            cwd=home,
            capture_output=True,
            text=True,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (most, most)),
        )

    for most in (5, 6, 8, 16):
        done = limited(most)
        assert "Traceback" not in done.stderr
        assert len(done.stderr.splitlines()) <= 1, done.stderr
    assert limited(16).returncode == 0


def test_a_read_only_disk_is_read_and_never_written(home, small_disk):
    run = str(small_disk / "avond")
    assert process(home, "new", str(home / "proef.toml"), "--run", run).code == 0
    assert process(home, "add", run, "--form", "afspraken", "Bellen").code == 0
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    shown = process(home, "show", run)
    assert shown.code == 0, shown.err
    assert "Bellen" in shown.out
    refused = process(home, "add", run, "--form", "afspraken", "Weg")
    refusal(refused, 1)
    assert "rechten" in refused.err
    assert process(home, "export", run).code == 0
    kept = process(home, "forget", run, stdin=b"avond\n")
    assert kept.code == 1
    assert "alleen van gelezen" in kept.err
    assert process(home, "show", run).code == 0


def test_a_copy_goes_where_there_is_room_and_a_way_in(home, monkeypatch, small_disk, tmp_path):
    full, free = small_disk, tmp_path / "free"
    free.mkdir()
    monkeypatch.setattr(rescue, "_roots", lambda: iter([tmp_path / "a" / "b", full, free]))
    assert rescue._has_room(free, 1_000_000)
    assert not rescue._has_room(full, 50_000_000)
    (tmp_path / "file").write_text("")
    assert not rescue._has_room(tmp_path / "file" / "runs", 1)
    subprocess.run(["mount", "-o", "remount,ro", str(full)], check=True)
    assert not rescue._has_room(full, 1)
    assert folders.home().is_absolute()


def without_rights(home, *argv):
    """The program as somebody whom the rights of files stop, as they do not stop root."""
    words = [sys.executable, "-m", "ai_tui", *argv]
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            if os.environ.get("CI"):
                pytest.fail("CI must be able to give up rights")
            pytest.skip("giving up rights needs setpriv")
        words = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search", *words]
    done = subprocess.run(words, env=environment(home), capture_output=True, text=True, cwd=home)
    return Result(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("shut", [".", "journal"])
@pytest.mark.parametrize(
    "command",
    [
        ("show", "avond"),
        ("add", "avond", "x", "--form", "afspraken"),
        ("new", "avond", "--copy", "kopie"),
        ("merge", "avond", "ander"),
        ("merge", "ander", "avond"),
        ("doctor", "avond"),
        ("doctor", "avond", "--repair"),
        ("forget", "avond"),
    ],
    ids=" ".join,
)
def test_a_run_without_rights_is_said_to_be_so(home, command, shut):
    for name in ("avond", "ander"):
        assert process(home, "new", str(home / "proef.toml"), "--run", str(home / name)).code == 0
    (home / "avond" / shut).chmod(0)
    try:
        refused = without_rights(home, *command)
    finally:
        (home / "avond" / shut).chmod(0o700)
    assert (refused.code, refused.out) == (1, "")
    said = ("Je hebt geen toegang tot", "je mag daar niet bij")
    assert any(each in refused.err for each in said), refused.err
    assert "avond" in refused.err
    assert not (home / "kopie").exists()


def test_a_run_without_rights_stays_in_the_list(home):
    assert process(home, "new", str(home / "proef.toml")).code == 0
    (run,) = (home / "data" / "ai_tui" / "runs").iterdir()
    run.chmod(0)
    try:
        listed = without_rights(home, "list")
    finally:
        run.chmod(0o700)
    assert listed.code == 0
    assert run.name in listed.out


AWAY = "../../../weg/x"
NAMES = f"""
title = {AWAY!r}
theme = {AWAY!r}
start = "09:00"
groups = [{AWAY!r}, "/etc/passwd", "~root"]

[[blocks]]
title = {AWAY!r}
start = "09:00"
min = 30

[[blocks.forms]]
kind = "list"
title = {AWAY!r}
"""


def test_no_name_leaves_the_folder_of_the_run(home):
    (home / "proef.toml").write_text(NAMES)
    run = str(home / "runs" / "avond")
    away = (f"--as={AWAY}",)
    assert process(home, "new", str(home / "proef.toml"), "--run", run, *away).code == 0
    added = process(home, "add", run, "--form", AWAY, "--group", AWAY, *away, "--", AWAY)
    assert added.code == 0, added.err
    assert process(home, "doctor", run, "--repair").code == 0
    assert AWAY in process(home, "export", run).out
    left = {path for path in home.rglob("*") if path.is_file()}
    assert left - set((home / "runs" / "avond").rglob("*")) == {home / "proef.toml"}
    assert len(list((home / "runs" / "avond" / "journal").iterdir())) >= 2
    assert not (home.parent / "weg").exists()


@pytest.mark.parametrize("umask", [0o000, 0o077])
def test_all_that_commands_write_is_for_its_owner_only(home, umask):
    for name in ("a", "b"):
        (home / name).mkdir()
    before = os.umask(umask)
    try:
        run, copy = home / "a" / "avond", home / "b" / "avond"
        assert process(home, "new", str(home / "proef.toml"), "--run", str(run)).code == 0
        assert process(home, "add", str(run), "--form", "afspraken", "Bellen").code == 0
        shutil.copytree(run, copy, copy_function=shutil.copy)
        assert process(home, "add", str(copy), "--form", "afspraken", "Mailen").code == 0
        assert process(home, "merge", str(run), str(copy)).code == 0
        (journal, *_) = (run / "journal").iterdir()
        with journal.open("ab") as file:
            file.write(b"# van mij\n")
        assert process(home, "doctor", str(run), "--repair").code == 0
        assert process(home, "export", str(run), "-o", str(home / "a" / "verslag.json")).code == 0
    finally:
        os.umask(before)
    written = [run, *run.rglob("*"), home / "a" / "verslag.json"]
    for path in written:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    assert any("set-aside" in str(path) for path in written)

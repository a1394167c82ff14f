import os
import resource
import subprocess
import sys

import pytest
from cli_kit import SESSION, environment, process, refusal

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

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ai_tui.run.clock import system_clock
from ai_tui.run.run import Run


def test_forget_asks_for_the_name_and_removes_the_folder(call, run):
    folder = Path(run)
    for wrong in (b"", b"\n", b"avon\n", b"y\n", b"avond2\n"):
        refused = call("forget", run, stdin=wrong)
        assert (refused.code, folder.is_dir()) == (2, True), wrong
        assert "avond" in refused.err
    done = call("forget", run, stdin=b"avond\n")
    assert done.code == 0, done.err
    assert str(folder) in done.out
    assert not folder.exists()


@pytest.mark.parametrize("way", ["drafts/..", "./", "journal/../.", "drafts/../../avond"])
def test_a_run_is_asked_for_by_its_name_whatever_way_led_there(call, run, way):
    (Path(run) / "drafts").mkdir(exist_ok=True)
    refused = call("forget", f"{run}/{way}", stdin=b"..\n")
    assert (refused.code, Path(run, "journal").is_dir()) == (2, True)
    assert "avond" in refused.err.splitlines()[0]
    done = call("forget", f"{run}/{way}", stdin=b"avond\n")
    assert (done.code, Path(run).exists()) == (0, False), done.err


def test_a_way_over_a_link_leads_to_what_it_points_to(call, run, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "deeper").mkdir(parents=True)
    (elsewhere / "avond").mkdir()
    (tmp_path / "link").symlink_to(elsewhere / "deeper")
    refused = call("forget", tmp_path / "link" / ".." / "avond", stdin=b"avond\n")
    assert refused.code == 2
    assert Path(run, "journal").is_dir()


def test_what_is_no_run_is_refused(call, run, tmp_path):
    (tmp_path / "thuis" / "journal").mkdir(parents=True)
    (tmp_path / "andere").mkdir()
    (tmp_path / "andere" / "database.json").write_text('{"_default": {}}')
    for name in ("thuis", "andere", "nergens", "proef.toml"):
        refused = call("forget", tmp_path / name, stdin=name.encode())
        assert refused.code == 2, name
        assert len(refused.err.splitlines()) <= 2
    assert (tmp_path / "thuis" / "journal").is_dir()
    assert (tmp_path / "andere" / "database.json").exists()


def test_a_run_with_something_else_in_it_is_refused(call, run):
    (Path(run) / "fotos").mkdir()
    refused = call("forget", run, stdin=b"avond\n")
    assert refused.code == 2
    assert "fotos" in refused.err
    assert (Path(run) / "journal").is_dir()


def test_links_are_never_followed(call, run, tmp_path):
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "a.txt").write_text("mine")
    (tmp_path / "link").symlink_to(run)
    refused = call("forget", tmp_path / "link", stdin=b"link\n")
    assert refused.code == 2
    (Path(run) / "journal" / "out").symlink_to(kept)
    assert call("forget", run, stdin=b"avond\n").code == 0
    assert (kept / "a.txt").read_text() == "mine"
    assert not Path(run).exists()


def test_a_journal_folder_that_is_a_link_is_refused(call, run, tmp_path):
    journal = Path(run) / "journal"
    journal.rename(tmp_path / "elsewhere")
    journal.symlink_to(tmp_path / "elsewhere")
    assert call("forget", run, stdin=b"avond\n").code == 2
    assert any((tmp_path / "elsewhere").iterdir())


def test_a_run_in_which_somebody_types_stays(call, run):
    journal = sorted((Path(run) / "journal").glob("*.jsonl"))[-1]
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join(lines[:-1]))
    os.utime(journal)
    header = json.loads(lines[0])
    assert header["pid"] == os.getpid()
    refused = call("forget", run, stdin=b"avond\n")
    assert refused.code == 2
    assert "getypt" in refused.err
    assert Path(run).is_dir()


def test_a_run_that_a_scribe_opened_while_it_asked_stays(home, run):
    command = [sys.executable, "-m", "ai_tui", "forget", run]
    env = os.environ | {"LANG": "C.UTF-8"}
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    with subprocess.Popen(command, env=env, text=True, **pipes) as asking:
        assert "avond" in asking.stderr.readline()
        scribe = Run.open(Path(run), "Ann", system_clock())
        scribe.store.announce()
        _, said = asking.communicate("avond\n")
        scribe.close()
    assert asking.returncode == 2
    assert "getypt" in said
    assert Path(run).is_dir()


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_damaged_run_can_be_forgotten(call, run, lang):
    for journal in (Path(run) / "journal").iterdir():
        journal.write_bytes(b"\x00\xff broken")
    assert call("forget", run, "--lang", lang, stdin=b"avond\n").code == 0


def test_an_anonymous_export_has_no_author(call, run):
    call("add", run, "--form", "afspraken", "--as", "Quirien", "--with", "wie=Xander", "Bellen")
    whole = call("export", run).out
    assert "Quirien" in whole
    assert "Xander" in whole
    hidden = call("export", run, "--anonymous").out
    assert "Bellen" in hidden
    assert "Quirien" not in hidden
    assert "Xander" not in hidden


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_run_that_cannot_be_removed_is_named_with_what_to_do(call, run, lang, monkeypatch):
    def refuse(folder):
        raise PermissionError(13, "Permission denied", "20241204T080000-x.jsonl")

    monkeypatch.setattr("ai_tui.run.forgetting.shutil.rmtree", refuse)
    refused = call("forget", run, "--lang", lang, stdin=b"avond\n")
    assert refused.code == 1
    said = refused.err.splitlines()[-1]
    assert run in said and "20241204T080000-x.jsonl" in said
    assert "nog eens" in said if lang == "nl" else "again" in said

import errno
import json
import os
import subprocess
import sys
import time

import pytest
from msgspec.structs import replace
from store_help import EVENING, entry, save

from ai_tui.store import drafts
from ai_tui.store.heads import decode_header, encode_header
from ai_tui.store.merging import copy
from ai_tui.store.problems import SaveError


def dead_pid():
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return child


def age(path):
    os.utime(path, (1, 1))


def draft_of(runs, store):
    return runs.folder / "drafts" / f"{store.writer}.json"


def test_who_is_on_shows_from_the_first_step_until_the_end(runs):
    one = runs.create("Ann")
    assert one.present() == []
    save(one, *entry("e1", "koffie"))
    two = runs.open("Bob")
    (ann,) = two.present()
    assert (ann.writer, ann.author, ann.since) == (one.writer, "Ann", EVENING)
    runs.wall.now += 5000
    two.announce()
    one.poll()
    assert [each.author for each in one.present()] == ["Ann", "Bob"]
    one.close()
    two.poll()
    assert [each.author for each in two.present()] == ["Bob"]


def test_announcing_saves_nothing_and_happens_once(runs):
    one = runs.create("Ann")
    one.announce()
    one.announce()
    assert len(runs.journals) == 1
    assert list(runs.open().fold.steps()) == []


def test_a_writer_who_is_not_touched_any_more_is_gone_until_touched_again(runs):
    one = runs.create("Ann")
    save(one, *entry("e1", "koffie"))
    two = runs.open("Bob")
    now = two.present()[0].seen
    assert [each.author for each in two.present(now + 29_000)] == ["Ann"]
    assert two.present(now + 31_000) == []
    age(runs.journals[0])
    assert two.present() == []
    one.touch()
    assert [each.author for each in two.present()] == ["Ann"]


def test_a_process_that_died_on_this_machine_is_gone_at_once(runs):
    one = runs.create_in("this boot")
    save(one, *entry("e1", "koffie"))
    assert len(runs.open(boot_id="this boot").present()) == 1
    (journal,) = runs.journals
    header, rest = journal.read_bytes().split(b"\n", 1)
    dead = replace(decode_header(header)[0], pid=dead_pid())
    journal.write_bytes(encode_header(dead) + rest)
    assert runs.open(boot_id="this boot").present() == []
    assert len(runs.open(boot_id="another boot").present()) == 1


def test_what_was_written_in_one_go_is_of_nobody_who_is_on(runs, tmp_path):
    one = runs.create("Ann")
    save(one, *entry("e1", "koffie"))
    one.close()
    there = type(runs)(tmp_path / "handed-out", runs.wall)
    copy(runs.folder, there.folder, wall=runs.wall)
    (journal,) = there.journals
    os.truncate(journal, journal.stat().st_size - 20)
    again = there.open()
    assert again.present() == []
    assert [damage.why for damage in again.damage] == ["unfinished"]


@pytest.mark.parametrize("pid", [2**31, 2**40, 99_999_999_999_999, -(2**40)])
def test_a_number_that_no_process_has_is_of_nobody(runs, pid):
    one = runs.create_in("this boot")
    save(one, *entry("e1", "koffie"))
    one.save_draft({"text": "half"})
    path = draft_of(runs, one)
    path.write_text(json.dumps(json.loads(path.read_text()) | {"pid": pid}))
    (journal,) = runs.journals
    header, rest = journal.read_bytes().split(b"\n", 1)
    journal.write_bytes(encode_header(replace(decode_header(header)[0], pid=pid)) + rest)
    again = runs.open(boot_id="this boot")
    assert again.present() == []
    assert runs.open("x", boot_id="this boot").drafts() == {one.writer: {"text": "half"}}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells")
def test_a_dead_process_that_nobody_took_note_of_is_gone(runs):
    one = runs.create_in("this boot")
    one.save_draft({"text": "half"})
    path, child = draft_of(runs, one), subprocess.Popen(["sleep", "600"])
    path.write_text(json.dumps(json.loads(path.read_text()) | {"pid": child.pid}))
    again = runs.open("x", boot_id="this boot")
    try:
        assert again.drafts() == {}
        child.kill()
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
        assert again.drafts() == {one.writer: {"text": "half"}}
    finally:
        child.kill()
        child.wait()


def test_half_typed_text_is_handed_over_when_its_writer_left(runs):
    one = runs.create_in("this boot")
    save(one, *entry("e1", "koffie"))
    one.save_draft({"text": "half a sen", "form": "top"})
    two = runs.open("x", boot_id="this boot")
    assert two.drafts() == {}
    one.close()
    two.poll()
    assert two.drafts() == {one.writer: {"text": "half a sen", "form": "top"}}
    two.save_draft({"text": "half a sentence"}, [one.writer])
    assert two.drafts() == {}
    assert [path.stem for path in (runs.folder / "drafts").iterdir()] == [two.writer]


def test_the_newest_half_typed_text_comes_first_whatever_was_touched_last(runs):
    runs.create("Ann")
    writers = []
    for text in ("first", "second", "third"):
        runs.wall.now += 1000
        one = runs.open("Ann")
        one.save_draft({"text": text})
        writers.insert(0, one)
    os.utime(draft_of(runs, writers[1]))
    left = runs.open("Ann").drafts()
    assert list(left) == [one.writer for one in writers]
    assert [doc["text"] for doc in left.values()] == ["third", "second", "first"]


def test_half_typed_text_of_another_is_left_to_him_for_minutes_and_while_one_has_own(runs):
    ann = runs.create("Ann")
    ann.save_draft({"text": "half"})
    ann.close()
    path, now = draft_of(runs, ann), time.time()
    bob = runs.open("Bob")
    os.utime(path, (now - 280, now - 280))
    assert bob.drafts() == {}
    os.utime(path, (now - 310, now - 310))
    assert bob.drafts() == {ann.writer: {"text": "half"}}
    before = runs.open("Bob")
    before.save_draft({"text": "own"})
    assert bob.drafts() == {before.writer: {"text": "own"}}
    bob.save_draft({"text": "own"}, [before.writer])
    assert bob.drafts() == {}
    bob.save_draft(None)
    assert bob.drafts() == {ann.writer: {"text": "half"}}


def test_what_one_s_namesake_types_elsewhere_meanwhile_is_left_to_him(runs):
    one, two = runs.create("Ann"), runs.open("Ann")
    runs.wall.now += 1000
    one.save_draft({"text": "half"})
    assert two.drafts() == {}
    assert list(runs.open("Ann").drafts()) == [one.writer]


@pytest.mark.parametrize("doc", [{"text": "half"}, None])
def test_the_draft_that_was_taken_in_goes_after_its_text_is_on_the_disk(runs, monkeypatch, doc):
    one, two = runs.create("Ann"), runs.open("Ann")
    one.save_draft({"text": "half"})
    there = []

    def dropped(path):
        if path == draft_of(runs, one):
            there.append(draft_of(runs, two).exists())
        path.unlink(missing_ok=True)

    monkeypatch.setattr(drafts, "drop", dropped)
    two.save_draft(doc, [one.writer])
    assert there == [doc is not None]
    assert not draft_of(runs, one).exists()


def test_the_draft_that_was_taken_in_stays_until_its_text_can_be_kept(runs, monkeypatch):
    one, two = runs.create("Ann"), runs.open("Ann")
    one.save_draft({"text": "half"})

    def full(*_args, **_options):
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr(drafts, "replace_file", full)
        with pytest.raises(SaveError):
            two.save_draft({"text": "half"}, [one.writer])
    assert list(two.drafts().values()) == [{"text": "half"}]
    two.save_draft({"text": "half a"})
    assert [path.stem for path in (runs.folder / "drafts").iterdir()] == [two.writer]


def test_half_typed_text_of_one_s_own_name_is_handed_over_at_once(runs):
    one = runs.create("Ann")
    one.save_draft({"text": "half"})
    assert list(runs.open("Ann").drafts().values()) == [{"text": "half"}]
    assert runs.open("Bob").drafts() == {}
    age(draft_of(runs, one))
    assert list(runs.open("Bob").drafts().values()) == [{"text": "half"}]


def test_half_typed_text_of_a_living_process_here_is_left_alone(runs):
    one = runs.create_in("this boot")
    one.save_draft({"text": "half"})
    path = draft_of(runs, one)
    assert runs.open(one.author, boot_id="this boot").drafts() == {}
    age(path)
    one.touch()
    assert runs.open(one.author, boot_id="this boot").drafts() == {}
    path.write_text(json.dumps(json.loads(path.read_text()) | {"pid": dead_pid()}))
    assert len(runs.open(one.author, boot_id="this boot").drafts()) == 1


@pytest.mark.parametrize("empty", [None, {}])
def test_an_empty_draft_is_no_draft(runs, empty):
    one = runs.create("Ann")
    one.save_draft({"text": "half"})
    one.save_draft({"text": "half a"})
    assert len(list((runs.folder / "drafts").iterdir())) == 1
    one.save_draft(empty)
    assert list((runs.folder / "drafts").iterdir()) == []
    one.save_draft(empty)


def test_one_s_own_draft_is_not_handed_over_to_oneself(runs):
    one = runs.create("Ann")
    one.save_draft({"text": "half"})
    assert one.drafts() == {}


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"writer":1}', b"\xff"])
def test_a_spoilt_draft_is_passed_over(runs, content):
    one = runs.create("Ann")
    one.save_draft({"text": "half"})
    path = draft_of(runs, one)
    path.with_name("other-aaaaaa.json").write_bytes(content)
    assert list(runs.open("Ann").drafts()) == [one.writer]


def test_steering_characters_in_a_draft_do_not_come_in(runs):
    one = runs.create("Ann")
    one.save_draft({"text": "half"})
    path = draft_of(runs, one)
    path.write_text(path.read_text().replace("half", "h\\u001b[2J\u202ef"))
    assert runs.open("Ann").drafts() == {one.writer: {"text": "h[2Jf"}}


def test_a_draft_is_dropped_by_its_name_and_nothing_else_is(runs):
    one = runs.create("Ann")
    save(one, *entry("e1", "koffie"))
    one.snapshot(one.fold.tables())
    one.save_draft(None, ["../database"])
    assert (runs.folder / "database.json").exists()

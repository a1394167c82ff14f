import json
import os

import pytest
from msgspec.structs import replace
from store_help import EVENING, entry, save

from ai_tui.store.steps import decode_header, encode_header


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
    assert again.drafts() == {one.writer: {"text": "half"}}


def test_half_typed_text_is_handed_over_when_its_writer_left(runs):
    one = runs.create("Ann")
    save(one, *entry("e1", "koffie"))
    one.save_draft({"text": "half a sen", "form": "top"})
    two = runs.open("Bob")
    assert two.drafts() == {}
    one.close()
    two.poll()
    assert two.drafts() == {one.writer: {"text": "half a sen", "form": "top"}}
    two.drop_draft(one.writer)
    assert two.drafts() == {}


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
    assert len(runs.open("Bob", boot_id="this boot").drafts()) == 1


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
    one.drop_draft("../database")
    assert (runs.folder / "database.json").exists()

import os
from types import SimpleNamespace
from typing import get_args

import pytest
from store_help import EVENING, entry, look, save, texts

from ai_tui.locale import Words
from ai_tui.store import reader as reader_module
from ai_tui.store.files import file_time
from ai_tui.store.lines import seal
from ai_tui.store.problems import Damage, Reason, SaveError, Why, describe
from ai_tui.store.steps import Step, encode

DAY = 86_400_000


def whys(store):
    return [(damage.line, damage.why) for damage in store.damage]


def test_steps_of_others_arrive_once_and_leave_the_fold_alone(runs):
    one = runs.create()
    two = runs.open()
    save(one, *entry("e1", "koffie"))
    assert [step.versions[0].key for step in two.poll()] == ["e1"]
    assert two.poll() == []
    assert texts(two) == {}
    save(one, *entry("e2", "thee"))
    assert [step.versions[0].key for step in two.poll()] == ["e2"]


def test_one_s_own_steps_do_not_come_back(runs):
    one = runs.create()
    save(one, *entry("e1", "koffie"))
    assert one.poll() == []


def test_many_writers_see_each_other(runs):
    stores = [runs.create(), *(runs.open(f"table {n}") for n in range(5))]
    for n, store in enumerate(stores):
        save(store, *entry(f"e{n}", str(n)))
    for store in stores:
        look(store)
        assert texts(store) == {f"e{n}": str(n) for n in range(6)}


def test_an_unfinished_line_is_no_step_until_it_is_finished(runs):
    one = runs.create()
    save(one, *entry("e1", "koffie"))
    (journal,) = runs.journals
    whole = journal.read_bytes()
    line = encode(Step(EVENING + 9, one.writer, "scribe", entry("e2", "thee")))
    journal.write_bytes(whole + line[:-9])
    two = runs.open()
    assert texts(two) == {"e1": "koffie"}
    with journal.open("ab") as file:
        file.write(line[-9:])
    assert [step.stamp for step in two.poll()] == [EVENING + 9]


def test_an_unfinished_line_is_reported_once_its_writer_is_gone(runs):
    one = runs.create()
    save(one, *entry("e1", "koffie"))
    (journal,) = runs.journals
    with journal.open("ab") as file:
        file.write(b'{"stamp":17')
    two = runs.open()
    assert whys(two) == []
    os.utime(journal, (1, 1))
    assert look(two) == []
    assert whys(two) == [(4, "unfinished")]
    assert whys(runs.open()) == [(4, "unfinished")]


def test_an_unfinished_line_of_a_process_that_died_here_is_reported_at_once(runs):
    child = os.fork()
    if child == 0:
        save(runs.create_in("this boot"), *entry("e1", "koffie"))
        os._exit(0)
    os.waitpid(child, 0)
    with runs.journals[0].open("ab") as file:
        file.write(b"{")
    assert whys(runs.open(boot_id="this boot")) == [(4, "unfinished")]
    assert whys(runs.open(boot_id="another boot")) == []


@pytest.mark.parametrize("noise", [b"note\n", b"{}\n", b"\xff\xfe\n", b"\0\0\0\n", b'"\\ud800"\n'])
def test_lines_that_do_not_parse_are_skipped_and_reported(runs, noise):
    one = runs.create()
    save(one, *entry("e1", "koffie"))
    (journal,) = runs.journals
    journal.write_bytes(journal.read_bytes() + noise)
    save(one, *entry("e2", "thee"))
    again = runs.open()
    assert texts(again) == {"e1": "koffie", "e2": "thee"}
    assert whys(again) == [(4, "unreadable")]
    assert again.damage[0].file == journal.name


def test_empty_lines_and_editors_marks_are_no_damage(runs):
    one = runs.create()
    save(one, *entry("e1", "koffie"))
    (journal,) = runs.journals
    changed = journal.read_bytes().replace(b"\n", b"\r\n\r\n")
    journal.write_bytes(b"\xef\xbb\xbf" + changed)
    again = runs.open()
    assert (texts(again), again.damage, again.session) == ({"e1": "koffie"}, (), "buurt")


def test_a_line_with_a_wrong_checksum_is_reported_and_loses_to_any_valid_one(runs):
    one = runs.create()
    save(one, *entry("e1", "koffie"))
    save(one, *entry("e1", "espresso"))
    save(one, *entry("e2", "thee"))
    one.close()
    (journal,) = runs.journals
    journal.write_bytes(
        journal.read_bytes().replace(b"espresso", b"cocktail").replace(b"thee", b"rum!")
    )
    again = runs.open()
    assert texts(again) == {"e1": "koffie", "e2": "rum!"}
    assert whys(again) == [(4, "checksum"), (5, "checksum")]


def test_what_lies_more_than_a_day_ahead_is_reported_until_something_is_saved(runs, wall):
    one = runs.create()
    save(one, *entry("e1", "koffie"))
    wall.now += 2 * DAY
    astray = runs.open("astray")
    save(astray, *entry("e1", "later"))
    wall.now -= 2 * DAY
    again = runs.open()
    assert texts(again) == {"e1": "later"}
    assert again.damage == (Damage(file="journal", line=0, why="ahead", what="2024-12-06"),)
    save(again, *entry("e1", "now"))
    for store in (again, one, astray, runs.open()):
        look(store)
        assert (texts(store), store.damage) == ({"e1": "now"}, ())


def test_a_stamp_that_no_clock_can_give_is_damage_and_stops_nothing(runs):
    one = runs.create()
    save(one, *entry("e1", "koffie"))
    one.close()
    (journal,) = runs.journals
    good = Step(EVENING + 9, one.writer, "scribe", entry("e1", "thee"))
    with journal.open("ab") as file:
        for stamp in (-1, 2**53, 2**63, 2**64):
            file.write(encode(good).replace(str(good.stamp).encode(), str(stamp).encode()))
            file.write(
                seal(
                    b'{"stamp":%d,' % stamp
                    + encode(good)[len(b'{"stamp":' + b"1" * 14) : -20]
                    + b"}"
                )
            )
    again = runs.open()
    assert set(whys(again)) == {(n, "unreadable") for n in range(5, 13)}
    assert again.append(entry("e2", "water")).stamp == EVENING + 1


def test_a_journal_of_another_run_is_refused_by_name(runs, tmp_path):
    save(runs.create(), *entry("e1", "koffie"))
    stray = type(runs)(tmp_path / "runs" / "ruwaard-2017", runs.wall)
    save(stray.create("stray"), *entry("e9", "from elsewhere"))
    runs.wall.now += 1
    (journal,) = stray.journals
    (runs.folder / "journal" / journal.name).write_bytes(journal.read_bytes())
    again = runs.open()
    assert texts(again) == {"e1": "koffie"}
    assert [(d.file, d.why, d.what) for d in again.damage] == [
        (journal.name, "foreign", "ruwaard-2017")
    ]


@pytest.fixture
def stray(runs, tmp_path):
    """The bytes of a journal of another run, of which the writer did not end it."""
    other = type(runs)(tmp_path / "runs" / "ruwaard-2017", runs.wall)
    save(other.create("stray"), *entry("e9", "from elsewhere"))
    return other.journals[0].read_bytes()


def test_a_journal_of_another_run_that_was_put_behind_one_of_ours_does_not_count(runs, stray):
    one = runs.create()
    save(one, *entry("e1", "koffie"))
    one.close()
    screen = runs.open("screen")
    (journal,) = runs.journals
    with journal.open("ab") as file:
        file.write(stray)
    assert look(screen) == []
    for reader in (screen, runs.open()):
        assert texts(reader) == {"e1": "koffie"}
        assert reader.damage == (Damage(journal.name, 5, "stray", "ruwaard-2017"),)


@pytest.mark.parametrize("gone", [0, 1])
def test_it_does_not_count_though_one_line_of_its_head_is_gone(runs, stray, gone):
    save(runs.create(), *entry("e1", "koffie"))
    (journal,) = runs.journals
    lines = stray.splitlines(keepends=True)
    with journal.open("ab") as file:
        file.writelines(lines[:gone] + lines[gone + 1 :])
    again = runs.open()
    assert texts(again) == {"e1": "koffie"}
    assert whys(again) == [(4, "stray")]


@pytest.mark.parametrize("at", [3, 4, 5])
def test_our_own_lines_below_one_of_another_run_count(runs, stray, at):
    one = runs.create()
    for number in (1, 2, 3):
        save(one, *entry(f"e{number}", "koffie"))
    one.close()
    (journal,) = runs.journals
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join([*lines[:at], stray, *lines[at:]]))
    again = runs.open()
    assert texts(again) == dict.fromkeys(("e1", "e2", "e3"), "koffie")
    assert whys(again) == [(at + 1, "stray")]


def test_a_header_of_our_own_ends_what_is_of_another_run(runs, stray):
    one, two = runs.create(), None
    save(one, *entry("e1", "koffie"))
    two = runs.open("two")
    save(two, *entry("e2", "thee"))
    first, second = runs.journals
    first.write_bytes(first.read_bytes() + stray + second.read_bytes() + stray)
    second.unlink()
    again = runs.open()
    assert texts(again) == {"e1": "koffie", "e2": "thee"}
    assert whys(again) == [(4, "stray"), (10, "stray")]


@pytest.mark.parametrize("gone", [0, 1])
def test_a_journal_of_another_run_is_refused_though_one_line_of_it_is_gone(runs, tmp_path, gone):
    save(runs.create(), *entry("e1", "koffie"))
    stray = type(runs)(tmp_path / "runs" / "ruwaard-2017", runs.wall)
    save(stray.create("stray"), *entry("e9", "from elsewhere"))
    (journal,) = stray.journals
    lines = journal.read_bytes().splitlines(keepends=True)
    (runs.folder / "journal" / journal.name).write_bytes(b"".join(lines[:gone] + lines[gone + 1 :]))
    again = runs.open()
    assert texts(again) == {"e1": "koffie"}
    assert whys(again) == [(0, "foreign")]


def test_a_stray_journal_that_comes_while_running_is_refused_too(runs, tmp_path):
    one = runs.create()
    save(one, *entry("e1", "koffie"))
    stray = type(runs)(tmp_path / "runs" / "ruwaard-2017", runs.wall)
    save(stray.create("stray"), *entry("e9", "from elsewhere"))
    stray.journals[0].rename(runs.folder / "journal" / stray.journals[0].name)
    assert one.poll() == []
    assert whys(one) == [(0, "foreign")]


def test_a_copied_folder_under_another_name_is_still_its_run(runs):
    save(runs.create(), *entry("e1", "koffie"))
    save(runs.open(), *entry("e2", "thee"))
    runs.folder = runs.folder.rename(runs.folder.with_name("copy for table 3"))
    again = runs.open()
    assert (again.run, again.damage) == ("buurt-20241204-abcd", ())
    assert len(texts(again)) == 2


def test_a_damaged_first_line_is_reported_and_the_rest_counts(runs):
    save(runs.create(), *entry("e1", "koffie"))
    (journal,) = runs.journals
    data = journal.read_bytes()
    for broken in (data.replace(b"abcd", b"abce", 1), b"x" + data, data.split(b"\n", 1)[1]):
        journal.write_bytes(broken)
        again = runs.open()
        assert texts(again) == {"e1": "koffie"}
        assert again.run == runs.folder.name
        assert whys(again) == [(1, "header")]


def newer(journal):
    """What a newer version of the program would have written."""
    header, rest = journal.read_bytes().split(b"\n", 1)
    return seal(header[:-18].replace(b'"format":1', b'"format":2') + b"}") + rest


def test_a_run_of_a_newer_program_opens_for_reading_only(runs):
    save(runs.create(), *entry("e1", "koffie"))
    (journal,) = runs.journals
    journal.write_bytes(newer(journal))
    again = runs.open()
    assert again.too_new
    assert texts(again) == {"e1": "koffie"}
    with pytest.raises(SaveError) as caught:
        again.append(entry("e2", "thee"))
    assert caught.value.reason == "newer"
    assert not again.claim_snapshot()


def test_a_journal_of_a_newer_program_that_comes_while_running_ends_writing(runs):
    one = runs.create()
    save(one, *entry("e1", "koffie"))
    (journal,) = runs.journals
    came = journal.with_name("20990101T000000-newer.jsonl")
    came.write_bytes(newer(journal))
    assert not one.too_new
    one.poll()
    assert one.too_new
    with pytest.raises(SaveError) as caught:
        one.append(entry("e2", "thee"))
    assert caught.value.reason == "newer"
    assert not one.claim_snapshot()


def test_lines_that_grew_together_are_taken_apart(runs):
    one = runs.create()
    save(one, *entry("e1", "koffie"))
    save(one, *entry("e2", "thee"))
    (journal,) = runs.journals
    journal.write_bytes(journal.read_bytes().replace(b"}\n{", b"}*{"))
    again = runs.open()
    assert texts(again) == {"e1": "koffie", "e2": "thee"}
    assert whys(again) == [(1, "header")]


def test_what_is_no_file_or_no_journal_is_left_alone(runs):
    save(runs.create(), *entry("e1", "koffie"))
    folder = runs.folder / "journal"
    (folder / "a-folder.jsonl").mkdir()
    os.mkfifo(folder / "a-pipe.jsonl")
    (folder / "a-link.jsonl").symlink_to("/etc/passwd")
    (folder / "notes.txt").write_text("hello\n")
    again = runs.open()
    assert texts(again) == {"e1": "koffie"}
    assert {damage.file for damage in again.damage} == {
        "a-folder.jsonl", "a-pipe.jsonl", "a-link.jsonl",
    }  # fmt: skip
    assert {damage.why for damage in again.damage} == {"no_file"}
    assert len(again.journals) == 1


@pytest.fixture
def ticks(monkeypatch):
    """The seconds that the reader counts, to be set by hand."""
    ticks = SimpleNamespace(now=100.0)
    monkeypatch.setattr(reader_module, "time", SimpleNamespace(monotonic=lambda: ticks.now))
    return ticks


def left(runs, count):
    """So many journals that were ended."""
    for n in range(count):
        store = runs.open(f"add {n}") if n else runs.create()
        save(store, *entry(f"e{n}", str(n)))
        store.close()


@pytest.mark.parametrize(("journals", "seconds"), [(5, 5.0), (120, 6.0)])
def test_ended_journals_are_looked_at_in_a_round_that_gets_slower_the_more_they_are(
    runs, ticks, monkeypatch, journals, seconds
):
    looks = []
    real = os.lstat
    left(runs, journals)
    viewer = runs.open(read_only=True)
    viewer.poll()
    monkeypatch.setattr(os, "lstat", lambda path, **more: looks.append(path) or real(path, **more))
    for passed in (0.2, 1.2, seconds - 0.1):
        ticks.now = 100.0 + passed
        assert viewer.poll() == []
    assert looks == []
    ticks.now = 100.1 + seconds
    assert viewer.poll() == []
    assert len(looks) == journals


def test_an_edit_of_an_ended_journal_is_found_in_the_slow_round(runs, ticks):
    left(runs, 5)
    viewer = runs.open(read_only=True)
    viewer.poll()
    ticks.now += 2.0
    viewer.poll()
    edited = runs.journals[2]
    change_in_place(edited, edited.read_bytes().replace(b'"top"', b'"tip"'))
    ticks.now += 2.9
    viewer.poll()
    assert viewer.damage == ()
    ticks.now += 0.2
    viewer.poll()
    assert [(damage.file, damage.why) for damage in viewer.damage] == [(edited.name, "checksum")]
    assert viewer.disturbed


def test_an_ended_journal_that_is_replaced_is_read_again(runs):
    one = runs.create()
    save(one, *entry("e1", "koffie"))
    one.close()
    viewer = runs.open(read_only=True)
    (journal,) = runs.journals
    line = encode(Step(EVENING + 9, one.writer, "scribe", entry("e2", "thee")))
    copy = journal.with_suffix(".new")
    copy.write_bytes(journal.read_bytes() + line)
    copy.replace(journal)
    assert [step.stamp for step in viewer.poll()] == [EVENING + 9]


def change_in_place(path, data):
    path.write_bytes(data)
    os.utime(path, ns=(1, path.stat().st_mtime_ns + 1_234_567))


def test_a_journal_changed_in_place_is_read_again(runs):
    one = runs.create()
    save(one, *entry("e1", "koffie"))
    save(one, *entry("e2", "thee"))
    viewer = runs.open(read_only=True)
    (journal,) = runs.journals
    header, _, first, second, _ = journal.read_bytes().split(b"\n")
    change_in_place(journal, journal.read_bytes().replace(b"thee", b"rum!"))
    assert viewer.poll() == []
    assert texts(viewer) == {"e1": "koffie", "e2": "thee"}
    assert whys(viewer) == [(4, "checksum")]

    new = encode(Step(EVENING + 9, one.writer, "scribe", entry("e3", "water")))
    change_in_place(journal, b"\n".join((header, new + first, second, b"")))
    assert [step.stamp for step in viewer.poll()] == [EVENING + 9]
    assert whys(viewer) == []

    newer = encode(Step(EVENING + 10, one.writer, "scribe", entry("e4", "melk")))
    change_in_place(journal, header + b"\n" + newer)
    assert [step.stamp for step in viewer.poll()] == [EVENING + 10]


def grow(path, before):
    """An editor that ends a file with an empty line."""
    with path.open("ab") as file:
        file.write(b"\n")


def set_back(path, before):
    os.utime(path, ns=(before.st_mtime_ns, before.st_mtime_ns))


def touch(path, before):
    """What a writer does who is on."""
    os.utime(path, (EVENING // 1000, EVENING // 1000))


@pytest.mark.parametrize("hide", [grow, set_back, touch])
@pytest.mark.parametrize("ended", [False, True])
def test_an_edit_that_something_else_hides_is_found_in_the_slow_round(runs, ticks, hide, ended):
    one = runs.create()
    save(one, *entry("e1", "koffie"))
    save(one, *entry("e2", "thee"))
    if ended:
        one.close()
    viewer = runs.open(read_only=True)
    viewer.poll()
    (journal,) = runs.journals
    before = journal.stat()
    with journal.open("rb+") as file:
        file.write(journal.read_bytes().replace(b"koffie", b"kofxie"))
    hide(journal, before)
    ticks.now += 5.1
    viewer.poll()
    assert whys(viewer) == [(3, "checksum")]
    assert viewer.disturbed


def test_an_edit_in_the_tick_in_which_it_was_read_is_found_in_the_slow_round(
    runs, ticks, monkeypatch
):
    one = runs.create()
    save(one, *entry("e1", "koffie"))
    (journal,) = runs.journals
    tick = file_time() * 1_000_000 + 1

    def in_that_tick(real):
        def stat(path):
            found = real(path)
            kept = {name: getattr(found, name) for name in ("st_mode", "st_ino", "st_size")}
            return SimpleNamespace(**kept, st_mtime_ns=tick, st_ctime_ns=tick)

        return stat

    for name in ("lstat", "fstat"):
        monkeypatch.setattr(os, name, in_that_tick(getattr(os, name)))
    viewer = runs.open(read_only=True)
    viewer.poll()
    with journal.open("rb+") as file:
        file.write(journal.read_bytes().replace(b"koffie", b"kofxie"))
    ticks.now += 5.1
    viewer.poll()
    assert whys(viewer) == [(3, "checksum")]


def test_what_was_found_unchanged_is_not_read_again(runs, ticks, monkeypatch):
    one = runs.create()
    save(one, *entry("e1", "koffie"))
    viewer = runs.open(read_only=True)
    save(one, *entry("e2", "thee"))
    os.utime(runs.journals[0], (EVENING // 1000, EVENING // 1000))
    reads = []
    later = file_time() + 2000
    monkeypatch.setattr("ai_tui.store.tail.file_time", lambda: later)
    real = os.pread
    monkeypatch.setattr(os, "pread", lambda *what: reads.append(what) or real(*what))
    found = []
    for _ in range(3):
        ticks.now += 5.1
        found.append((len(viewer.poll()), len(reads)))
        reads.clear()
    assert found == [(1, 2), (0, 0), (0, 0)]
    assert not viewer.disturbed


def test_a_half_line_that_its_writer_took_back_disturbs_nobody(runs):
    one = runs.create()
    save(one, *entry("e1", "koffie"))
    (journal,) = runs.journals
    size = journal.stat().st_size
    with journal.open("ab") as file:
        file.write(b'{"stamp":17')
    viewer = runs.open(read_only=True)
    os.truncate(journal, size)
    assert viewer.poll() == []
    assert not viewer.disturbed


def test_a_writer_who_was_silent_for_long_is_found_in_the_slow_round(runs, ticks):
    one = runs.create()
    save(one, *entry("e1", "koffie"))
    os.utime(runs.journals[0], (1, 1))
    viewer = runs.open(read_only=True)
    viewer.poll()
    save(one, *entry("e2", "thee"))
    assert viewer.poll() == []
    ticks.now += 5.1
    assert [step.versions[0].key for step in viewer.poll()] == ["e2"]


def test_a_vanished_folder_is_reported_and_forgiven_when_it_is_back(runs):
    one = runs.create()
    save(one, *entry("e1", "koffie"))
    viewer = runs.open(read_only=True)
    away = runs.folder.rename(runs.folder.with_name("away"))
    assert viewer.poll() == []
    assert whys(viewer) == [(0, "folder")]
    assert texts(viewer) == {"e1": "koffie"}
    away.rename(runs.folder)
    save(one, *entry("e2", "thee"))
    look(viewer)
    assert (whys(viewer), texts(viewer)) == ([], {"e1": "koffie", "e2": "thee"})


def test_the_same_lines_in_two_files_count_once(runs):
    one = runs.create()
    save(one, *entry("e1", "koffie"))
    (journal,) = runs.journals
    viewer = runs.open(read_only=True)
    journal.with_name("20990101T000000-copy.jsonl").write_bytes(journal.read_bytes())
    assert viewer.poll() == []
    assert len(list(runs.open().fold.steps())) == 1


def test_steering_characters_in_a_journal_do_not_come_in(runs):
    save(runs.create(), *entry("e1", "koffie"))
    (journal,) = runs.journals
    journal.write_bytes(journal.read_bytes().replace(b"koffie", "a\u202e\x9b2Jb".encode()))
    assert texts(runs.open()) == {"e1": "a2Jb"}


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("why", get_args(Why))
@pytest.mark.parametrize("line", [0, 3])
def test_every_kind_of_damage_is_said_in_one_line_with_its_place(lang, why, line):
    what = "2044-12-06" if why == "ahead" else "e/1"
    said = describe(Damage(file="a.jsonl", line=line, why=why, what=what), Words(lang))
    assert said.startswith("a.jsonl") and "\n" not in said
    assert ("3" in said) == (line == 3)


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("what", ["", "entries/e1"])
def test_what_was_edited_is_named_where_it_is_known(lang, what):
    said = describe(Damage(file="database.json", line=0, why="edited", what=what), Words(lang))
    assert what in said and " ;" not in said and "()" not in said


@pytest.mark.parametrize(("lang", "day"), [("nl", "6 december 2044"), ("en", "6 December 2044")])
def test_a_day_that_lies_ahead_is_said_as_a_day(lang, day):
    assert day in describe(Damage("journal", 0, "ahead", "2044-12-06"), Words(lang))


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("reason", get_args(Reason))
def test_every_reason_is_said_in_one_line(lang, reason):
    said = Words(lang)(f"store.save_{reason}", place="/r", error="x")
    assert len(said) > 15 and "\n" not in said

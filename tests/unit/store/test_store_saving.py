import errno
import os
import stat

import pytest
from store_help import entry, look, save, texts

from ai_tui.errors import AiTuiError
from ai_tui.store.heads import HEAD
from ai_tui.store.problems import OpenError, SaveError
from ai_tui.store.steps import LATEST, Version, decode


def lines(path):
    return path.read_bytes().splitlines()


def fail(error):
    def failing(*_):
        raise OSError(error, os.strerror(error))

    return failing


def write_half(error):
    real = os.write
    writes = iter([True])

    def failing(fd, data):
        if next(writes, False):
            return real(fd, data[: len(data) // 2])
        raise OSError(error, os.strerror(error))

    return failing


def test_what_was_saved_is_there_for_whoever_opens_the_folder(runs):
    store = runs.create()
    step = save(store, *entry("e1", "koffie"))
    again = runs.open()
    assert texts(again) == {"e1": "koffie"}
    assert again.fold.entries_of("top", "g1") == ["e1"]
    assert (again.run, again.session, again.damage) == (runs.folder.name, "buurt", ())
    assert list(again.fold.steps()) == [step]


def test_append_leaves_the_fold_alone(runs):
    store = runs.create()
    store.append(entry("e1", "koffie"))
    assert texts(store) == {}


@pytest.mark.parametrize("text", ["a\ud800b", "e\u0301e\u0301n", "a\x07b", "\\u0041", "\ufeff"])
def test_the_step_that_is_given_back_is_the_one_that_others_read(runs, text):
    store = runs.create()
    step = save(store, *entry("e1", text), Version("places", f"p{text}", {"form": text}))
    assert list(runs.open().fold.steps()) == [step]


def test_a_number_that_json_does_not_know_is_refused_and_nothing_saved(runs):
    store = runs.create()
    with pytest.raises(ValueError, match="number"):
        store.append([Version("clock", "c", {"at": [float("nan")]})])
    assert runs.journals == []


def test_a_step_beyond_the_calendar_is_refused_and_nothing_saved(runs, wall):
    store = runs.create()
    wall.now = LATEST + 1
    with pytest.raises(ValueError, match="read back"):
        store.append(entry("e1", "koffie"))
    assert runs.journals == []


def test_the_journal_is_made_at_the_first_step_and_named_for_time_and_writer(runs):
    store = runs.create("Ans & Bé")
    assert runs.journals == []
    save(store, *entry("e1", "koffie"))
    (journal,) = runs.journals
    assert journal.name == f"20241204T160000-{store.writer}.jsonl"
    assert store.writer.startswith("ans-be-")


def test_no_two_processes_of_one_name_share_a_writer(runs):
    one = runs.create("ann")
    assert runs.open("ann").writer != one.writer


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o277, 0o777])
def test_files_and_folders_are_private_whatever_the_umask(runs, umask):
    before = os.umask(umask)
    try:
        store = runs.create()
        save(store, *entry("e1", "koffie"))
        store.save_draft({"text": "half"})
        store.snapshot(store.fold.tables())
    finally:
        os.umask(before)
    for path in (runs.folder.parent, runs.folder, *runs.folder.rglob("*")):
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path
    assert len(list(runs.folder.rglob("*"))) == 5


def test_a_folder_that_is_there_is_not_made_anew(runs):
    runs.create()
    with pytest.raises(OpenError, match="already exists"):
        runs.create()


def test_a_folder_that_holds_no_run_is_refused_in_one_line(runs, tmp_path):
    runs.folder = tmp_path
    with pytest.raises(AiTuiError, match="no session"):
        runs.open()
    runs.folder = tmp_path / "nowhere"
    with pytest.raises(AiTuiError, match="does not exist"):
        runs.open()
    runs.folder = tmp_path / "file"
    runs.folder.touch()
    with pytest.raises(AiTuiError):
        runs.open()


def test_stamps_follow_the_clock_and_never_go_back(runs, wall):
    store = runs.create()
    stamps = [store.append(entry("e1", "a")).stamp]
    stamps.append(store.append(entry("e1", "b")).stamp)
    wall.now += 5000
    stamps.append(store.append(entry("e1", "c")).stamp)
    wall.now -= 3_600_000
    stamps.append(store.append(entry("e1", "d")).stamp)
    start = stamps[0]
    assert stamps == [start, start + 1, start + 5000, start + 5001]


def test_a_step_is_stamped_after_everything_seen_from_others(runs, wall):
    ahead = runs.create("ahead")
    wall.now += 60_000
    save(ahead, *entry("e1", "ahead"))
    wall.now -= 60_000
    behind = runs.open("behind")
    save(behind, *entry("e1", "behind"))
    assert texts(behind) == {"e1": "behind"}
    wall.now += 120_000
    save(ahead, *entry("e1", "ahead again"))
    wall.now -= 120_000
    look(behind)
    save(behind, *entry("e1", "behind again"))
    assert texts(behind) == texts(runs.open()) == {"e1": "behind again"}


@pytest.mark.parametrize(
    ("error", "reason"),
    [(errno.ENOSPC, "full"), (errno.EIO, "disk"), (errno.EROFS, "rights"), (errno.EBADF, "other")],
)
def test_a_failed_write_leaves_nothing_and_says_why(runs, monkeypatch, error, reason):
    store = runs.create()
    save(store, *entry("e1", "koffie"))
    before = runs.journals[0].read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", write_half(error))
        with pytest.raises(SaveError) as caught:
            store.append(entry("e2", "thee"))
    assert caught.value.reason == reason
    assert str(runs.folder) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert [path.read_bytes() for path in runs.journals] == [before]
    save(store, *entry("e2", "thee"))
    assert len(runs.journals) == 1
    assert texts(runs.open()) == {"e1": "koffie", "e2": "thee"}


def test_a_stamp_is_never_used_twice_not_even_after_a_failed_save(runs, monkeypatch):
    store = runs.create()
    first = store.append(entry("e1", "a")).stamp
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail(errno.EIO))
        with pytest.raises(SaveError):
            store.append(entry("e1", "b"))
    assert store.append(entry("e1", "c")).stamp == first + 2


def test_after_a_failed_fsync_the_retry_goes_to_a_new_file_with_all_lines(runs, monkeypatch):
    store = runs.create()
    save(store, *entry("e1", "koffie"))
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail(errno.EIO))
        with pytest.raises(SaveError):
            store.append(entry("e2", "thee"))
        with pytest.raises(SaveError):
            store.append(entry("e2", "thee"))
    (old,) = runs.journals
    assert len(lines(old)) == HEAD + 1
    save(store, *entry("e2", "thee"))
    old, new = runs.journals
    assert len(lines(old)) == HEAD + 1
    assert [decode(line).versions[0].key for line in lines(new)[HEAD:]] == ["e1", "e2"]
    assert texts(runs.open()) == {"e1": "koffie", "e2": "thee"}


def test_a_fragment_that_cannot_be_cut_off_is_left_behind_in_the_old_file(runs, monkeypatch):
    store = runs.create()
    save(store, *entry("e1", "koffie"))
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", write_half(errno.ENOSPC))
        patch.setattr(os, "ftruncate", fail(errno.EIO))
        with pytest.raises(SaveError):
            store.append(entry("e2", "thee"))
    save(store, *entry("e2", "thee"))
    assert len(runs.journals) == 2
    again = runs.open()
    assert texts(again) == {"e1": "koffie", "e2": "thee"}


def test_a_failing_disk_leaves_no_trail_of_files(runs, monkeypatch):
    store = runs.create()
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail(errno.ENOSPC))
        for _ in range(3):
            with pytest.raises(SaveError):
                store.append(entry("e1", "a"))
            with pytest.raises(SaveError):
                store.snapshot(store.fold.tables())
    assert [path.name for path in runs.folder.rglob("*") if path.is_file()] == []


def test_short_writes_still_make_whole_lines(runs, monkeypatch):
    real = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: real(fd, data[:7]))
    store = runs.create()
    save(store, *entry("e1", "koffie"))
    save(store, *entry("e2", "thee"))
    assert texts(runs.open()) == {"e1": "koffie", "e2": "thee"}


def edit_in_place(path):
    path.write_bytes(path.read_bytes().replace(b"thee", b"rum!"))
    os.utime(path, ns=(1, path.stat().st_mtime_ns + 1_234_567))


def cut(path):
    os.truncate(path, path.stat().st_size // 2)


def empty(path):
    path.write_bytes(b"")


def remove(path):
    path.unlink()


def replace(path):
    other = path.with_name("other")
    other.write_text("nothing\n")
    other.replace(path)


def add_a_line(path):
    with path.open("a") as file:
        file.write("a note from an editor\n")


def add_half_a_line(path):
    with path.open("a") as file:
        file.write('{"stamp":17')


MEDDLING = [edit_in_place, cut, empty, remove, replace, add_a_line, add_half_a_line]


@pytest.mark.parametrize("meddle", MEDDLING)
@pytest.mark.parametrize("moment", ["append", "touch", "close"])
def test_lines_come_back_when_the_file_is_meddled_with(runs, meddle, moment):
    store = runs.create()
    save(store, *entry("e1", "koffie"))
    save(store, *entry("e2", "thee"))
    other = runs.open()
    meddle(runs.journals[0])
    if moment == "append":
        save(store, *entry("e3", "water"))
    elif moment == "touch":
        store.touch()
    else:
        store.close()
    wanted = {"e1": "koffie", "e2": "thee"} | ({"e3": "water"} if moment == "append" else {})
    look(store)
    look(other)
    assert texts(runs.open()) == texts(store) == texts(other) == wanted


def test_two_meddlings_in_one_second_give_two_new_files(runs):
    store = runs.create()
    for n in range(3):
        save(store, *entry(f"e{n}", str(n)))
        add_half_a_line(runs.journals[-1])
    save(store, *entry("e3", "3"))
    assert len(runs.journals) == 4
    assert texts(runs.open()) == {f"e{n}": str(n) for n in range(4)}


def test_a_changed_time_alone_makes_no_new_file(runs):
    store = runs.create()
    save(store, *entry("e1", "koffie"))
    os.utime(runs.journals[0], ns=(1, 1_234_567_891))
    save(store, *entry("e2", "thee"))
    assert len(runs.journals) == 1


def test_a_missing_folder_of_journals_is_made_again_a_missing_run_is_not(runs):
    store = runs.create()
    save(store, *entry("e1", "koffie"))
    runs.journals[0].unlink()
    (runs.folder / "journal").rmdir()
    save(store, *entry("e2", "thee"))
    assert texts(runs.open()) == {"e1": "koffie", "e2": "thee"}
    runs.folder.rename(runs.folder.with_name("elsewhere"))
    with pytest.raises(SaveError) as caught:
        store.append(entry("e3", "water"))
    assert caught.value.reason == "gone"
    assert not runs.folder.exists()


def test_a_reader_writes_nothing_at_all(runs):
    runs.create().append(entry("e1", "koffie"))
    before = {path: path.stat().st_mtime_ns for path in runs.folder.rglob("*")}
    wall = runs.open(read_only=True)
    for attempt in (
        lambda: wall.append(entry("e2", "thee")),
        lambda: wall.snapshot(wall.fold.tables()),
        lambda: wall.save_draft({"text": "x"}),
        wall.announce,
    ):
        with pytest.raises(SaveError) as caught:
            attempt()
        assert caught.value.reason == "readonly"
    wall.touch()
    wall.poll()
    wall.close()
    assert not wall.claim_snapshot()
    assert {path: path.stat().st_mtime_ns for path in runs.folder.rglob("*")} == before


def test_the_saved_document_is_the_store_s_own(runs):
    store = runs.create()
    doc = {"options": ["a"]}
    save(store, Version("forms", "f", doc))
    doc["options"].append("b")
    assert store.fold.doc("forms", "f") == {"options": ["a"]}

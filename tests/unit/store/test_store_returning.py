import os
import shutil

import pytest
from store_help import entry, look, save, texts

from ai_tui.store import rescue
from ai_tui.store.heads import Header, encode_head
from ai_tui.store.problems import SaveError
from ai_tui.store.repair import repair
from ai_tui.store.returning import put_back
from ai_tui.store.steps import Version


@pytest.fixture
def left(runs):
    """A run whose writer was killed: three steps, no end and no database.json."""
    one = runs.create()
    save(one, *entry("e1", "kof"))
    save(one, *entry("e2", "thee"))
    save(one, *entry("e1", "koffie"))
    save(one, Version("entries", "e2", None))
    os.utime(runs.journals[0], (1, 1))
    return runs


def edit(path):
    other = path.with_name("other")
    other.write_bytes(path.read_bytes().replace(b"koffie", b"kofxie"))
    other.replace(path)
    os.utime(path, (1, 1))


def cut(path):
    os.truncate(path, path.stat().st_size - 150)
    os.utime(path, ns=(1, 1))


def remove(path):
    path.unlink()


def empty(path):
    os.truncate(path, 0)
    os.utime(path, ns=(1, 1))


def swap_for_a_link(path):
    path.symlink_to(path.rename(path.with_name("moved")))


def edit_and_add(path):
    """An editor that keeps the file, and ends it with an empty line."""
    data = path.read_bytes()
    path.write_bytes(data.replace(b"koffie", b"kofxie") + b"\n")
    os.utime(path, ns=(1, 1))


@pytest.mark.parametrize("meddle", [edit, edit_and_add, cut, remove])
def test_what_is_edited_cut_or_removed_is_there_again_for_everybody(left, meddle):
    screens = [left.open("screen"), left.open("another")]
    meddle(left.journals[0])
    assert texts(left.open()) != {"e1": "koffie"}
    for screen in screens:
        screen.poll(everywhere=True)
        put_back(screen)
    for screen in (*screens, left.open()):
        look(screen)
        assert texts(screen) == {"e1": "koffie"}
    assert len([path for path in left.journals if "rescued" in path.name]) == 1
    assert screens[0].disturbed
    put_back(screens[0])
    assert not screens[0].disturbed


def test_what_is_put_back_and_taken_before_it_was_read_is_put_back_again(left):
    screen = left.open("screen")
    remove(left.journals[0])
    look(screen)
    put_back(screen)
    remove(left.journals[0])
    look(screen)
    put_back(screen)
    assert texts(left.open()) == {"e1": "koffie"}


@pytest.fixture
def copied(left):
    """That run as all its screens wrote it elsewhere: its journal is called after what it holds."""
    one = left.open()
    files = list(rescue.journals(one.fold.steps(), one.run, one.session))
    shutil.rmtree(left.folder)
    rescue.write(left.folder, files, one.words)
    return left


def test_what_nobody_goes_on_in_is_put_back_at_once(copied):
    screen = copied.open("screen")
    (path,) = copied.journals
    os.truncate(path, path.stat().st_size - 150)
    look(screen)
    assert screen.present() == []
    put_back(screen)
    assert texts(copied.open()) == {"e1": "koffie"}


@pytest.mark.parametrize("meddle", [edit, cut, remove, empty, swap_for_a_link])
def test_what_was_put_back_before_comes_back_whatever_became_of_its_file(copied, meddle):
    (path,) = copied.journals
    for _ in range(2):
        screens = [copied.open("screen"), copied.open("another")]
        meddle(path)
        assert texts(copied.open()) != {"e1": "koffie"}
        for screen in screens:
            look(screen)
            put_back(screen)
        for screen in (*screens, copied.open()):
            look(screen)
            assert texts(screen) == {"e1": "koffie"}
        files = [path for path in copied.journals if path.suffix and not path.is_symlink()]
        (path,) = (path for path in files if b"koffie" in path.read_bytes())


def test_nothing_is_written_when_nothing_is_lost(left):
    screen = left.open("screen")
    path = left.journals[0]
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    os.utime(path, ns=(1, 1))
    look(screen)
    assert screen.disturbed
    put_back(screen)
    assert not screen.disturbed
    assert len(left.journals) == 1


def test_who_is_on_looks_after_his_own(runs):
    one = runs.create()
    save(one, *entry("e1", "koffie"))
    screen = runs.open("screen")
    edit(runs.journals[0])
    os.utime(runs.journals[0])
    look(screen)
    put_back(screen)
    assert len(runs.journals) == 1
    assert screen.disturbed
    one.touch()
    look(screen)
    put_back(screen)
    assert not screen.disturbed
    assert len(runs.journals) == 2


def test_a_reader_puts_nothing_back(left):
    wall = left.open(read_only=True)
    edit(left.journals[0])
    look(wall)
    put_back(wall)
    assert len(left.journals) == 1


def test_nothing_is_put_in_the_folder_of_another_run_that_took_its_place(left, tmp_path):
    screen = left.open("screen")
    shutil.rmtree(left.folder)
    other = type(left)(tmp_path / "elsewhere", left.wall)
    save(other.create(), *entry("o1", "water"))
    other.folder.rename(left.folder)
    look(screen)
    assert screen.disturbed
    with pytest.raises(SaveError) as refused:
        put_back(screen)
    assert refused.value.reason == "gone"
    assert len(left.journals) == 1
    assert texts(screen) == {"e1": "koffie"}


@pytest.mark.parametrize("meddle", [edit, cut, remove, empty])
@pytest.mark.parametrize("forked", [False, True])
def test_a_journal_of_another_run_beside_ours_does_not_keep_anything_from_being_put_back(
    left, tmp_path, meddle, forked
):
    (first,) = left.journals
    theirs = first.read_bytes()
    save(left.open(), *entry("e3", "water"))
    for path in left.journals:
        os.utime(path, (1, 1))
    if forked:
        header = Header(1, "another", "buurt", "somebody", "x")
        theirs = encode_head(header) + theirs.split(b"\n", 2)[2]
    else:
        other = type(left)(tmp_path / "another", left.wall)
        save(other.create(), *entry("o1", "water"))
        theirs = other.journals[0].read_bytes()
    first.with_name("stray.jsonl").write_bytes(theirs)
    screen = left.open("screen")
    meddle(first)
    look(screen)
    put_back(screen)
    assert texts(left.open()) == {"e1": "koffie", "e3": "water"}


def test_a_disk_that_is_full_is_said_and_tried_again(left, monkeypatch):
    screen = left.open("screen")
    remove(left.journals[0])
    look(screen)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", lambda fd: exec("raise OSError(28, 'full')"))
        with pytest.raises(SaveError) as caught:
            put_back(screen)
    assert caught.value.reason == "full"
    assert list((left.folder / "journal").iterdir()) == []
    put_back(screen)
    assert texts(left.open()) == {"e1": "koffie"}


def test_a_screen_that_ends_before_it_could_leaves_the_texts_in_the_database(runs):
    one = runs.create()
    save(one, *entry("e1", "koffie"))
    screen = runs.open("screen")
    cut(runs.journals[0])
    os.utime(runs.journals[0])
    look(screen)
    put_back(screen)
    screen.snapshot(screen.fold.tables())
    assert texts(runs.open()) == {"e1": "koffie"}


@pytest.mark.parametrize("words", ["kofxie kofzie", "kofzie kofxie"])
def test_of_a_line_that_is_edited_twice_everybody_sees_the_last(runs, words):
    first, last = words.encode().split()
    one = runs.create()
    save(one, *entry("e1", "koffie"))
    save(one, *entry("e2", "thee"))
    one.close()
    (path,) = runs.journals
    path.write_bytes(path.read_bytes().replace(b"koffie", first))
    screens = [runs.open("screen"), runs.open("another")]
    assert texts(screens[0]) == {"e1": first.decode(), "e2": "thee"}
    path.write_bytes(path.read_bytes().replace(first, last))
    os.utime(path, ns=(1, 1))
    for screen in screens:
        look(screen)
        for step in put_back(screen):
            screen.fold.forget(step)
    for screen in (*screens, runs.open()):
        assert texts(screen) == {"e1": last.decode(), "e2": "thee"}
        assert [damage.why for damage in screen.damage] == ["checksum"]
        assert len(list(screen.fold.steps())) == 2


@pytest.fixture
def damaged(runs):
    """A run whose writer left, with a line that was changed by hand, and no database.json."""
    one = runs.create()
    save(one, *entry("e1", "koffie"))
    save(one, *entry("e2", "thee"))
    one.close()
    (path,) = runs.journals
    path.write_bytes(path.read_bytes().replace(b"koffie", b"kofxie"))
    return runs


def spoil(path):
    path.write_bytes(path.read_bytes().replace(b'"kofxie"', b'"kofxie'))


@pytest.mark.parametrize("meddle", [spoil, cut, remove, empty, swap_for_a_link])
def test_what_only_a_damaged_line_said_stays_as_damaged_as_it_was(damaged, meddle):
    screens = [damaged.open("screen"), damaged.open("another")]
    meddle(damaged.journals[0])
    for screen in screens:
        look(screen)
        assert put_back(screen) == []
    for screen in (*screens, damaged.open()):
        look(screen)
        assert texts(screen) == {"e1": "kofxie", "e2": "thee"}
        assert "checksum" in [damage.why for damage in screen.damage]
    screens[1].snapshot(screens[1].fold.tables())
    assert texts(damaged.open()) == {"e1": "kofxie", "e2": "thee"}


def test_a_damaged_line_that_was_mended_beside_a_screen_is_not_put_back(damaged):
    screen = damaged.open("screen")
    repair(damaged.folder, wall=damaged.wall, boot_id="", words=screen.words)
    look(screen)
    for step in put_back(screen):
        screen.fold.forget(step)
    for each in (screen, damaged.open()):
        assert texts(each) == {"e1": "kofxie", "e2": "thee"}
        assert each.damage == ()


def test_what_stood_in_for_a_damaged_line_is_put_back_with_the_folder(damaged):
    one = damaged.open()
    one.fold.forget(one.fold.current("entries", "e1"))
    save(one, *entry("e1", "koffie"))
    one.snapshot(one.fold.tables())
    damaged.journals[-1].unlink()
    screen = damaged.open("screen")
    screen.announce()
    assert texts(screen) == {"e1": "koffie", "e2": "thee"}
    shutil.rmtree(damaged.folder)
    damaged.folder.mkdir()
    screen.heal()
    look(screen)
    put_back(screen)
    later = damaged.open()
    assert texts(later) == {"e1": "koffie", "e2": "thee"}
    assert later.damage == ()


def test_what_was_put_back_is_not_called_missing_any_more(left):
    one = left.open()
    one.snapshot(one.fold.tables())
    screens = [left.open("screen"), left.open("another")]
    for screen in screens:
        save(screen, *entry(screen.writer, "van mij"))
        look(screen)
    look(screens[0])
    screens[0].snapshot(screens[0].fold.tables())
    for path in left.journals:
        empty(path)
    shutil.rmtree(left.folder)
    left.folder.mkdir()
    for _ in range(2):
        for screen in screens:
            screen.heal()
            look(screen)
            put_back(screen)
    screens[0].snapshot(screens[0].fold.tables())
    assert left.open().damage == ()
    assert len(texts(left.open())) == 3


def test_what_came_from_the_database_is_not_called_missing_once_it_is_put_back(left):
    one = left.open()
    one.snapshot(one.fold.tables())
    left.journals[0].unlink()
    other = left.open()
    save(other, *entry("e3", "water"))
    other.close()
    screen = left.open("screen")
    assert [damage.why for damage in screen.damage] == ["missing"]
    left.journals[0].unlink()
    look(screen)
    for _ in range(2):
        put_back(screen)
        look(screen)
    assert screen.damage == ()
    screen.snapshot(screen.fold.tables())
    assert left.open().damage == ()
    (left.folder / "database.json").unlink()
    assert texts(left.open()) == {"e1": "koffie", "e3": "water"}


@pytest.mark.parametrize("spoilt", [b"{", b""])
def test_a_database_that_stands_in_and_is_spoilt_is_written_again_at_once(damaged, spoilt):
    one = damaged.open()
    save(one, *entry("e1", "koffie"))
    one.snapshot(one.fold.tables())
    damaged.journals[-1].unlink()
    screen = damaged.open("screen")
    assert texts(screen) == {"e1": "koffie", "e2": "thee"}
    for _ in range(2):
        screen.claim_snapshot()
        assert not screen.claim_snapshot()
        (damaged.folder / "database.json").write_bytes(spoilt)
        assert screen.claim_snapshot()
        screen.snapshot(screen.fold.tables())
        assert texts(damaged.open()) == {"e1": "koffie", "e2": "thee"}


def test_a_damaged_step_is_kept_while_its_journal_cannot_be_read(runs, monkeypatch):
    one = runs.create()
    save(one, *entry("e1", "koffie"))
    one.close()
    (path,) = runs.journals
    path.write_bytes(path.read_bytes().replace(b"koffie", b"kofxie"))
    screen = runs.open("screen")
    copy = path.with_name("other")
    copy.write_bytes(path.read_bytes())
    copy.replace(path)
    look(screen)
    assert screen.disturbed
    with monkeypatch.context() as patch:
        patch.setattr("ai_tui.store.tail.open_regular", lambda path: exec("raise OSError(5, 'x')"))
        assert put_back(screen) == []
    assert texts(screen) == {"e1": "kofxie"}

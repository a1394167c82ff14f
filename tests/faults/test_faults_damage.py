"""Every byte prefix and every flipped bit of a journal, read by fresh and by running processes."""

import os
from itertools import chain, pairwise

import pytest
from fault_driver import versions
from fault_oracle import WORDS, state, wall

from ai_tui.store import rescue, tail
from ai_tui.store.heads import HEAD, encode_header
from ai_tui.store.returning import put_back
from ai_tui.store.steps import decode
from ai_tui.store.store import Store

TEXTS = [
    {"e1": "koffie"},
    {"e1": "thee", "e2": "samen koken\nop dinsdag"},
    {"e3": "één bankje"},
    {"e2": None},
    {"e3": "twee bankjes"},
]


@pytest.fixture
def journal(memory):
    """A journal of five steps whose writer ended."""
    folder = memory / "the-run"
    store = Store.create(
        folder, run="the-run", session="buurt", author="writer", wall=wall, words=WORDS
    )
    for texts in TEXTS:
        store.append(versions(texts))
    store.close()
    return next((folder / "journal").iterdir())


def opened(journal):
    return Store.open(journal.parent.parent, author="reader", wall=wall, words=WORDS)


def without(lost):
    """The entries if one step (counted from 0) had never been."""
    found = {}
    for number, texts in enumerate(TEXTS):
        if number != lost:
            found |= texts
    return {key: text for key, text in found.items() if text is not None}


def replaced(journal, data):
    """Put other bytes in the journal's place, as a new file so that running readers notice."""
    other = journal.with_name("other")
    other.write_bytes(data)
    os.utime(other, (1, 1))
    other.replace(journal)


def test_every_byte_prefix_of_a_journal(journal, tally):
    count = tally("byte prefix of a journal")
    data = journal.read_bytes()
    ends = [position + 1 for position, byte in enumerate(data) if byte == ord("\n")]
    for size in range(len(data) + 1):
        replaced(journal, data[:size])
        store = opened(journal)
        lines = sum(end <= size for end in ends)
        expected = {}
        for texts in TEXTS[: max(lines - HEAD, 0)]:
            expected |= texts
        expected = {key: text for key, text in expected.items() if text is not None}
        whole = size in (0, *ends)
        whys = [damage.why for damage in store.damage]
        wrong = [] if state(store) == expected else [f"found {state(store)}"]
        wrong += [] if whys == ([] if whole else ["unfinished"]) else [f"reported {whys}"]
        count.add(size, wrong)
    count.assert_sound()


def flips(journal, stride, offset):
    data = journal.read_bytes()
    starts = [0, *(position + 1 for position, byte in enumerate(data) if byte == ord("\n"))]
    for start, end in pairwise(starts):
        for position in range(start, end):
            for bit in range(8):
                if (position * 8 + bit) % stride == offset:
                    changed = bytearray(data)
                    changed[position] ^= 1 << bit
                    yield data, bytes(changed), starts.index(start)


def judge_flip(journal, changed, line):
    """At most the step of that line is lost or altered, and there is a report."""
    replaced(journal, changed)
    store = opened(journal)
    found = state(store)
    step = line - HEAD
    wrong = [] if store.damage else ["nothing reported"]
    known = {key for texts in TEXTS for key in texts}
    theirs = set(TEXTS[step]) if 0 <= step < len(TEXTS) else set()
    for whole in (without(None), without(step)):
        others = {key: text for key, text in whole.items() if key not in theirs}
        if {key: found.get(key) for key in others} == others:
            break
    else:
        wrong.append(f"lost more than the line: {found}")
    for key in theirs & found.keys():
        valid = [texts[key] for n, texts in enumerate(TEXTS) if key in texts and n != step]
        if valid and found[key] not in [*valid, TEXTS[step][key]]:
            wrong.append(f"a damaged line won over a sound one: {found}")
    strange = found.keys() - known
    if len(strange) > len(theirs):
        wrong.append(f"more than the line changed: {found}")
    return wrong


@pytest.mark.parametrize("offset", [0, 1])
def test_every_flipped_bit_of_a_journal(journal, tally, offset):
    count = tally("flipped bit in a journal")
    for _, changed, line in flips(journal, 2, offset):
        count.add(f"line {line}", judge_flip(journal, changed, line))
    count.assert_sound()


def journal_of_another_run(memory):
    other = Store.create(
        memory / "other", run="other", session="buurt", author="else", wall=wall, words=WORDS
    )
    other.append(versions({"e9": "van elders"}))
    other.close()
    return next((memory / "other" / "journal").iterdir())


@pytest.fixture
def stray(memory):
    return journal_of_another_run(memory)


def flip_elsewhere(journal, stray, count, stride):
    """Flip bits in the head of a journal that strayed here from another run."""
    here = journal.with_name(stray.name)
    for _, changed, line in flips(stray, stride, 0):
        if line < HEAD:
            here.write_bytes(changed)
            store = opened(journal)
            wrong = [] if state(store) == without(None) else [f"found {state(store)}"]
            whys = [damage.why for damage in store.damage]
            count.add(f"line {line}", wrong + ([] if whys == ["foreign"] else [f"reported {whys}"]))


def flip_behind(journal, stray, count, stride):
    """Flip bits in that head, and in our own, when it was put behind what we have."""
    ours, theirs = journal.read_bytes(), stray.read_bytes()
    own = [(changed + theirs, line) for _, changed, line in flips(journal, stride, 0)]
    behind = [(ours + changed, line) for _, changed, line in flips(stray, stride, 0)]
    for changed, line in [*own, *behind]:
        if line < HEAD:
            replaced(journal, changed)
            store = opened(journal)
            wrong = [] if state(store) == without(None) else [f"found {state(store)}"]
            whys = {damage.why for damage in store.damage}
            count.add(f"line {line}", wrong + ([] if "stray" in whys else [f"reported {whys}"]))


def test_every_flipped_bit_in_the_head_of_a_journal_of_another_run(journal, stray, tally):
    count = tally("flipped bit in the head of a journal of another run")
    flip_elsewhere(journal, stray, count, 1)
    count.assert_sound()


def test_every_flipped_bit_in_that_head_when_it_stands_behind_ours(journal, stray, tally):
    count = tally("flipped bit in the head of a journal of another run")
    flip_behind(journal, stray, count, 3)
    count.assert_sound()


def test_control_a_head_of_one_line_leaves_in_doubt_of_which_run_it_is(
    journal, memory, tally, monkeypatch
):
    count = tally("flipped bit in the head of a journal of another run")
    monkeypatch.setattr("ai_tui.store.journal.encode_head", encode_header)
    flip_elsewhere(journal, journal_of_another_run(memory), count, 5)
    count.assert_caught("saying it once")


def test_control_what_stands_behind_ours_notices_a_reader_that_takes_all(
    journal, stray, tally, monkeypatch
):
    count = tally("flipped bit in the head of a journal of another run")
    monkeypatch.setattr(tail.Tail, "_turn_to", lambda tail, header: None)
    flip_behind(journal, stray, count, 50)
    count.assert_caught("taking what stands behind")


@pytest.fixture
def put_back_before(journal):
    """Journals of one step each, called after what they hold: each line was put back once."""
    store = opened(journal)
    files = [rescue.journals([step], store.run, store.session) for step in store.fold.steps()]
    journal.unlink()
    for name, data in chain.from_iterable(files):
        (journal.parent / name).write_bytes(data)
    return sorted(journal.parent.iterdir())


def flip_while_followed(journal, count, stride):
    data, others = journal.read_bytes(), set(journal.parent.iterdir())
    viewer = opened(journal)
    for _, changed, line in flips(journal, stride, 0):
        replaced(journal, changed)
        for step in viewer.poll():
            viewer.fold.apply(step)
        wrong = [] if viewer.damage else ["nothing reported"]
        found = {key: text for key, text in state(viewer).items() if key in ("e1", "e2", "e3")}
        wrong += [] if found == without(None) else [f"shows {found}"]
        put_back(viewer)
        fresh = opened(journal)
        wrong += [] if state(fresh) == state(viewer) else [f"a fresh one shows {state(fresh)}"]
        wrong += [] if fresh.damage else ["a fresh one reports nothing"]
        count.add(f"line {line}", wrong)
        replaced(journal, data)
        for rescued in set(journal.parent.iterdir()) - others:
            rescued.unlink()
        viewer.poll()
        count.add(f"line {line}, mended", [str(damage) for damage in viewer.damage])


def test_a_reader_that_runs_keeps_what_it_had_and_reports_the_flip(journal, tally):
    count = tally("flipped bit in a journal that is being followed")
    flip_while_followed(journal, count, 61)
    count.assert_sound()


def test_it_does_so_in_what_was_put_back_before(put_back_before, tally):
    count = tally("flipped bit in a journal that is being followed")
    for journal in put_back_before:
        flip_while_followed(journal, count, 61)
    count.assert_sound()


def test_control_following_notices_a_reader_without_checksums(journal, tally, monkeypatch):
    count = tally("flipped bit in a journal that is being followed")
    monkeypatch.setattr("ai_tui.store.steps.sealed", lambda line: True)
    flip_while_followed(journal, count, 611)
    count.assert_caught("without checksums")


def test_control_flips_notice_a_reader_without_checksums(journal, tally, monkeypatch):
    count = tally("flipped bit in a journal")
    monkeypatch.setattr("ai_tui.store.steps.sealed", lambda line: True)
    for _, changed, line in flips(journal, 5, 0):
        count.add(f"line {line}", judge_flip(journal, changed, line))
    count.assert_caught("without checksums")


def test_control_prefixes_notice_a_reader_that_takes_unfinished_lines(journal, tally, monkeypatch):
    count = tally("byte prefix of a journal")
    data = journal.read_bytes()
    monkeypatch.setattr(tail, "decode", lambda line: decode(line))
    monkeypatch.setattr(
        tail, "read_from", lambda fd, start, end: os.pread(fd, end - start, start) + b"\n"
    )
    for size in range(0, len(data), 7):
        replaced(journal, data[:size])
        store = opened(journal)
        lines = data[:size].count(b"\n")
        expected = {}
        for texts in TEXTS[: max(lines - HEAD, 0)]:
            expected |= texts
        expected = {key: text for key, text in expected.items() if text is not None}
        whys = [damage.why for damage in store.damage]
        count.add(size, [] if state(store) == expected and "unreadable" not in whys else ["other"])
    count.assert_caught("taking unfinished lines")

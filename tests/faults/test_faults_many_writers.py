"""Many processes save at once, and some of them are killed in the middle of it."""

import json
import signal
import subprocess
import sys
import time

from fault_oracle import WORDS, state
from fault_strace import HERE, environment

from ai_tui.store.store import Store

WRITERS = 8
STEPS = 60


def wall():
    return time.time_ns() // 1_000_000


def start(folder, number, variant):
    command = [sys.executable, "-S", str(HERE / "fault_writer.py"), str(folder), str(number)]
    return subprocess.Popen(
        [*command, str(STEPS), variant], env=environment(), stdout=subprocess.PIPE, text=True
    )


def write_and_kill(tmp_path, count, variant):
    folder = tmp_path / "the-run"
    Store.create(folder, run="the-run", session="buurt", author="first", wall=wall, words=WORDS)
    writers = [start(folder, number, variant) for number in range(WRITERS)]
    acknowledged = {}
    for number, writer in enumerate(writers):
        doomed = number % 2
        for line in writer.stdout:
            said = json.loads(line)
            acknowledged |= said
            if doomed and len(acknowledged) > number * STEPS // 2:
                writer.send_signal(signal.SIGKILL)
                doomed = False
        writer.wait()
    store = Store.open(folder, author="reader", wall=wall, words=WORDS)
    found = state(store)
    for key, text in acknowledged.items():
        wrong = [] if found.get(key) == text else [f"found {found.get(key)!r}"]
        count.add(key, wrong)
    strange = [text for key, text in found.items() if text != f"text {key}"]
    count.add("all of them", strange + [str(damage) for damage in store.damage])
    assert len(acknowledged) > WRITERS // 2 * STEPS


def test_many_writers_and_some_are_killed(tmp_path, tally):
    count = tally("writing processes at once, half of them killed")
    write_and_kill(tmp_path, count, "sound")
    count.assert_sound()


def test_control_killing_notices_a_writer_that_is_late(tmp_path, tally):
    count = tally("writing processes at once, half of them killed")
    write_and_kill(tmp_path, count, "late")
    count.assert_caught("late")

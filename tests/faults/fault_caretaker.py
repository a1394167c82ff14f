"""Mends, joins, copies or puts back a run: `fault_caretaker.py FOLDER ACTION[:VARIANT]`.

Says on standard output whether it did; a variant breaks the writing of files.
"""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from fault_driver import prepare, say
from fault_oracle import WORDS, wall

from ai_tui.errors import AiTuiError
from ai_tui.store import files, merging, repair, rescue, returning, tinydb_storage
from ai_tui.store.store import Store


def opened(folder: Path) -> Store:
    return Store.open(folder, author="keeper", wall=wall, words=WORDS)


def mend(folder: Path) -> None:
    repair.repair(folder, wall=wall, boot_id="", words=WORDS)


def join(folder: Path) -> None:
    merging.merge(folder, [folder.with_name("other")], wall=wall, words=WORDS)


def hand_out(folder: Path) -> None:
    merging.copy(folder, folder.with_name("copy"), wall=wall, words=WORDS)


def go_elsewhere(folder: Path) -> None:
    store = opened(folder)
    told = rescue.journals(store.fold.steps(), store.run, store.session)
    rescue.write(folder.with_name("copy"), told, WORDS)


def put_back(folder: Path) -> None:
    store = opened(folder)
    store.poll()
    (folder / "journal" / "one.jsonl").unlink()
    store.poll()
    returning.put_back(store)


ACTIONS: dict[str, Callable[[Path], None]] = {
    "mend": mend,
    "join": join,
    "hand-out": hand_out,
    "go-elsewhere": go_elsewhere,
    "put-back": put_back,
}


def in_place(path: Path, temporary: Path, data: bytes, *, durable: bool) -> None:
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.write(fd, data)
    os.fsync(fd)
    os.close(fd)


def deaf(path: Path, temporary: Path, data: bytes, *, durable: bool) -> None:
    with suppress(OSError):
        files.replace_file(path, temporary, data, durable=durable)


BROKEN: dict[str, Any] = {"in-place": in_place, "deaf": deaf}

if __name__ == "__main__":
    prepare("sound")
    name, _, variant = sys.argv[2].partition(":")
    if variant:
        for module in (merging, repair, rescue, returning, tinydb_storage):
            module.replace_file = BROKEN[variant]
    try:
        ACTIONS[name](Path(sys.argv[1]))
    except AiTuiError as error:
        say(failed=0, why=str(error))
    else:
        say(did=0)

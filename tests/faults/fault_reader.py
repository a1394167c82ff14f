"""Opens a run, once more if that fails, and follows it: `fault_reader.py FOLDER VARIANT`."""

import json
import os
import sys
from pathlib import Path

from fault_driver import prepare
from fault_oracle import state, wall

from ai_tui.errors import AiTuiError
from ai_tui.store.store import Store


def say(**event: object) -> None:
    os.write(1, json.dumps(event).encode() + b"\n")


def look(folder: Path) -> bool:
    try:
        store = Store.open(folder, author="reader", wall=wall)
    except AiTuiError as error:
        say(error=str(error))
        return False
    found = state(store)
    say(state=found, damage=[str(damage) for damage in store.damage], drafts=store.drafts())
    for _ in range(2):
        for step in store.poll():
            store.fold.apply(step)
    say(later=state(store), damage=[str(damage) for damage in store.damage])
    return True


if __name__ == "__main__":
    prepare(sys.argv[2])
    look(Path(sys.argv[1])) or look(Path(sys.argv[1]))

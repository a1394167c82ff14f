"""A process that has a run open and does as it is told, a line of JSON for each order and answer.

`fault_process.py FOLDER VARIANT AUTHOR`
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

from fault_driver import VARIANTS, versions
from fault_oracle import state

from ai_tui.store.returning import put_back
from ai_tui.store.store import Store

BOOT = "this boot"
"""All processes of a test are of one machine, so that one knows which other ones ended."""


def obey(store: Store, order: dict[str, Any]) -> dict[str, Any]:
    if "save" in order:
        store.fold.apply(store.append(versions(order["save"])))
    if "touch" in order:
        store.touch()
    if "snapshot" in order:
        store.snapshot(store.fold.tables())
    store.heal()
    for step in store.poll(everywhere="everywhere" in order):
        store.fold.apply(step)
    for step in put_back(store):
        store.fold.forget(step)
    if "close" in order:
        store.close()
    return {
        "state": state(store),
        "damage": [damage.why for damage in store.damage],
        "disturbed": sorted(store.disturbed),
    }


if __name__ == "__main__":
    VARIANTS[sys.argv[2]]()
    process = Store.open(
        Path(sys.argv[1]),
        author=sys.argv[3],
        wall=lambda: time.time_ns() // 1_000_000,
        boot_id=BOOT,
    )
    process.announce()
    print("ready", flush=True)
    for line in sys.stdin:
        print(json.dumps(obey(process, json.loads(line))), flush=True)

"""Saves one entry after the other, saying which: `fault_writer.py FOLDER NUMBER STEPS VARIANT`."""

import json
import sys
import time
from pathlib import Path

from fault_driver import VARIANTS, versions

from ai_tui.store.store import Store

if __name__ == "__main__":
    VARIANTS[sys.argv[4]]()
    folder, number, steps = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    store = Store.open(folder, author=f"w{number}", wall=lambda: time.time_ns() // 1_000_000)
    for step in range(steps):
        texts = {f"{number}-{step}": f"text {number}-{step}"}
        store.fold.apply(store.append(versions(texts)))
        for other in store.poll():
            store.fold.apply(other)
        print(json.dumps(texts), flush=True)
    store.close()

"""One of many processes that type: `room_writer.py FOLDER NAME ENTRIES`.

Says 'ready' when it is on, types when its input ends, and prints each text that was saved.
"""

import sys
from pathlib import Path

from ai_tui.run.clock import system_clock
from ai_tui.run.run import Run

if __name__ == "__main__":
    folder, name, entries = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    run = Run.open(folder, name, system_clock())
    form = run.state.forms[0]
    group = next(each for each in run.state.groups("groups") if each.name == name)
    run.store.announce()
    print("ready", flush=True)
    sys.stdin.read()
    for number in range(entries):
        run.harvest.append(form, group.id, "items", [f"{name}, regel {number}"])
        print(f"{name}, regel {number}", flush=True)
    run.store.close()

"""What must hold of a folder after any fault."""

from pathlib import Path

from fault_story import EVENING, STORY, Events, Op, State

from ai_tui.errors import AiTuiError
from ai_tui.locale import Words
from ai_tui.store.steps import Version
from ai_tui.store.store import Store

WORDS = Words("en")
LATER = EVENING + 1_000_000


def wall() -> int:
    return LATER


def state(store: Store) -> State:
    """The entries of a run; one without its place, or a place without its entry, shows as such."""
    entries, places = store.fold.table("entries"), store.fold.table("places")
    found = {key: str(doc.get("text")) for key, doc in entries.items()}
    for key in entries.keys() ^ places.keys():
        found[key] = f"half of it: {found.get(key)!r}"
    return found


def judge(
    folder: Path,
    events: Events,
    *,
    harmless: tuple[str, ...] = ("unfinished",),
    story: list[Op] = STORY,
    go_on: bool = True,
) -> list[str]:
    """What is wrong with the folder after these events; empty if the promise was kept."""
    try:
        store = Store.open(folder, author="reader", wall=wall, words=WORDS)
    except AiTuiError as error:
        return [] if not events.done else [f"does not open: {error}"]
    found = state(store)
    wrong = []
    if not any(found == allowed for allowed in events.allowed(story)):
        wrong.append(f"done {sorted(events.done)}, begun {sorted(events.begun)}, found {found}")
    wrong += [str(damage) for damage in store.damage if damage.why not in harmless]
    if go_on and not wrong:
        wrong += can_go_on(folder, store, found)
    return wrong


def can_go_on(folder: Path, store: Store, found: State) -> list[str]:
    """Whether one more step can be saved after the fault, and loses nothing."""
    place = {"form": "top", "group": "g1", "slot": "s", "pos": "z"}
    store.append([Version("entries", "z", {"text": "later"}), Version("places", "z", place)])
    store.close()
    now = state(Store.open(folder, author="reader", wall=wall))
    return [] if now == found | {"z": "later"} else [f"going on gave {now} after {found}"]


def leftovers(folder: Path) -> list[str]:
    """Temporary files that nobody will remove."""
    return [f"left behind: {path.name}" for path in folder.rglob("*.tmp")]


def one_line_each(events: Events) -> list[str]:
    return [f"not one line: {why!r}" for why in events.whys if not why or "\n" in why]

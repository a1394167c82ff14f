from pathlib import Path

from ai_tui.store.steps import Step, Version
from ai_tui.store.store import Store

EVENING = 1_733_328_000_000


class Wall:
    def __init__(self, now: int = EVENING) -> None:
        self.now = now

    def __call__(self) -> int:
        return self.now


class Runs:
    """Opens the processes of one run, and saves as a screen would: append, then apply."""

    def __init__(self, folder: Path, wall: Wall) -> None:
        self.folder = folder
        self.wall = wall

    def create(self, author: str = "scribe") -> Store:
        return Store.create(
            self.folder, run=self.folder.name, session="buurt", author=author, wall=self.wall
        )

    def create_in(self, boot: str) -> Store:
        return Store.create(
            self.folder,
            run=self.folder.name,
            session="buurt",
            author="x",
            wall=self.wall,
            boot_id=boot,
        )

    def open(self, author: str = "other", **options: object) -> Store:
        return Store.open(self.folder, author=author, wall=self.wall, **options)

    @property
    def journals(self) -> list[Path]:
        paths = (self.folder / "journal").iterdir()
        return sorted(paths, key=lambda path: (len(path.name), path.name))


def entry(key: str, text: str, form: str = "top", group: str = "g1") -> tuple[Version, ...]:
    place = {"form": form, "group": group, "slot": "list", "pos": "i"}
    return (
        Version("entries", key, {"block": "b", "form": form, "text": text, "author": "scribe"}),
        Version("places", key, place),
    )


def save(store: Store, *versions: Version) -> Step:
    step = store.append(versions)
    store.fold.apply(step)
    return step


def look(store: Store) -> list[Step]:
    steps = store.poll()
    for step in steps:
        store.fold.apply(step)
    return steps


def texts(store: Store) -> dict[str, str]:
    return {key: doc["text"] for key, doc in store.fold.table("entries").items()}

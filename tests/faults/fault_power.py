"""What a disk may hold after a power cut, worked out from recorded system calls.

The model promises what POSIX does and no more: a file's bytes are safe after fsync of the file,
a name after fsync of its folder. Everything else may be there, be missing, be there in part, or
be there as zeros.
"""

import re
from collections.abc import Iterator
from itertools import combinations, islice, product
from pathlib import Path
from typing import Union

CALL = re.compile(r"^\d+ +(\w+)\((.*)\) += (-?\d+)")
STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
TRACED = "openat,write,fsync,ftruncate,rename,unlink,mkdir,rmdir,close"

Write = tuple[int, bytes]
Tree = dict[str, Union[bytes, "Tree"]]

MOST = 3000
"""States looked at for one moment; no moment of the story comes near it."""


class File:
    """A file's bytes: what is safe, and the writes since (a negative offset cuts to its size)."""

    def __init__(self) -> None:
        self.safe: list[bytes] = [b""]
        self.writes: list[Write] = []
        self.doubtful: list[Write] = []
        self.size = 0

    def write(self, data: bytes) -> None:
        self.writes.append((self.size, data))
        self.size += len(data)

    def cut(self, size: int) -> None:
        self.writes.append((-1 - size, b""))
        self.doubtful = [write for write in self.doubtful if write[0] < size]
        self.size = size

    def synced(self, *, well: bool) -> None:
        """After a failed fsync its writes may never reach the disk, whatever a later one says."""
        if not well:
            self.doubtful += [write for write in self.writes if write[0] >= 0]
            return
        whole = [play(safe, self.writes) for safe in self.safe]
        for offset, data in self.doubtful:
            whole += [play(each, [(offset, bytes(len(data)))]) for each in whole]
        self.safe = list(dict.fromkeys(whole))
        self.writes, self.doubtful = [], []

    def states(self) -> list[bytes]:
        found: list[bytes] = []
        for safe in self.safe:
            found += [play(safe, self.writes[:n]) for n in range(len(self.writes) + 1)]
            found += [play(safe, [write]) for write in self.writes]
            for number, (offset, data) in enumerate(self.writes):
                before = self.writes[:number]
                for size in {1, len(data) // 2, len(data) - 1} if offset >= 0 else set():
                    found.append(play(safe, [*before, (offset, data[:size])]))
                found.append(play(safe, [*before, (offset, bytes(len(data)))]))
        return list(dict.fromkeys(found))


def play(data: bytes, writes: list[Write]) -> bytes:
    for offset, more in writes:
        if offset < 0:
            data = data[: -1 - offset].ljust(-1 - offset, b"\0")
        else:
            data = data[:offset].ljust(offset, b"\0") + more + data[offset + len(more) :]
    return data


class Folder:
    """A folder's names: the safe ones, and what was done to them since.

    Of a folder that promises nothing (`loose`) only the oldest and the newest state are looked at.
    """

    def __init__(self, *, loose: bool = False) -> None:
        self.loose = loose
        self.safe: dict[str, File | Folder] = {}
        self.now: dict[str, File | Folder] = {}
        self.changes: list[dict[str, File | Folder | None]] = []

    def change(self, **names: "File | Folder | None") -> None:
        self.changes.append(names)
        self.now = renamed(self.now, names)

    def synced(self) -> None:
        self.safe, self.changes = dict(self.now), []

    def states(self) -> Iterator[Tree]:
        for names in self.names():
            inside = [list(islice(node.states(), MOST)) for node in names.values()]
            if self.loose:
                inside = [[states[0], states[-1]] for states in inside]
            for choice in product(*inside):
                yield dict(zip(names, choice, strict=True))

    def names(self) -> Iterator[dict[str, "File | Folder"]]:
        if self.loose:
            yield from (self.safe, self.now)
            return
        for size in range(len(self.changes) + 1):
            for some in combinations(self.changes, size):
                names = self.safe
                for each in some:
                    names = renamed(names, each)
                yield names


def renamed(
    names: dict[str, File | Folder], change: dict[str, File | Folder | None]
) -> dict[str, File | Folder]:
    return {name: node for name, node in (names | change).items() if node is not None}


class Disk:
    """Follows the recorded calls of one process; `said` is what it wrote on standard output."""

    def __init__(self, top: Path) -> None:
        self.top = Folder()
        self.said: list[str] = []
        self._root = top
        self._open: dict[int, File | Folder] = {}

    def follow(self, line: str) -> bool:
        """Take one recorded call; True if more may be on the disk now, or must be."""
        call = CALL.match(line)
        if call is None:
            return False
        name, arguments, result = call[1], call[2], int(call[3])
        strings = [bytes.fromhex(text.replace("\\x", "")) for text in STRING.findall(arguments)]
        return bool(getattr(self, f"_{name}")(arguments, strings, result))

    def states(self) -> Iterator[Tree]:
        yield from islice(self.top.states(), MOST)

    def _find(self, raw: bytes) -> tuple[Folder, str] | None:
        path = Path(raw.decode())
        if not path.is_relative_to(self._root):
            return None
        *above, name = ("", *path.relative_to(self._root).parts)
        folder = self.top
        for part in above[1:]:
            inner = folder.now.get(part)
            if not isinstance(inner, Folder):
                return None
            folder = inner
        return folder, name

    def _openat(self, arguments: str, strings: list[bytes], fd: int) -> bool:
        place = self._find(strings[0])
        if place is None or fd < 0:
            return False
        folder, name = place
        if not name:
            self._open[fd] = folder
            return False
        made = name not in folder.now
        if made:
            folder.change(**{name: File()})
        node = self._open[fd] = folder.now[name]
        if "O_TRUNC" in arguments and not made:
            assert isinstance(node, File)
            node.cut(0)
        return made or "O_TRUNC" in arguments

    def _write(self, arguments: str, strings: list[bytes], count: int) -> bool:
        fd = int(arguments.split(",")[0])
        node = self._open.get(fd)
        if fd == 1:
            self.said += strings[0].decode().splitlines()
            return '"did"' in self.said[-1]
        if isinstance(node, File) and count > 0:
            node.write(strings[0][:count])
        return node is not None

    def _fsync(self, arguments: str, strings: list[bytes], result: int) -> bool:
        node = self._open.get(int(arguments))
        if isinstance(node, File):
            node.synced(well=result == 0)
        elif isinstance(node, Folder) and result == 0:
            node.synced()
        return False

    def _ftruncate(self, arguments: str, strings: list[bytes], result: int) -> bool:
        fd, size = map(int, arguments.split(","))
        node = self._open.get(fd)
        if isinstance(node, File) and result == 0:
            node.cut(size)
        return node is not None

    def _rename(self, arguments: str, strings: list[bytes], result: int) -> bool:
        old, new = self._find(strings[0]), self._find(strings[1])
        if old is None or new is None or result < 0:
            return False
        assert old[0] is new[0], "the model knows renames within one folder"
        old[0].change(**{old[1]: None, new[1]: old[0].now[old[1]]})
        return True

    def _unlink(self, arguments: str, strings: list[bytes], result: int) -> bool:
        place = self._find(strings[0])
        if place is None or result < 0:
            return False
        place[0].change(**{place[1]: None})
        return True

    def _mkdir(self, arguments: str, strings: list[bytes], result: int) -> bool:
        place = self._find(strings[0])
        if place is None or result < 0:
            return False
        place[0].change(**{place[1]: Folder(loose=place[1] == "drafts")})
        return True

    _rmdir = _unlink

    def _close(self, arguments: str, strings: list[bytes], result: int) -> bool:
        self._open.pop(int(arguments), None)
        return False


def build(tree: Tree, folder: Path) -> None:
    """Make a state real."""
    folder.mkdir()
    for name, node in tree.items():
        if isinstance(node, bytes):
            (folder / name).write_bytes(node)
        else:
            build(node, folder / name)

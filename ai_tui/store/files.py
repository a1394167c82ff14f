"""The few file operations that a promise to save rests on."""

import errno
import os
import stat
import time
from contextlib import suppress
from pathlib import Path

_WHOLE = os.O_CLOEXEC | os.O_NOFOLLOW


def create_file(path: Path) -> int:
    """Make a new private file to append to and give its descriptor; FileExistsError if it is."""
    fd = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_EXCL | _WHOLE, 0o600)
    try:
        os.fchmod(fd, 0o600)
    except OSError:
        os.close(fd)
        drop(path)
        raise
    return fd


def write_all(fd: int, data: bytes) -> None:
    """Write all of `data`, however many writes it takes."""
    written = os.write(fd, data)
    while written < len(data):
        more = os.write(fd, data[written:])
        if not more:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        written += more


def sync_folder(folder: Path) -> None:
    """Make what was created, renamed or removed in `folder` survive a power cut.

    Some network file systems cannot do this for a folder, and then say so.
    """
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(fd)


def make_folder(folder: Path) -> None:
    """Make one private folder that survives a power cut; FileExistsError if it is there."""
    folder.mkdir(mode=0o700)
    try:
        folder.chmod(0o700)
        sync_folder(folder.parent)
    except OSError:
        with suppress(OSError):
            folder.rmdir()
        raise


def make_folders(folder: Path) -> None:
    """Make `folder` and the folders above it that are missing, all private."""
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for path in reversed(missing):
        with suppress(FileExistsError):
            make_folder(path)


def replace_file(path: Path, temporary: Path, data: bytes, *, durable: bool) -> None:
    """Put `data` at `path` in one go, by way of `temporary` in the same folder.

    `durable` makes it survive a power cut. After an error `temporary` is gone and `path` holds
    the whole old or the whole new content.
    """
    drop(temporary)
    try:
        fd = create_file(temporary)
        try:
            write_all(fd, data)
            if durable:
                os.fsync(fd)
        finally:
            os.close(fd)
        temporary.replace(path)
    except OSError:
        drop(temporary)
        raise
    if durable:
        sync_folder(path.parent)


def file_time() -> int:
    """The time as file systems note it, in milliseconds since the epoch."""
    return time.time_ns() // 1_000_000


def drop(path: Path) -> None:
    """Remove a file if that can be done."""
    with suppress(OSError):
        path.unlink()


def open_regular(path: Path) -> int:
    """A descriptor to read a regular file; OSError for anything else, links included."""
    fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK | _WHOLE)
    try:
        if not stat.S_ISREG(os.fstat(fd).st_mode):
            raise OSError(errno.ENXIO, "not a regular file", str(path))
    except OSError:
        os.close(fd)
        raise
    return fd


def read_from(fd: int, offset: int, end: int) -> bytes:
    """The bytes of a file from `offset` up to `end`, or as many as are there."""
    parts = []
    while offset < end:
        part = os.pread(fd, end - offset, offset)
        if not part:
            break
        parts.append(part)
        offset += len(part)
    return b"".join(parts)


def read_file(path: Path) -> bytes:
    """All bytes of a regular file."""
    fd = open_regular(path)
    try:
        return read_from(fd, 0, os.fstat(fd).st_size)
    finally:
        os.close(fd)

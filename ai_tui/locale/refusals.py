"""Why the system refused something, in words."""

import errno
import os

from ai_tui.locale import Words

_REFUSALS = {
    errno.EEXIST: "common.refused.exists",
    errno.ENOENT: "common.refused.missing",
    errno.EACCES: "common.refused.rights",
    errno.EPERM: "common.refused.rights",
    errno.EROFS: "common.refused.read_only",
    errno.ENOSPC: "common.refused.full",
    errno.EDQUOT: "common.refused.full",
    errno.EISDIR: "common.refused.folder",
    errno.ENOTDIR: "common.refused.no_folder",
    errno.ENAMETOOLONG: "common.refused.long_name",
    errno.EMFILE: "common.refused.many_files",
    errno.ELOOP: "common.refused.no_file",
    errno.ENXIO: "common.refused.no_file",
    errno.EIO: "common.refused.disk",
}


def refused(error: OSError, words: Words) -> str:
    """Why the system refused something, as the end of a sentence about it."""
    key = _REFUSALS.get(error.errno or 0)
    return words(key) if key else error.strerror or str(error)


def trouble(error: OSError, words: Words) -> str:
    """What the system refused, and for which file if it says so."""
    said = refused(error, words)
    if isinstance(error.filename, str | bytes) and error.filename:
        return words("common.trouble_with", file=os.fsdecode(error.filename), said=said)
    return words("common.trouble", said=said)

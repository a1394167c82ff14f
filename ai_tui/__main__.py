"""The command `ai-tui`, also as `python -m ai_tui`."""

import gc
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that `argv` names (default: the words of this process); the exit code.

    What a start makes stays, so looking for garbage then is lost time; a screen begins to look
    for it once it stands.
    """
    gc.disable()
    try:
        from ai_tui.cli.program import program

        return program(sys.argv[1:] if argv is None else argv)
    except KeyboardInterrupt:
        return 130
    finally:
        gc.enable()


if __name__ == "__main__":
    sys.exit(main())

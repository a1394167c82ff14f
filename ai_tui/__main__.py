"""The command `ai-tui`, also as `python -m ai_tui`."""

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that `argv` names (default: the words of this process); the exit code."""
    try:
        from ai_tui.cli.program import program
    except KeyboardInterrupt:
        return 130
    return program(sys.argv[1:] if argv is None else argv)


if __name__ == "__main__":
    sys.exit(main())

"""`ai-tui export`: writes a run as JSON, or as a page, a text or a sheet for people."""

from pathlib import Path

from ai_tui.cli import options, runs
from ai_tui.cli.call import Call
from ai_tui.cli.parser import Parser
from ai_tui.cli.streams import put
from ai_tui.errors import UsageError
from ai_tui.export.formats import FORMATS, Write
from ai_tui.run import folders
from ai_tui.run.harvest import new_id
from ai_tui.store.files import replace_file
from ai_tui.text import clean_line


def arguments(parser: Parser) -> None:
    """Say which words and options follow the command."""
    words = parser.words
    options.the_run(parser)
    parser.option("-o", "--output", metavar=words("cli.FILE"), text=words("cli.export_output"))
    parser.option("--anonymous", action="store_true", text=words("cli.export_anonymous"))


def run(call: Call) -> int:
    """Write the record to standard output, or whole to a file."""
    output = None if call.args.output is None else folders.path_of(call.args.output)
    written_as = _format(call, output.suffix if output else "")
    with runs.to_read(call) as run:
        data = written_as(run, call.args.anonymous)
    if output is None:
        put(data)
    else:
        write(output, data)
    return 0


def _format(call: Call, suffix: str) -> Write:
    """What a file with that ending holds; UsageError for one that this program cannot write."""
    known = suffix.lower() or next(iter(FORMATS))
    if known not in FORMATS:
        raise UsageError(
            call.words("cli.export_suffix", suffix=clean_line(suffix), known=", ".join(FORMATS))
        )
    return FORMATS[known]


def write(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one go, readable for its owner only; a device gets it as it comes."""
    target = path.resolve()
    try:
        if target.exists() and not target.is_file():
            with target.open("wb") as device:
                device.write(data)
        else:
            replace_file(target, target.with_name(f".{new_id()}.tmp"), data, durable=True)
    except OSError as error:
        error.filename = str(path)
        raise

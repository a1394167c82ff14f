"""`ai-tui export`: writes a run as JSON."""

from pathlib import Path

from ai_tui.cli import options, runs
from ai_tui.cli.call import Call
from ai_tui.cli.parser import Parser
from ai_tui.cli.streams import put
from ai_tui.export import json
from ai_tui.export.anonymous import anonymous
from ai_tui.export.record import record
from ai_tui.run import folders
from ai_tui.run.harvest import new_id
from ai_tui.store.files import replace_file


def arguments(parser: Parser) -> None:
    """Say which words and options follow the command."""
    words = parser.words
    options.the_run(parser)
    parser.option("-o", "--output", metavar=words("cli.FILE"), text=words("cli.export_output"))
    parser.option("--anonymous", action="store_true", text=words("cli.export_anonymous"))


def run(call: Call) -> int:
    """Write the record to standard output, or whole to a file."""
    with runs.to_read(call) as run:
        whole = record(run)
        data = json.encode(anonymous(whole, run.words) if call.args.anonymous else whole)
    if call.args.output is None:
        put(data)
    else:
        write(folders.path_of(call.args.output), data)
    return 0


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

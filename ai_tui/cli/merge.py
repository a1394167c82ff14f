"""`ai-tui merge`: joins the folders of one run that was kept on several laptops."""

from pathlib import Path

from ai_tui.cli import options, runs
from ai_tui.cli.call import Call
from ai_tui.cli.parser import Parser
from ai_tui.cli.streams import say
from ai_tui.run import folders
from ai_tui.run.clock import system_clock, wall_of
from ai_tui.run.kinds import look_through
from ai_tui.store.merging import merge
from ai_tui.text import clean_line


def arguments(parser: Parser) -> None:
    """Say which words and options follow the command."""
    words = parser.words
    options.the_run(parser)
    parser.word(
        "others", words("cli.OTHER"), words("cli.merge_others"), nargs="+", type=options.filled
    )
    parser.epilog = words("cli.merge_how")


def run(call: Call) -> int:
    """Bring what the other folders have into the run, and say what came from where."""
    into = runs.named(call)
    others = [folders.find(name, call.words) for name in call.args.others]
    clock = system_clock()
    merged = merge(into, others, wall=wall_of(clock), words=call.words)
    for other, steps in zip(others, merged.each, strict=True):
        say(call.words("cli.merged_from", folder=_shown(other), n=steps))
    with runs.opened(call, into) as joined:
        count = sum(1 for entry in joined.state.entries() if "@" not in entry.slot)
        look_through(joined.state)
        damage = [*merged.unread, *joined.damage]
    runs.tell_damage(damage, call.words)
    say(call.words("cli.merged", folder=_shown(into), n=count))
    return 0


def _shown(folder: Path) -> str:
    return clean_line(str(folder))

"""`ai-tui run`: opens the scribe's screen on a run, resumed or new."""

from contextlib import suppress
from pathlib import Path

from ai_tui.cli import options, runs
from ai_tui.cli.call import Call
from ai_tui.cli.parser import Parser
from ai_tui.cli.streams import take_terminal
from ai_tui.errors import AiTuiError, UsageError
from ai_tui.run import folders, making
from ai_tui.run.run import Run
from ai_tui.session.model import Plan
from ai_tui.session.problems import short


def arguments(parser: Parser) -> None:
    """Say which words and options follow the command."""
    words = parser.words
    parser.word(
        "name",
        words("cli.SESSION_OR_RUN"),
        words("cli.session_or_run_text"),
        type=options.filled,
    )
    options.beginning(parser)
    options.author(parser)
    parser.option("--group", metavar=words("cli.GROUPS"), text=words("cli.run_group"))


def run(call: Call) -> int:
    """Show the screen until the scribe leaves it."""
    take_terminal(call.words)
    asked = call.args.group
    run = chosen(call)
    with runs.closed_on_error(run):
        only = frozenset[str]()
        if asked is not None:
            from ai_tui.cli.narrowing import narrowed

            only, scope = narrowed(run, asked)
            if not call.author:
                run.sign(run.words("cli.scribe_of", groups=short(asked)))
            run.store.type_for(scope)
        from ai_tui.tui.app import run_session

        return run_session(run, only)


def chosen(call: Call) -> Run:
    """The run to show, which the caller closes."""
    args = call.args
    if args.folder is None and (known := folders.called(args.name)):
        return _resumed(call, known)
    from ai_tui.cli import sessions

    try:
        plan = sessions.plan(call, args.name)
    except UsageError as error:
        return _resumed(call, _run_like(call, error))
    folder = _unfinished(call, plan) if args.folder is None else folders.path_of(args.folder)
    if folder is not None and folders.is_run(folder):
        return _resumed(call, folder, plan.session.id)
    return runs.made(call, plan, runs.place_for(call, plan))


def _run_like(call: Call, no_session: UsageError) -> Path:
    """The one run whose name begins as asked; else the error that there is no such session."""
    if call.args.folder is None:
        with suppress(UsageError):
            return runs.named(call)
    raise no_session


def _unfinished(call: Call, plan: Plan) -> Path | None:
    """The newest kept run of the session that was not ended, at the speed asked."""
    found = []
    for folder in folders.kept():
        if folder.name.startswith(plan.session.id):
            with suppress(AiTuiError), runs.opened(call, folder, read_only=True) as run:
                same = run.state.session.id == plan.session.id
                if same and not run.closed and _speed(run) == (call.args.speed or 1.0):
                    found.append((run.state.info.made, folder))
    return max(found)[1] if found else None


def _resumed(call: Call, folder: Path, session: str = "") -> Run:
    """The run in `folder`; UsageError when it is of another session or began otherwise."""
    run = runs.reopened(call, folder)
    with runs.closed_on_error(run):
        state = run.state
        if session and state.session.id != session:
            raise UsageError(
                run.words("cli.other_session", folder=folder.name, session=state.session.id)
            )
        if call.args.speed not in (None, _speed(run)):
            raise UsageError(run.words("cli.speed_set", folder=folder.name, speed=_speed(run)))
        if call.args.start is not None:
            _start_anew(run, call.args.start)
    return run


def _start_anew(run: Run, choice: str) -> None:
    """Give a run that has not begun another start."""
    if run.evening().state != "before":
        raise UsageError(run.words("cli.begun", folder=run.folder.name))
    plan = Plan(session=run.state.session, blocks=tuple(run.state.blocks))
    run.clock.start_choice(making.start_choice(plan, choice, run.now(), run.words))


def _speed(run: Run) -> float:
    return run.state.rehearsal.speed if run.state.rehearsal else 1.0

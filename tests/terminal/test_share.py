"""A run shared in a real tmux: scribe, projector and co-reader on terminals of different sizes."""

import json
import os
import re
import shlex
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pexpect
import pyte
import pytest
from one_hour import one_hour

from ai_tui.cli.program import program

PATIENCE = 60.0
GLANCE = 0.05
"""Seconds between two looks, which leave the machine to the programs."""

SESSION = one_hour('["Tafel 1", "Tafel 2"]', "top", "Top-3")


class Client:
    """A terminal of its own size that shows what a program draws."""

    def __init__(self, line: str, env: dict[str, str], width: int, height: int) -> None:
        program, *words = shlex.split(line)
        self.child = pexpect.spawn(program, words, env=env, dimensions=(height, width))
        self.picture = pyte.Screen(width, height)
        self.stream = pyte.ByteStream(self.picture)

    def look(self) -> str:
        with suppress(pexpect.TIMEOUT, pexpect.EOF):
            self.stream.feed(self.child.read_nonblocking(1 << 16, timeout=0.05))
        return "\n".join(self.picture.display)

    def wait(self, pattern: str) -> str:
        deadline = time.monotonic() + PATIENCE
        while not re.search(pattern, text := self.look()):
            assert time.monotonic() < deadline, f"never saw {pattern!r} in:\n{text}"
        return text

    def colours(self) -> list[list[str]]:
        """The ground of every cell, on which large digits are drawn."""
        self.look()
        rows, columns = range(self.picture.lines), range(self.picture.columns)
        return [[self.picture.buffer[y][x].bg for x in columns] for y in rows]

    def send(self, text: str) -> None:
        self.child.send(text)

    def shows(self, window: str, status: int) -> bool:
        """Whether it shows a window, or as much of it as fits above so many lines of status."""
        rows = window.split("\n")
        picture = self.look().split("\n")[: self.picture.lines - status]
        width = max(map(len, rows))
        grid = [row.ljust(width) for row in rows]
        wide = min(self.picture.columns, width)
        high = min(len(picture), len(grid))
        return any(
            all(picture[y][:wide] == grid[top + y][left : left + wide] for y in range(high))
            for top in range(len(grid) - high + 1)
            for left in range(width - wide + 1)
        )


class Shared:
    """A run that is shared, with everything under one folder."""

    def __init__(self, terminal, run: str) -> None:
        self.terminal = terminal
        self.env = dict(terminal.env)
        self.run = run
        self.folder = Path(run)
        self.lines: dict[str, str] = {}
        self.clients: list[Client] = []

    def share(self, *words: str) -> subprocess.CompletedProcess[str]:
        done = self.terminal.run("share", self.run, "--detached", *words)
        assert done.returncode == 0, done.stderr
        names = ("room", "room_ssh", "reader", "reader_ssh", "stop")
        self.lines = dict(
            zip(
                names, (s.split(": ", 1)[1].strip() for s in done.stdout.splitlines()), strict=False
            )
        )
        return done

    @property
    def command(self) -> list[str]:
        return shlex.split(self.lines["room"])[:4]

    def tmux(self, *words: str) -> str:
        done = subprocess.run([*self.command, *words], env=self.env, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def client(self, line: str, width: int, height: int) -> Client:
        self.clients.append(Client(line, self.env, width, height))
        return self.clients[-1]

    def scribe(self, width: int, height: int) -> Client:
        return self.client(shlex.join([*self.command, "attach", "-t", "scribe"]), width, height)

    def window(self, session: str) -> str:
        command = [*self.command, "capture-pane", "-p", "-N", "-t", session]
        done = subprocess.run(command, env=self.env, capture_output=True, text=True, check=True)
        return done.stdout.removesuffix("\n")

    def until_the_same(self, client: Client, session: str) -> None:
        """Wait until a client shows what is in the window of a session."""
        deadline = time.monotonic() + PATIENCE
        status = int(session == "scribe")
        while not client.shows(shown := self.window(session), status):
            assert time.monotonic() < deadline, f"{shown}\n{client.look()}"

    def size(self, session: str) -> str:
        return self.tmux("display-message", "-p", "-t", session, "#{window_width}x#{window_height}")

    def pid(self, session: str) -> int:
        return int(self.tmux("display-message", "-p", "-t", session, "#{pane_pid}"))

    def until(self, true) -> None:
        deadline = time.monotonic() + PATIENCE
        while not true():
            assert time.monotonic() < deadline, self.tmux("capture-pane", "-p", "-t", "scribe")
            time.sleep(GLANCE)

    def exported(self) -> dict:
        done = self.terminal.run("export", self.run)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def stop(self) -> None:
        for client in self.clients:
            client.child.close(force=True)
        self.terminal.run("share", self.run, "--stop")


@pytest.fixture
def shared(terminal, tmp_path):
    made = []

    def make(name: str = "run", *words: str, **env: str) -> Shared:
        t = terminal(80, 24)
        t.env |= env
        file = tmp_path / "proef.toml"
        file.write_text(SESSION)
        run = str(tmp_path / name)
        done = t.run("new", str(file), "--run", run, "--start", "now")
        assert done.returncode == 0, done.stderr
        made.append(Shared(t, run))
        made[-1].share(*words)
        return made[-1]

    yield make
    for each in made:
        each.stop()


def test_clients_of_different_sizes_see_their_own_window_and_only_the_scribe_types(shared):
    s = shared()
    scribe = s.scribe(120, 36)
    scribe.wait("Top-3")
    s.until(lambda: s.size("scribe") == "120x35")
    reader = s.client(s.lines["reader"], 80, 24)
    room = s.client(s.lines["room"], 200, 60)
    reader.wait("Proef")
    room.wait("13:|█")
    s.until(lambda: s.size("room") == "200x60")
    assert s.size("scribe") == "120x35"
    tiny = s.client(s.lines["reader"], 30, 8)
    tiny.wait("Proef")
    assert s.size("scribe") == "120x35"

    for viewer in (reader, room, tiny):
        viewer.send("niet van mij\r")
        viewer.send("\x1bOQ")
        viewer.send("\x1c:kill-server\r\x1cr\x1cx")
        viewer.send("\x1b[<0;5;5M\x1b[<0;5;5m")
    scribe.send("van mij\r")
    scribe.wait("bewaard")
    reader.wait("van mij")
    assert "van mij" not in room.look()
    assert "niet van mij" not in scribe.look()
    document = s.exported()
    assert document["timing"]["actual"]["start"] is None
    assert "niet van mij" not in json.dumps(document)


def test_who_attaches_long_after_the_window_opened_loses_nothing_of_what_he_types(shared):
    s = shared()
    s.until(lambda: "Top-3" in s.window("scribe"))
    scribe = s.scribe(120, 36)
    scribe.wait("Top-3")
    scribe.send("na het lezen\r")
    scribe.wait("na het lezen +✓")
    assert "na het lezen" in json.dumps(s.exported())


def test_each_client_shows_its_window_as_it_is_and_no_key_of_a_viewer_changes_it(shared):
    s = shared()
    scribe = s.scribe(120, 36)
    scribe.wait("Top-3")
    s.until(lambda: s.size("scribe") == "120x35")
    reader = s.client(s.lines["reader"], 90, 30)
    room = s.client(s.lines["room"], 200, 60)
    s.until(lambda: s.size("room") == "200x60")
    scribe.send("van mij\r")
    scribe.wait("van mij +✓")
    both = ((scribe, "scribe"), (reader, "scribe"), (room, "room"))
    for client, session in both:
        s.until_the_same(client, session)
    journals = {path: path.stat().st_size for path in s.folder.glob("journal/*")}
    pids = [s.pid(session) for session in ("scribe", "room")]
    for viewer in (reader, room):
        for keys in ("weg", "\r", "\x1bOQ", "\x03\x03", "q", "\x0f", "\x1c?", "\x1b[5~", "\x18"):
            viewer.send(keys)
    scribe.send("en nog een\r")
    scribe.wait("en nog een +✓")
    for client, session in both:
        s.until_the_same(client, session)
    assert [s.pid(session) for session in ("scribe", "room")] == pids
    assert "weg" not in s.window("scribe") + s.window("room")
    after = {path: path.stat().st_size for path in s.folder.glob("journal/*")}
    assert after.keys() == journals.keys()
    assert sum(size != journals[path] for path, size in after.items()) == 1, "only the scribe wrote"
    (group, *_) = s.exported()["forms"][0]["results"]
    assert group["result"] == ["van mij", "en nog een"]


def test_the_room_goes_on_when_the_scribe_is_killed_and_a_new_share_goes_on(shared):
    s = shared()
    scribe = s.scribe(100, 30)
    scribe.wait("Top-3")
    room = s.client(s.lines["room"], 80, 24)
    scribe.send("bewaard voor de val\r")
    scribe.wait("✓")
    scribe.send("\x1bOQ")
    scribe.wait("►")
    before = s.exported()["timing"]["actual"]["start"]
    assert before is not None
    room.wait("Ontdekken")
    os.kill(s.pid("scribe"), signal.SIGKILL)
    s.until(lambda: s.tmux("display-message", "-p", "-t", "scribe", "#{pane_dead}") == "1")
    digits = room.colours()
    s.until(lambda: room.colours() != digits)
    s.share()
    s.until(lambda: "bewaard voor de val" in s.tmux("capture-pane", "-p", "-t", "scribe"))
    scribe.send("en daarna\r")
    scribe.wait(r"en daarna +✓")
    s.until(lambda: "en daarna" in json.dumps(s.exported()))
    assert s.exported()["timing"]["actual"]["start"] == before


def test_the_smaller_of_two_projectors_makes_the_size_of_the_room(shared):
    s = shared()
    for count, size in enumerate([(80, 24), (200, 60)], 1):
        s.client(s.lines["room"], *size)
        s.until(lambda n=count: len(s.tmux("list-clients", "-t", "room").splitlines()) == n)
    s.until(lambda: s.size("room") == "80x24")


def test_a_locale_that_knows_few_letters_is_no_hindrance(shared):
    s = shared(LC_ALL="C")
    s.until(lambda: "Top-3" in s.window("scribe"))
    pids = [s.pid("scribe"), s.pid("room")]
    s.share()
    assert [s.pid("scribe"), s.pid("room")] == pids


def test_a_terminal_that_goes_away_loses_nothing(shared):
    s = shared()
    first = s.scribe(100, 30)
    first.wait("Top-3")
    pid = s.pid("scribe")
    first.send("half getypt")
    first.wait("half getypt")
    first.child.close(force=True)
    s.until(lambda: not s.tmux("list-clients"))
    line = shlex.join([str(Path(os.sys.executable).parent / "ai-tui"), "share", s.run])
    again = s.client(line, 90, 28)
    again.wait("Enter opent")
    again.send("\r")
    again.wait("half getypt")
    assert s.pid("scribe") == pid
    again.send("\x1cd")
    again.wait("Losgemaakt; alles loopt door")
    assert s.pid("scribe") == pid


def test_the_socket_is_in_a_folder_of_ones_own(shared):
    s = shared()
    socket = Path(s.command[3])
    assert socket.parent.stat().st_mode & 0o777 == 0o700
    assert s.tmux("show", "-sv", "escape-time") == "10"
    assert s.tmux("show", "-gv", "bell-action") == "current"
    assert s.tmux("show", "-gv", "mouse") == "on"


@pytest.mark.parametrize(
    "name", ["met spaties en 'quotes\"", "x;", "#(touch oeps) $(touch oeps)\n`touch oeps`;"]
)
def test_names_reach_no_shell_and_no_format(shared, tmp_path, name):
    s = shared(name, f"--as={name}")
    scribe = s.scribe(120, 36)
    scribe.wait("Top-3")
    scribe.send("tekst\r")
    s.until(lambda: "tekst" in json.dumps(s.exported()))
    os.kill(s.pid("scribe"), signal.SIGKILL)
    s.until(lambda: s.tmux("display-message", "-p", "-t", "scribe", "#{pane_dead}") == "1")
    s.share(f"--as={name}")
    s.until(lambda: "tekst" in s.window("scribe"))
    scribe.send("en daarna\r")
    s.until(lambda: "en daarna" in json.dumps(s.exported()))
    authors = set(re.findall(r'"author": ?"((?:[^"\\]|\\.)*)"', json.dumps(s.exported())))
    assert {json.loads(f'"{author}"') for author in authors} == {" ".join(name.split())}
    assert not list(tmp_path.rglob("oeps"))
    assert s.tmux("list-windows", "-a", "-F", "#{window_name}").split() == ["room", "scribe"]


@pytest.fixture
def around(terminal, tmp_path):
    """A tmux of the user's own, and a run to share in it."""
    t = terminal(120, 36)
    file = tmp_path / "proef.toml"
    file.write_text(SESSION)
    run = str(tmp_path / "run")
    t.run("new", str(file), "--run", run)
    t.start("list")
    return t, run


def typed_in(t, *words: str) -> str:
    """What a command says that is typed within the tmux around."""
    t.tmux("clear-history", "-t", "t")
    t.restart(*words)
    t.wait_dead()
    return t.tmux("capture-pane", "-p", "-J", "-S", "-", "-t", "t")


def left_behind(t) -> list[str]:
    return [path.name for path in t.folder.glob("ai_tui-*/*")]


def line_of(said: str, words: str) -> str:
    """The line to type that a share prints behind `words`."""
    return re.search(f"^{words}: +(.*)$", said, re.MULTILINE)[1]


@pytest.fixture
def looking():
    """Opens terminals that look along; each goes away with the test."""
    clients = []

    def look(line: str, env: dict[str, str], width: int, height: int) -> Client:
        clients.append(Client(line, env, width, height))
        return clients[-1]

    yield look
    for client in clients:
        client.child.close(force=True)


def sessions_looked_at(t) -> dict[str, str]:
    """The session that each terminal with a size of its own shows."""
    listed = t.tmux("list-clients", "-F", "#{client_width} #{session_name}")
    return dict(line.split() for line in listed.splitlines())


def until(true) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline
        time.sleep(GLANCE)


def test_within_a_tmux_no_key_of_a_viewer_leads_to_another_window(around, looking):
    t, run = around
    t.tmux("set", "-g", "prefix2", "C-a")
    t.tmux("bind", "-n", "F5", "switch-client", "-n")
    t.tmux("set", "-g", "mouse", "on")
    said = typed_in(t, "share", run)
    owner = looking(f"tmux -S {t.socket} attach -t t", t.env, 110, 40)
    room = looking(line_of(said, "Op de beamer"), t.env, 70, 20)
    reader = looking(line_of(said, "Om mee te lezen"), t.env, 71, 21)
    name = t.tmux("list-windows", "-t", "t", "-F", "#{window_name}").split()[1]
    until(lambda: len(sessions_looked_at(t)) == 3)
    shown = {"110": "t", "70": name.replace("scribe", "room"), "71": name}
    size = ("display-message", "-p", "-t", name, "#{window_width}x#{window_height}")
    before = t.tmux(*size)
    focused = ("list-clients", "-F", "#{?client_readonly,#{client_flags},}")
    for keys in ("\x02)", "\x02L", "\x02n", "\x01(", "\x1b[15~", "\x1b[<0;3;20M", "\x02d"):
        for blur, away in (("\x1b[O", 0), ("\x1b[I", 2)):
            for viewer in (room, reader):
                viewer.send(keys * (not away) + blur)
            until(lambda n=away: t.tmux(*focused).count("focused") == n)
        assert sessions_looked_at(t) == shown, keys
    assert t.tmux(*size) == before
    owner.send("\x02)")
    until(lambda: sessions_looked_at(t)["110"] != "t")
    owner.send("\x01(")
    until(lambda: sessions_looked_at(t)["110"] == "t")
    t.run("share", run, "--stop")


@pytest.mark.parametrize(
    "option", [("destroy-unattached", "on"), ("detach-on-destroy", "off")], ids=lambda o: o[0]
)
def test_options_of_the_tmux_around_neither_close_the_windows_nor_lead_out(around, looking, option):
    t, run = around
    t.tmux("set", "-t", "t", "destroy-unattached", "off")
    t.tmux("set", "-g", *option)
    said = typed_in(t, "share", run)
    room = looking(line_of(said, "Op de beamer"), t.env, 70, 20)
    until(lambda: "70" in sessions_looked_at(t))
    t.run("share", run, "--stop")
    until(lambda: not (room.look(), sessions_looked_at(t))[1])
    assert t.tmux("list-sessions", "-F", "#{session_name}").split() == ["t"]
    assert left_behind(t) == []


def test_a_share_that_tmux_refuses_leaves_nothing_behind(around):
    t, run = around
    t.tmux("set", "-s", "command-alias[100]", "new-session=nonsense")
    assert "tmux weigert" in typed_in(t, "share", run)
    assert left_behind(t) == []


@pytest.mark.parametrize("mask", ["000", "022", "077"])
def test_what_share_writes_is_for_its_owner_alone_whatever_the_umask(shared, mask):
    before = os.umask(int(mask, 8))
    try:
        s = shared()
    finally:
        os.umask(before)
    config = Path(s.command[3]).with_suffix(".conf")
    assert config.stat().st_mode & 0o777 == 0o600
    config.chmod(0o644)
    s.share()
    assert config.stat().st_mode & 0o777 == 0o600


def test_a_share_that_goes_on_says_which_options_it_does_not_take_over(shared):
    s = shared()
    assert "gaat door" not in s.share().stdout
    said = s.share("--as", "Bob", "--theme", "light").stdout
    (told,) = (line for line in said.splitlines() if "gaat door zonder --as, --theme;" in line)
    assert told.endswith(f"doe dan eerst: ai-tui share {s.run} --stop")
    os.kill(s.pid("scribe"), signal.SIGKILL)
    s.until(lambda: s.tmux("display-message", "-p", "-t", "scribe", "#{pane_dead}") == "1")
    assert "gaat door zonder --theme;" in s.share("--as", "Bob", "--theme", "light").stdout


def test_windows_are_found_from_wherever_temporary_files_are_elsewhere(shared, tmp_path):
    s = shared()
    s.terminal.env["TMPDIR"] = str(tmp_path)
    assert s.lines["room"] in s.terminal.run("share", s.run, "--detached").stdout
    assert "gesloten" in s.terminal.run("share", s.run, "--stop").stdout


def test_stop_closes_the_run_in_the_folder_that_is_named(shared):
    one = shared("een")
    other = shared("twee")
    file = str(Path(one.run).parent / "proef.toml")
    done = one.terminal.run("share", file, "--run", one.run, "--stop")
    assert "gesloten" in done.stdout, done.stderr
    again = one.terminal.run("share", other.run, "--run", one.run, "--stop")
    assert "Er draait niets" in again.stdout, again.stderr
    assert other.pid("scribe")


def test_stop_closes_a_run_whose_folder_is_away(shared):
    s = shared()
    s.until(lambda: "Top-3" in s.window("scribe"))
    s.folder.rename(s.folder.with_name("elders"))
    done = s.terminal.run("share", s.run, "--stop")
    assert "gesloten" in done.stdout, done.stderr
    assert left_behind(s.terminal) == []


def test_stop_saves_what_is_half_typed_before_it_says_that_all_is_saved(shared):
    s = shared()
    scribe = s.scribe(120, 36)
    scribe.wait("Top-3")
    scribe.send("bijna klaar")
    scribe.wait("bijna klaar")
    done = s.terminal.run("share", s.run, "--stop")
    assert (done.returncode, done.stderr) == (0, "")
    assert "gesloten; alles is bewaard" in done.stdout
    assert "bijna klaar" in json.dumps(s.exported())


def test_stop_tells_of_the_copy_when_the_folder_was_gone_under_the_scribe(shared):
    s = shared()
    scribe = s.scribe(120, 36)
    scribe.wait("Top-3")
    s.folder.rename(s.folder.with_name("elders"))
    scribe.send("nergens anders\r")
    scribe.wait("NIET BEWAARD")
    done = s.terminal.run("share", s.run, "--stop")
    assert done.returncode == 1
    assert "gesloten" in done.stdout
    assert "bewaard" not in done.stdout
    (line,) = done.stderr.splitlines()
    (copy,) = s.terminal.folder.rglob("*noodkopie*")
    assert line.endswith(f"ga verder met ai-tui run {copy}")
    assert "nergens anders" in s.terminal.run("export", str(copy)).stdout
    assert left_behind(s.terminal) == []


def test_stop_says_that_a_screen_was_cut_off_before_it_could_save(shared):
    s = shared()
    s.until(lambda: "Top-3" in s.window("scribe"))
    os.kill(s.pid("scribe"), signal.SIGKILL)
    s.until(lambda: s.tmux("display-message", "-p", "-t", "scribe", "#{pane_dead}") == "1")
    done = s.terminal.run("share", s.run, "--stop")
    assert done.returncode == 1
    assert "bewaard" not in done.stdout
    assert "afgebroken" in done.stderr


def test_a_screen_that_is_left_closes_its_window_in_a_tmux_that_missed_it(shared, deaf):
    s = shared(LD_PRELOAD=str(deaf))
    scribe = s.scribe(120, 36)
    scribe.wait("Top-3")
    scribe.send("\x03")
    scribe.wait("Nog eens")
    scribe.send("\x03")
    s.until(lambda: (scribe.look(), s.tmux("list-sessions", "-F", "#{session_name}"))[1] == "room")


@pytest.mark.parametrize("cut_off", [False, True])
def test_stop_knows_how_a_screen_ended_in_a_tmux_that_missed_it(shared, deaf, cut_off):
    s = shared(LD_PRELOAD=str(deaf))
    s.until(lambda: "Top-3" in s.window("scribe"))
    if cut_off:
        os.kill(s.pid("scribe"), signal.SIGKILL)
    done = s.terminal.run("share", s.run, "--stop")
    assert ("alles is bewaard" in done.stdout, "afgebroken" in done.stderr) == (
        not cut_off,
        cut_off,
    )
    assert left_behind(s.terminal) == []


def test_stop_leaves_the_windows_of_a_screen_that_does_not_end(shared, monkeypatch, capsys):
    s = shared()
    s.until(lambda: "Top-3" in s.window("scribe"))
    monkeypatch.setattr("ai_tui.tui.mux.windows.ENDS_WITHIN", 1.0)
    for name, value in s.env.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("TMUX", raising=False)
    pids = [s.pid("scribe"), s.pid("room")]
    with monkeypatch.context() as patch:
        patch.setattr("ai_tui.tui.mux.windows.os.kill", lambda *_: None)
        assert program(["share", s.run, "--stop"]) == 1
    said = capsys.readouterr()
    assert "sluit niet" in said.err
    assert said.out == ""
    assert [s.pid("scribe"), s.pid("room")] == pids
    assert s.tmux("show-options", "-p", "-t", "scribe", "remain-on-exit") == ""


def test_over_ssh_both_lines_are_those_of_this_machine(shared):
    s = shared()
    for name in ("room", "reader"):
        ssh, where, whom, line = shlex.split(s.lines[f"{name}_ssh"])
        assert (ssh, where, line) == ("ssh", "-t", s.lines[name])
        assert "@" in whom


def test_what_is_shared_in_a_tmux_of_its_own_is_closed_from_within_another(around):
    t, run = around
    assert t.run("share", run, "--detached").returncode == 0
    assert len(left_behind(t)) == 2
    assert "Deze run is al gedeeld buiten deze tmux" in typed_in(t, "share", run)
    assert t.tmux("list-windows", "-a", "-F", "#{session_name}").split() == ["t"]
    assert "gesloten; alles is bewaard" in typed_in(t, "share", run, "--stop")
    assert left_behind(t) == []
    assert "Er draait niets" in typed_in(t, "share", run, "--stop")


def test_what_is_shared_within_a_tmux_is_found_and_closed_from_outside(around):
    t, run = around
    assert "Op de beamer" in typed_in(t, "share", run)
    sessions = t.tmux("list-sessions", "-F", "#{session_name}").split()
    assert len(sessions) == 3
    again = t.run("share", run, "--detached")
    assert str(t.socket) in again.stdout
    assert t.tmux("list-sessions", "-F", "#{session_name}").split() == sessions
    assert "gesloten" in t.run("share", run, "--stop").stdout
    assert t.tmux("list-sessions", "-F", "#{session_name}").split() == ["t"]
    assert left_behind(t) == []
    assert "Er draait niets" in t.run("share", run, "--stop").stdout


def test_within_a_tmux_that_says_who_looks_nothing_typed_is_lost(around):
    t, run = around
    t.tmux("set", "-s", "focus-events", "on")
    typed_in(t, "share", run)
    window = t.tmux("list-windows", "-t", "t", "-F", "#{window_name}").split()[1]
    deadline = time.monotonic() + PATIENCE
    while "Top-3" not in t.tmux("capture-pane", "-p", "-t", window):
        assert time.monotonic() < deadline
    t.tmux("send-keys", "-t", window, "na het lezen", "Enter")
    while "na het lezen" not in t.run("export", run).stdout:
        assert time.monotonic() < deadline
    t.run("share", run, "--stop")


def test_within_a_tmux_the_windows_open_there(around):
    t, run = around
    for _ in range(2):
        t.restart("share", run)
        t.wait("Op de beamer")
        t.wait_dead()
    windows = t.tmux("list-windows", "-t", "t", "-F", "#{window_name}").split()[1:]
    assert len(windows) == 1
    assert re.fullmatch("ai-tui-[0-9a-f]{8}-scribe", windows[0])
    deadline = time.monotonic() + PATIENCE
    while "Top-3" not in t.tmux("capture-pane", "-p", "-t", windows[0]):
        assert time.monotonic() < deadline
    sessions = t.tmux("list-sessions", "-F", "#{session_name}").split()
    assert sessions == [windows[0].replace("scribe", "room"), windows[0], "t"]
    t.restart("share", run, "--stop")
    t.wait_dead()
    assert t.tmux("list-windows", "-a", "-F", "#{session_name}").split() == ["t"]

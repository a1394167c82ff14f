import os
from datetime import timedelta

import pytest
from run_kit import NINE, Machine, plan, texts

from ai_tui.run.making import make
from ai_tui.run.run import Run


class Stage:
    """A rehearsal at sixty times the speed; journals show on their files when they were on."""

    def __init__(self, folder):
        self.folder = folder
        self.machine = Machine(NINE + timedelta(days=40, hours=3))
        self.made = make(plan(), folder, "mies", self.machine, speed=60)
        self.show_signs(self.made)

    def show_signs(self, run):
        """Let the journals of `run` be touched now, as the disk of a screen does."""
        for path in (self.folder / "journal").glob(f"*{run.store.writer}*"):
            seconds = int(self.machine.at.timestamp())
            os.utime(path, (seconds, seconds))

    def screen(self, author="mies"):
        run = Run.open(self.folder, author, self.machine)
        run.attend()
        self.show_signs(run)
        return run

    def command(self, author="kees"):
        return Run.open(self.folder, author, self.machine)

    def pass_by(self, run, seconds):
        for _ in range(seconds):
            self.machine.pass_by(seconds=1)
            self.show_signs(run)


@pytest.fixture
def stage(folder):
    return Stage(folder)


def test_a_rehearsal_is_marked_and_begins_at_the_planned_start(stage):
    assert stage.made.state.info.rehearsal
    assert stage.made.state.rehearsal.speed == 60
    assert stage.command().now().wall == stage.command().schedule().start


def test_it_runs_at_its_speed_while_a_screen_is_on(stage):
    screen = stage.screen()
    screen.clock.next()
    stage.pass_by(screen, 10)
    assert screen.evening().countdown.left == timedelta(minutes=20)


def test_it_stands_still_before_any_screen_was_on(stage):
    stage.machine.pass_by(hours=1)
    screen = stage.screen()
    assert screen.now().wall == screen.schedule().start


def test_it_stands_still_while_no_screen_is_on(stage):
    screen = stage.screen()
    screen.clock.next()
    stage.pass_by(screen, 10)
    screen.close()
    stage.show_signs(screen)
    left = screen.evening().countdown.left
    stage.machine.pass_by(hours=3)

    assert left - stage.command().evening().countdown.left <= timedelta(minutes=1)
    again = stage.screen()
    assert left - again.evening().countdown.left <= timedelta(minutes=1)
    before = again.evening().countdown.left
    stage.pass_by(again, 5)
    assert before - again.evening().countdown.left == timedelta(minutes=5)


def test_a_command_that_writes_meanwhile_does_not_let_it_run(stage):
    screen = stage.screen()
    screen.clock.next()
    stage.pass_by(screen, 10)
    screen.close()
    stage.show_signs(screen)
    stage.machine.pass_by(hours=1)
    stood = stage.command().now().wall
    stage.machine.pass_by(hours=2)

    command = stage.command()
    command.harvest.append(command.state.form("top"), "g1", "items", ["een"])
    stage.show_signs(command)
    command.close()

    assert stage.command().now().wall == stood
    assert stage.screen().now().wall == stood


def test_what_was_pressed_never_lies_ahead_after_a_crash(stage):
    screen = stage.screen()
    stage.pass_by(screen, 3)
    stage.machine.pass_by(milliseconds=900)
    screen.clock.next()
    stage.show_signs(screen)
    pressed = screen.state.moments[-1].at.wall
    stage.machine.pass_by(hours=1)
    assert stage.command().now().wall >= pressed


def test_it_stands_still_until_something_is_pressed_and_goes_from_there(stage):
    screen = stage.screen()
    stage.pass_by(screen, 45)
    assert screen.now().wall == stage.command().now().wall == screen.schedule().start
    screen.clock.next()
    assert screen.evening().started == screen.schedule().start
    stage.pass_by(screen, 10)
    assert screen.evening().countdown.left == timedelta(minutes=20)
    screen.undo.undo("clock")
    stage.pass_by(screen, 5)
    assert screen.now().wall == screen.schedule().start
    screen.clock.next()
    stage.pass_by(screen, 10)
    assert screen.evening().countdown.left == timedelta(minutes=20)


def test_the_time_of_an_entry_is_that_of_the_rehearsal(stage):
    screen = stage.screen()
    screen.clock.next()
    stage.pass_by(screen, 10)
    screen.harvest.append(screen.state.form("top"), "g1", "items", ["een"])
    assert texts(screen, "top", "g1") == ["een"]
    (entry,) = screen.state.entries()
    assert entry.at == screen.schedule().start + timedelta(minutes=10)


def test_attending_is_nothing_that_undo_takes_back(stage):
    screen = stage.screen()
    assert screen.undo.next_undo("harvest") is None
    assert screen.undo.next_undo("clock") is None


def test_what_was_told_at_a_time_is_what_its_clock_told_then(stage):
    screen = stage.screen()
    start = screen.schedule().start
    opened = stage.machine.at
    stage.pass_by(screen, 20)
    screen.clock.next()
    pressed = stage.machine.at
    stage.pass_by(screen, 10)
    typed = stage.machine.at
    stage.pass_by(screen, 5)
    screen.close()
    stage.show_signs(screen)
    stage.machine.pass_by(hours=3)
    between, again = stage.machine.at - timedelta(hours=1), stage.screen()
    stood = again.now().wall
    stage.pass_by(again, 5)
    times = (opened, pressed, typed, between, stage.machine.at)
    told = [start, start, start + timedelta(minutes=10), stood, again.now().wall]
    assert [again.told_at(at) for at in times] == told
    assert again.told_at(typed).tzinfo == again.zone


def test_without_a_rehearsal_the_clock_told_the_time_itself(folder):
    machine = Machine(NINE)
    run = make(plan(), folder, "mies", machine)
    assert run.told_at(machine.at) == machine.at

"""The whole screen of the room from a scene: the same scene is the same picture, always."""

from ai_tui.locale import Words
from ai_tui.tui.paint.pieces import blank
from ai_tui.tui.wall.picture import Picture, Stage, bar_row, framed, heading_row, whole
from ai_tui.tui.wall.reading_rows import reading_stage
from ai_tui.tui.wall.scene import LARGE_FROM, SIDE, Scene
from ai_tui.tui.wall.stacking import stack


def paint(scene: Scene, words: Words, width: int, height: int, notice: str = "") -> Picture:
    """The scene on `width` by `height` cells; `notice` is said beside the heading."""
    if scene.view == "dark" and not scene.message:
        return Picture((blank(width),) * height)
    inside = max(height - 2, 0)
    stage = _framed(scene, words, width, inside, height)
    heading = heading_row(scene.heading, notice, scene.time, width)
    return whole(heading, stage, bar_row(scene.bar, width), width, height)


def _framed(scene: Scene, words: Words, width: int, inside: int, height: int) -> Stage:
    if not scene.over or inside < 4 or width < 2 * SIDE + 1:
        return _stage(scene, words, width, inside, height)
    far = width >= LARGE_FROM
    stage = _stage(scene, words, width - 2 * SIDE, inside - 2 - far, height)
    if far:
        stage = stage._replace(rows=[*stage.rows, ()])
    return framed(stage, width, far=far)


def _stage(scene: Scene, words: Words, width: int, inside: int, height: int) -> Stage:
    if scene.reading is not None and not scene.message:
        return reading_stage(scene, scene.reading, words, width, inside)
    return stack(scene, width, inside, height)

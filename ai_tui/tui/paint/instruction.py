"""What the groups were asked to do now, and the roles they divided."""

from ai_tui.locale import Words
from ai_tui.session.model import Block
from ai_tui.tui.paint.pieces import Piece, Row, fill, fit, wrap

ROLES_FROM = 4
"""From this height on the roles have a row."""


def instruction(
    block: Block | None, phase: str, words: Words, width: int, height: int
) -> tuple[Row, ...]:
    """Exactly `height` rows: the phase's instruction, else the block's; then the roles."""
    if block is None:
        return fill((), width, height)
    own = next((each.instruction for each in block.phases if each.id == phase), "")
    roles = height >= ROLES_FROM and bool(block.roles)
    texts = wrap(own or block.instruction, width - 2, height - (1 if roles else 0))
    rows: list[Row] = [(Piece(f" {text}"),) for text in texts]
    if roles:
        said = words("tui_clock.roles", roles=" · ".join(block.roles))
        rows.append((Piece(" "), Piece(fit(said, width - 2), "rest")))
    return fill(rows, width, height)

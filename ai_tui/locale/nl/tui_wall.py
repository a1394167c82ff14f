"""Dutch texts of the room's screen."""

from ai_tui.locale import Template

WORDS: dict[str, Template] = {
    "tui_wall.welcome": "Welkom",
    "tui_wall.welcome_at": "Welkom. We beginnen om {at}",
    "tui_wall.welcome_soon": "Welkom. We beginnen zo",
    "tui_wall.thanks": "Dank je wel",
    "tui_wall.thanks_more": "Fijn dat je erbij was bij {title}.",
    "tui_wall.until": "tot {at}",
    "tui_wall.paused": "pauze",
    "tui_wall.turn": "aan de beurt",
    "tui_wall.turn_soon": "zo aan de beurt",
    "tui_wall.next": "straks: {title}",
    "tui_wall.next_at": "straks: {title}, {at}",
    "tui_wall.over": "! over tijd !",
    "tui_wall.ended": "{title} is afgelopen",
    "tui_wall.round_off": "Rond af.",
    "tui_wall.round_off_next": "Rond af. Straks: {title}",
    "tui_wall.left": "nog {left}",
    "tui_wall.part": "deel {n} van {of}",
    "tui_wall.lost": "even geen verbinding met de sessie",
}

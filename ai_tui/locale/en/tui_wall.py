"""English texts of the room's screen."""

from ai_tui.locale import Template

WORDS: dict[str, Template] = {
    "tui_wall.welcome": "Welcome",
    "tui_wall.welcome_at": "Welcome. We begin at {at}",
    "tui_wall.welcome_soon": "Welcome. We begin in a moment",
    "tui_wall.thanks": "Thank you",
    "tui_wall.thanks_more": "It was good to have you at {title}.",
    "tui_wall.until": "until {at}",
    "tui_wall.paused": "paused",
    "tui_wall.turn": "it is the turn of",
    "tui_wall.turn_soon": "up next",
    "tui_wall.next": "next: {title}",
    "tui_wall.next_at": "next: {title}, {at}",
    "tui_wall.over": "! over time !",
    "tui_wall.ended": "{title} is over",
    "tui_wall.round_off": "Please round off.",
    "tui_wall.round_off_next": "Please round off. Next: {title}",
    "tui_wall.left": "{left} left",
    "tui_wall.part": "part {n} of {of}",
    "tui_wall.lost": "no connection to the session just now",
}

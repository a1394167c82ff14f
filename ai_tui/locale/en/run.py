"""English texts of the run."""

from ai_tui.locale import Template

WORDS: dict[str, Template] = {
    "run.unknown": "No run '{name}' found; `ai-tui list` shows which there are.",
    "run.ambiguous": "'{name}' fits more than one run: {names}. Give a longer name.",
    "run.no_plan": "{folder} holds no session that can be read; it is no run, or it is damaged.",
    "run.no_time": "'{text}' is not a time; write a time like 16:37.",
}

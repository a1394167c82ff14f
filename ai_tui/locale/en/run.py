"""English texts of the run."""

from ai_tui.locale import Template

WORDS: dict[str, Template] = {
    "run.forget_no_run": "{folder} is not the folder of a run and stays.",
    "run.forget_other": "In {folder} there is also '{name}', which belongs to no run; take that away first.",
    "run.forget_in_use": "Somebody is typing in {folder} now; close the screens of this run first.",
    "run.unknown": "No run '{name}' found; `ai-tui list` shows which there are.",
    "run.ambiguous": "'{name}' fits more than one run: {names}. Give a longer name.",
    "run.more": ", … and {n} more",
    "run.no_plan": "{folder} holds no session that can be read; it is no run, or it is damaged.",
    "run.no_start": "'{text}' cannot be the start; write planned, now or a time like 16:40.",
    "run.no_time": "'{text}' is not a time; write a time like 16:37.",
}

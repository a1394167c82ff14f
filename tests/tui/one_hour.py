def one_hour(groups: str, kind: str, form: str) -> str:
    """A session file of one block of an hour with one form; `groups` as TOML writes them."""
    return f"""
title = "Proef"
start = "13:00"
group_word = "Tafel"
groups = {groups}

[[blocks]]
title = "Ontdekken"
start = "13:00"
minutes = 60

[[blocks.forms]]
kind = "{kind}"
title = "{form}"
"""

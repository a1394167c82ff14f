"""The plan: what a session file says, read, checked and resolved."""

"""What the room sees: chosen from the run, then painted; nothing here is private."""

"""Pure functions that turn data into rows of text; widgets only show what these give."""

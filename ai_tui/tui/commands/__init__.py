"""The one table of commands: footer, strip, palette, help and keys all come from it."""

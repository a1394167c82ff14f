"""A terminal session runner for facilitated group sessions."""

__version__ = "1.0.0"

"""Sharing a run in tmux."""

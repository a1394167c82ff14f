"""The harvest: one module for each kind of form."""

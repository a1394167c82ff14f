"""What lies over the scribe's screen for a moment: lists to choose from, forms to fill, help."""

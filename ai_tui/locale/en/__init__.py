"""English texts, one module for each part of the program."""

"""What leaves the program: JSON and tables for the terminal."""

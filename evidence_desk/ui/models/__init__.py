"""Qt models over the reads of the library: light rows, sorted in SQL."""

"""A library on disk: the journal, the tables folded from it, and the files."""

"""What the evidence says: coverage and, later, challenges."""

"""Words in the index, facts in the database, one query over both."""

"""The rules of evidence: pure functions and records on the standard library alone."""

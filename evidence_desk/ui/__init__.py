"""The window. No SQL and no rules here."""

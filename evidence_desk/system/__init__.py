"""Every branch on the operating system lives here."""

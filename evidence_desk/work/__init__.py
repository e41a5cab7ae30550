"""Processes with limits, jobs with progress, and the page renderer. No Qt."""

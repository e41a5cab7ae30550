"""Text and its place out of files; runs only inside worker processes."""

"""What a person can do: each one gesture, one action, one undo step."""

"""Two attendees met: what each side was given, and by whose act."""

"""The page about one event for one attendee: people, details, follow-ups."""

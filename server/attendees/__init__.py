"""One person at one event: the card they show, and what they agreed to."""

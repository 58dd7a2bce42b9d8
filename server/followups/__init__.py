"""One message to one person after an event: private to its author."""

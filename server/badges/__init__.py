"""The badges room: what an organiser prints."""

"""What one side wrote about the other: private to its author."""

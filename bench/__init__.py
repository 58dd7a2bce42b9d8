"""What is measured, and held against the goals."""

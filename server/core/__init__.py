"""What every room stands on; no word of the domain."""

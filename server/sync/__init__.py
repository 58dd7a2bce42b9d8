"""Push and pull for phones that were offline."""

"""Running Kith: migrating, serving, the demo."""

"""People who can sign in, and the devices they are signed in on."""

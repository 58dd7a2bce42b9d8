"""What an organiser may take out: who agreed to be listed, and what each of them agreed to."""

"""What becomes due by itself."""

from server.accounts import services
from server.core.jobs import Job

JOBS = [Job("accounts.drop_expired", services.drop_expired)]

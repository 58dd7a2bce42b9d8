"""What becomes due by itself: scans whose person never came."""

from server.core.jobs import Job
from server.encounters import services

DAY_S = 86_400.0
JOBS = [Job("encounters.forget_waiting_codes", services.forget_waiting_codes, every_s=DAY_S)]

"""What a worker does for exports: an organiser watches while the file is written."""

from server.core.jobs import Job
from server.exports import services, writing

JOBS = [
    Job("exports.write", writing.write_exports, every_s=1.0, in_one_transaction=False),
    Job("exports.clear_away", services.clear_away),
]

"""Follow-ups, from phones that were offline."""

from server.attendees.queries import attendee_of
from server.core.mutations import Mutation, one_by_one
from server.followups import queries, services
from server.followups.schemas import FollowUpIn, LetGoIn, SentIn

MUTATIONS = {
    "follow_up.write": Mutation("follow_up", FollowUpIn, attendee_of, one_by_one(services.write_follow_up)),
    "follow_up.mark_sent": Mutation("follow_up", SentIn, attendee_of, one_by_one(services.mark_sent)),
    "follow_up.let_go": Mutation("follow_up", LetGoIn, attendee_of, one_by_one(services.let_go)),
}
FEEDS = {"follow_up": queries.follow_ups_for}

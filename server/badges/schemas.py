"""Badges and posters on the wire."""

from marshmallow import Schema, fields, validate
from webargs.fields import DelimitedList

from server.badges.paper import BADGE_PAPERS, POSTER_PAPERS
from server.core.fields import many

MOST_CHOSEN = 200
MOST_BLANK = 500
USUAL_BLANK = 200
MOST_PARTS = 1_000

BADGE_PAPER = {
    "description": "a6: one badge a page. labels: A4, 2 x 4 labels of 99.1 x 67.7 mm.",
}


def _badge_paper() -> fields.String:
    return fields.String(load_default="a6", validate=validate.OneOf(BADGE_PAPERS), metadata=BADGE_PAPER)


class BadgesIn(Schema):
    """Whose badges, and on what."""

    paper = _badge_paper()
    attendees = DelimitedList(
        fields.UUID(),
        load_default=[],
        validate=validate.Length(1, MOST_CHOSEN),
        metadata={"description": "Attendee ids, separated by commas; without it, everybody."},
    )
    part = fields.Integer(
        load_default=1,
        validate=validate.Range(1, MOST_PARTS),
        metadata={"description": "Everybody's badges come in files of 500, by name; the first is 1."},
    )


class BlankBadgesIn(Schema):
    """How many badges without a name, and on what."""

    paper = _badge_paper()
    count = fields.Integer(load_default=USUAL_BLANK, validate=validate.Range(1, MOST_BLANK))


class PosterIn(Schema):
    """On what paper."""

    paper = fields.String(load_default="a4", validate=validate.OneOf(POSTER_PAPERS))


class PrintableIn(Schema):
    """Which page of names."""

    cursor = fields.UUID(load_default=None, metadata={"description": "The next_cursor of the page before."})


class PrintableBadgeOut(Schema):
    """Somebody with a badge."""

    attendee_id = fields.UUID(required=True)
    name = fields.String(required=True)


class PrintableOut(Schema):
    """Those with a badge, by name, 200 a page."""

    badges = many(PrintableBadgeOut, required=True)
    next_cursor = fields.UUID(required=True, allow_none=True)
    total = fields.Integer(required=True, metadata={"description": "How many there are in all."})
    files = fields.Integer(required=True, metadata={"description": "How many files everybody's badges fill."})

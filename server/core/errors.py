"""Errors named for the rule they keep; the edge turns each into a problem (RFC 9457)."""

from collections.abc import Mapping
from traceback import format_tb
from typing import Any, ClassVar


class DomainError(Exception):
    """A rule said no. `code` is stable; `detail` says what is wrong and what to do."""

    status: ClassVar[int] = 422
    code: ClassVar[str] = "refused"
    detail: ClassVar[str] = "This cannot be done."

    def __init__(self, detail: str = "", *, errors: Mapping[str, Any] | None = None) -> None:
        """Say `detail` where the class's own words are not enough."""
        super().__init__(detail or self.detail)
        self.errors = errors

    def __init_subclass__(cls) -> None:
        """Keep the list of all codes complete."""
        super().__init_subclass__()
        KINDS[cls.code] = cls


KINDS: dict[str, type[DomainError]] = {}


def whereabouts(error: BaseException) -> str:
    """Kind and place of a failure for the log, without its message, which may quote what people wrote."""
    earlier = error.__cause__ or error.__context__
    before = f"{whereabouts(earlier)}\nthen\n" if earlier else ""
    return f"{before}{''.join(format_tb(error.__traceback__))}{type(error).__qualname__}"


class NotFound(DomainError):
    """Not there, or not theirs: a stranger cannot tell which."""

    status = 404
    code = "not_found"
    detail = (
        "There is nothing here for you. Check the address, or sign in with the account that it belongs to."
    )


class NotSignedIn(DomainError):
    """The request carries no valid session."""

    status = 401
    code = "not_signed_in"
    detail = "You are not signed in. What you wrote stays on your phone; sign in and it will be sent."


class MethodNotAllowed(DomainError):
    """This address takes other methods."""

    status = 405
    code = "method_not_allowed"
    detail = "This address does not take that method. The header Allow names those it takes."


class IdTaken(DomainError):
    """Somebody else's row has this id."""

    status = 409
    code = "id_taken"
    detail = "This id is already in use. Make a new one and try again."


class IdReuse(DomainError):
    """One write id came back with other content."""

    status = 409
    code = "id_reuse"
    detail = (
        "This write was sent before with other words. Both texts are kept; send the new one under a new id."
    )


class InvalidInput(DomainError):
    """The content breaks its schema."""

    status = 422
    code = "invalid_input"
    detail = "Some fields are not right. See errors for each."


class NotJson(DomainError):
    """The body is not the strict JSON that we read."""

    status = 400
    code = "not_json"
    detail = "The body is not valid JSON (RFC 8259, UTF-8, no NaN, no lone surrogates)."


class UnsupportedBody(DomainError):
    """The body is of another type."""

    status = 415
    code = "unsupported_body"
    detail = "Send the body as application/json."


class TooLarge(DomainError):
    """The body is larger than any real one."""

    status = 413
    code = "too_large"
    detail = "This is too much at once. Nothing was changed; send less."


class CrossSite(DomainError):
    """An unsafe request that did not come from our own pages."""

    status = 403
    code = "cross_site"
    detail = (
        "This request did not come from Kith itself. "
        "Send the Kith-Client header, and this server's address as Origin."
    )


class WrongHost(DomainError):
    """Addressed to another host or port than the one configured."""

    status = 421
    code = "wrong_host"
    detail = "This server is known by another address."


class RangeNotSatisfiable(DomainError):
    """The file has no such part."""

    status = 416
    code = "range_not_satisfiable"
    detail = "The file ends before what you ask for. Fetch it from the beginning."


class WriteConflict(DomainError):
    """Two requests raced twice for one row."""

    status = 409
    code = "write_conflict"
    detail = "Somebody changed this at the same moment. Nothing was lost; try again."


class NotNow(DomainError):
    """Too much of one thing in a short time; the same may be sent again later."""

    status = 429
    code = "not_now"
    detail = "That was a lot in a short time. Nothing was lost; it is taken a little later."
    retry_after_s: ClassVar[int] = 60


class Unexpected(DomainError):
    """Something failed on our side."""

    status = 500
    code = "unexpected"
    detail = "Something failed on our side. Nothing you sent was half done; try again."


class Busy(DomainError):
    """The database could not be written to in time."""

    status = 503
    code = "busy"
    detail = "Kith is busy for a moment. Nothing was lost; try again shortly."

"""What may be written as a contact detail, by its kind; the web app has the same rules and vectors."""

import re
import unicodedata

from server.core.fields import visible_length

# A label of a host in any script: of ASCII, only letters, digits and the hyphen.
_LABEL = r"[^\x00-\x2c\x2e\x2f\x3a-\x40\x5b-\x60\x7b-\xa0]"
_HOST = rf"(?:{_LABEL}+\.)+(?![0-9]){_LABEL}{{2,}}"
_REST = r"[^\s\\<>\"]"
_LATIN = re.IGNORECASE | re.ASCII
_NUMBER = re.compile(r"(?=(?:[^0-9]*[0-9]){5,20}[^0-9]*$)\(?\+?\(?[0-9][0-9 \u00a0().-]*")
_RULES = {
    "email": re.compile(rf"[^\x00-\x20\"(),:;<>@\[\\\]\x7f-\xa0]{{1,64}}@{_HOST}"),
    "signal": re.compile(
        rf"(?:https://)?signal\.me/#{_REST}+|[a-z_][a-z0-9_]{{2,31}}\.[0-9]{{2,20}}", _LATIN
    ),
    "linkedin": re.compile(
        rf"(?:https://)?(?:[a-z0-9-]+\.)*linkedin\.com/{_REST}+"
        r"|[^\x00-\x2c\x2e\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\xa0]{3,100}",
        _LATIN,
    ),
    "website": re.compile(rf"(?:https://{_HOST}(?::[0-9]{{1,5}})?|{_HOST})(?:[/?#]{_REST}*)?", _LATIN),
}
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})

_NO_NUMBER = "A telephone number has 5 to 20 digits, and between them only spaces, ( ) - and dots."
WHAT_FITS = {
    "email": "An e-mail address looks like ada@example.org.",
    "phone": _NO_NUMBER,
    "whatsapp": _NO_NUMBER,
    "signal": "A Signal username looks like ada.01. A telephone number or a signal.me link fits too.",
    "linkedin": "A LinkedIn address looks like https://www.linkedin.com/in/ada. Its last part is enough.",
    "website": "A website looks like example.org or https://example.org/ada. No other links fit.",
    "title": "Please write something here.",
    "company": "Please write something here.",
}


def fits(kind: str, value: str) -> bool:
    """Whether a cleaned text is a contact detail of this kind."""
    if kind in {"title", "company"}:
        return visible_length(value) > 0
    if kind in {"phone", "whatsapp", "signal"} and _NUMBER.fullmatch(value):
        return True
    unseen = any(unicodedata.category(symbol) in _UNSEEN for symbol in value)
    return kind in _RULES and not unseen and bool(_RULES[kind].fullmatch(value))

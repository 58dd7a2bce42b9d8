"""The deck: enough questions, each worth being asked, none a pitch."""

import re
from collections import Counter

from server.events.deck import DeckPrompt, deck

MOODS = {"curious", "making", "places", "turning points", "help", "play"}
INVITATIONS = ("Tell me", "Name", "Describe", "Share", "Pick", "Choose")
PITCHES = re.compile(
    r"\b(compan(y|ies)|career|clients?|customers?|leads?|start-?up|industry|what do you do|network)\b",
    re.IGNORECASE,
)

CARDS: list[DeckPrompt] = list(deck().values())


def test_there_are_sixty_at_least_in_six_moods_none_of_them_thin() -> None:
    by_mood = Counter(card.mood for card in CARDS)
    assert len(CARDS) >= 60
    assert set(by_mood) == MOODS
    assert min(by_mood.values()) >= 9


def test_no_two_ask_the_same() -> None:
    opened = [re.sub(r"\W+", " ", card.text).casefold().strip() for card in CARDS]
    assert len(set(opened)) == len(opened)


def test_keys_can_stand_in_a_file_of_translations() -> None:
    assert [card.key for card in CARDS if not re.fullmatch(r"[a-z]+(-[a-z]+)*", card.key)] == []


def test_each_fits_a_prompt_and_is_a_question_or_an_invitation() -> None:
    for card in CARDS:
        assert len(card.text) <= 120, card.text
        assert card.text == card.text.strip()
        asks = card.text.endswith("?")
        assert asks or (card.text.endswith(".") and card.text.startswith(INVITATIONS)), card.text


def test_none_asks_for_a_pitch_or_can_be_answered_with_yes() -> None:
    assert [card.text for card in CARDS if PITCHES.search(card.text)] == []
    closed = [card.text for card in CARDS if re.match(r"(Do|Did|Does|Have|Has|Are|Were|Can)\b", card.text)]
    assert closed == []

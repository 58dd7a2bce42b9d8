"""What one measurement is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measurement:
    """One figure, its unit and the goal that it must keep to; `aside` is for the reader and no goal."""

    name: str
    value: float
    unit: str
    at_most: float | None = None
    at_least: float | None = None
    aside: str = ""

    @property
    def good(self) -> bool:
        """Whether the goal is reached."""
        return (self.at_most is None or self.value <= self.at_most) and (
            self.at_least is None or self.value >= self.at_least
        )

    @property
    def goal(self) -> str:
        """The goal in words."""
        return f"<= {self.at_most:g}" if self.at_most is not None else f">= {self.at_least:g}"


def at_most(name: str, ratio: float, goal: float, microseconds: float = 0) -> Measurement:
    """A ratio that must not be passed, and what it was made of in absolute terms."""
    aside = f"{microseconds:,.0f} us" if microseconds else ""
    return Measurement(name, round(ratio, 2), "ratio", at_most=goal, aside=aside)


def at_least(name: str, ratio: float, goal: float, aside: str = "") -> Measurement:
    """A ratio that must be reached."""
    return Measurement(name, round(ratio, 2), "ratio", at_least=goal, aside=aside)

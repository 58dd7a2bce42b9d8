"""What one measurement is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measurement:
    """One figure, its unit and the goal that it must not pass."""

    name: str
    value: float
    unit: str
    at_most: float

    @property
    def good(self) -> bool:
        """Whether the goal is reached."""
        return self.value <= self.at_most

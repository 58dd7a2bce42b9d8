"""When events become recaps: worked out by hand, so that each language is checked against the clocks."""

from typing import Any

# What is special; zone; start, end and recap in UTC, without the century.
EVENINGS = """
an afternoon                            |Europe/Lisbon      |26-11-12T13:00|26-11-12T17:00|26-11-12T18:00
a morning: the evening comes after      |Europe/Madrid      |26-11-12T08:00|26-11-12T11:00|26-11-12T17:00
an evening: not before it starts        |Europe/Lisbon      |26-11-12T20:00|26-11-12T23:00|26-11-12T20:00
it ends at six                          |Europe/Lisbon      |26-11-12T09:00|26-11-12T18:00|26-11-12T18:00
until midnight                          |Europe/Lisbon      |26-11-12T10:00|26-11-13T00:00|26-11-12T18:00
until one minute to six in the morning  |Europe/Lisbon      |26-11-12T10:00|26-11-13T05:59|26-11-12T18:00
until six in the morning                |Europe/Lisbon      |26-11-12T10:00|26-11-13T06:00|26-11-13T18:00
only at night                           |Europe/Lisbon      |26-11-13T02:00|26-11-13T05:00|26-11-13T02:00
three days                              |UTC                |26-11-12T09:00|26-11-14T16:00|26-11-14T18:00
clocks go back that night, late party   |Europe/Lisbon      |26-10-24T09:00|26-10-25T00:30|26-10-24T17:00
clocks go back that night, second 01:30 |Europe/Lisbon      |26-10-24T09:00|26-10-25T01:30|26-10-24T17:00
clocks go back between two days         |Europe/Lisbon      |26-10-24T09:00|26-10-25T17:00|26-10-25T18:00
clocks go forward that night, late party|Europe/Lisbon      |26-03-28T10:00|26-03-29T02:30|26-03-28T18:00
clocks go forward between two days      |Europe/Lisbon      |26-03-28T10:00|26-03-29T16:00|26-03-29T17:00
05:59 is 04:59 UTC                      |Europe/Lisbon      |26-03-28T10:00|26-03-29T04:59|26-03-28T18:00
06:00 is 05:00 UTC                      |Europe/Lisbon      |26-03-28T10:00|26-03-29T05:00|26-03-29T17:00
a day ahead, clocks go back             |Pacific/Auckland   |26-04-03T21:00|26-04-05T05:00|26-04-05T06:00
a day ahead, clocks go forward          |Pacific/Auckland   |26-09-25T22:00|26-09-27T04:00|26-09-27T05:00
three quarters of an hour               |Asia/Kathmandu     |26-11-12T03:15|26-11-12T11:15|26-11-12T12:15
half an hour, clocks go back            |America/St_Johns   |26-10-31T12:30|26-11-01T06:00|26-10-31T20:30
half an hour, clocks go forward         |America/St_Johns   |26-03-08T12:30|26-03-08T19:30|26-03-08T20:30
clocks change by half an hour           |Australia/Lord_Howe|26-04-04T22:30|26-04-05T06:30|26-04-05T07:30
the first to see the day                |Pacific/Kiritimati |26-11-11T19:00|26-11-12T03:00|26-11-12T04:00
the last to see it                      |Pacific/Pago_Pago  |26-11-12T20:00|26-11-13T04:00|26-11-13T05:00
"""


def evenings() -> list[dict[str, Any]]:
    """Every case as a row."""
    names = ("title", "zone", "starts_at", "ends_at", "recap_at")
    return [
        {
            name: f"20{cell}:00.000Z" if name.endswith("_at") else cell
            for name, cell in zip(names, (part.strip() for part in line.split("|")), strict=True)
        }
        for line in EVENINGS.strip().splitlines()
    ]

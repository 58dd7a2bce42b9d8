"""The house as the import contracts draw it, and what imports cannot see."""

import re
import tomllib
from pathlib import Path
from typing import Any

from server.core.db import Base
from server.core.web_app import PAGES

ROOT = Path(__file__).parent.parent.parent
CONTRACTS: list[dict[str, Any]] = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"][
    "importlinter"
]["contracts"]
SOURCES = {path: path.read_text() for path in (ROOT / "server").rglob("*.py")}
NOT_ROOMS = {"core"}
DOORS = {"auth", "cli", "demo", "migrate", "routes", "sync"}
LONGER_BY_AGREEMENT = {
    "server/attendees/services.py",
    "server/core/db.py",
    "server/encounters/queries.py",
    "server/encounters/services.py",
}


def contract(number: int) -> dict[str, Any]:
    [found] = [one for one in CONTRACTS if one["name"].startswith(f"{number}.")]
    return found


def layers(number: int) -> list[str]:
    """The names of a contract's layers, from the top, without those that do not exist yet."""
    return [
        name.strip() for layer in contract(number)["layers"] for name in layer.split("|") if "(" not in name
    ]


def rooms() -> set[str]:
    folders = {path.parent.name for path in (ROOT / "server").glob("*/__init__.py")}
    return folders - NOT_ROOMS


def test_every_folder_is_a_layer_and_every_layer_is_there() -> None:
    files = {path.stem for path in (ROOT / "server").glob("*.py") if path.stem != "__init__"}
    optional = {"wsgi"} & files
    assert set(layers(1)) == rooms() | NOT_ROOMS | files - optional


def test_every_room_stands_in_the_contracts_about_rooms() -> None:
    assert set(contract(2)["containers"]) == {f"server.{room}" for room in rooms()}
    assert {name for name in contract(6)["source_modules"] if name != "server.cli"} == {
        f"server.{room}" for room in rooms()
    } | {"server.settings"}


def test_whatever_asks_the_database_behind_the_doors_knows_no_http() -> None:
    asking = {
        path.stem
        for path, text in SOURCES.items()
        if path.parent.name in rooms()
        and re.search(r"^from (sqlalchemy|server\.core\.db) ", text, re.MULTILINE)
    }
    held = {name.rpartition(".")[2] for name in contract(4)["source_modules"]}
    assert asking - DOORS <= held


def test_private_rooms_are_closed_to_organisers_doors() -> None:
    assert {"server.encounters", "server.notes", "server.followups", "server.recaps"} <= set(
        contract(3)["forbidden_modules"]
    )
    assert "server.events" in contract(3)["source_modules"]


def test_every_room_has_its_tests() -> None:
    for room in rooms() - {"safety"}:
        assert list((ROOT / "tests" / room).glob("test_*.py")), room


def test_relationships_point_down_only() -> None:
    order = layers(1)
    for mapper in Base.registry.mappers:
        here = order.index(mapper.class_.__module__.split(".")[1])
        for relationship in mapper.relationships:
            there = order.index(relationship.mapper.class_.__module__.split(".")[1])
            assert there >= here, f"{mapper.class_.__name__}.{relationship.key}"


def test_foreign_keys_point_down_only() -> None:
    order = layers(1)
    homes = {
        mapper.class_.__tablename__: mapper.class_.__module__.split(".")[1]
        for mapper in Base.registry.mappers
    }
    for table in Base.metadata.tables.values():
        for key in table.foreign_keys:
            here, there = homes[table.name], homes[key.column.table.name]
            assert order.index(there) >= order.index(here) or here == "core", (
                f"{table.name}.{key.parent.name}"
            )


def test_one_place_commits() -> None:
    committing = {
        path.relative_to(ROOT).as_posix() for path, text in SOURCES.items() if re.search(r"\bcommit\(", text)
    }
    assert committing == {"server/core/db.py"}


def test_rules_ask_one_clock() -> None:
    asking = {
        path.relative_to(ROOT).as_posix()
        for path, text in SOURCES.items()
        if re.search(r"datetime\.(now|utcnow|today)\(|date\.today\(|\btime\.time\(", text)
    }
    assert asking <= {"server/core/clock.py"}


def test_every_module_says_in_one_line_what_it_is_for() -> None:
    for path, text in SOURCES.items():
        assert text.startswith('"""'), path
        assert len(text.splitlines()[0]) > 10, path


def test_files_stay_short() -> None:
    long = {path.relative_to(ROOT).as_posix(): len(text.splitlines()) for path, text in SOURCES.items()}
    assert {name for name, lines in long.items() if lines > 200} <= LONGER_BY_AGREEMENT


def test_the_server_answers_at_every_screen_of_the_web_app() -> None:
    patterns = re.findall(r"(?:lazy\(|pattern: )'(/[^']*)'", (ROOT / "pwa/src/app/routes.ts").read_text())
    assert len(patterns) > 20
    shapes = {re.sub(r"<\w+>", ":", page) for page in PAGES}
    assert [one for one in patterns if re.sub(r":\w+", ":", one) not in shapes] == []

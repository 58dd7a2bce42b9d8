"""`kith …`: what an operator types."""

import os
import sys
from typing import NoReturn

import click

from server.app import create_app
from server.core.errors import Busy
from server.operations.cli import COMMANDS
from server.operations.ports import PortInUse
from server.settings import SettingsError

OWNER_ONLY = 0o077
"""What others on the machine may not do with the files that Kith makes: anything."""


@click.group(commands=COMMANDS)
@click.pass_context
def kith(context: click.Context) -> None:
    """Kith: people who met, and what they want to remember."""
    os.umask(OWNER_ONLY)
    context.obj = create_app


def main() -> NoReturn:
    """Run a command; what an operator can mend is said in one line."""
    try:
        kith()
    except (SettingsError, PortInUse, Busy) as error:
        click.echo(f"kith: {error}", err=True)
    sys.exit(2)

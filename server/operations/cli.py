"""The operator's commands."""

import json
from datetime import timedelta
from uuid import UUID

import click

from server.accounts.services import issue_pass
from server.core.db import transaction
from server.operations import demo as demo_event
from server.operations import migrate as migrations
from server.operations.certificate import local_certificate
from server.operations.ports import address_in_this_network, check_free
from server.operations.serve import MakeApp, work
from server.operations.serve import serve as run_server
from server.settings import Settings

PASS_LIFE = timedelta(hours=1)


@click.command()
@click.pass_obj
def migrate(make_app: MakeApp) -> None:
    """Bring the database to the newest shape."""
    with make_app(Settings.from_environment()).app_context():
        migrations.upgrade()


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=2, show_default=True)
@click.pass_obj
def serve(make_app: MakeApp, host: str, port: int, workers: int) -> None:
    """Serve the API and the web app, with a worker beside them."""
    settings = Settings.from_environment()
    check_free(host, port)
    with make_app(settings).app_context():
        migrations.upgrade()
    run_server(settings, make_app, host=host, port=port, workers=workers)


@click.command("work")
@click.pass_obj
def work_alone(make_app: MakeApp) -> None:
    """Run a worker alone."""
    work(Settings.from_environment(), make_app)


@click.command()
@click.pass_obj
def openapi(make_app: MakeApp) -> None:
    """Print the OpenAPI description."""
    description = make_app(Settings.from_environment()).extensions["openapi"]
    click.echo(json.dumps(description, indent=2, sort_keys=True, ensure_ascii=False))


@click.command()
@click.argument("account_id", type=click.UUID)
@click.pass_obj
def sign_in_link(make_app: MakeApp, account_id: UUID) -> None:
    """Print a link that signs one device in to ACCOUNT_ID, once, within an hour."""
    settings = Settings.from_environment()
    with make_app(settings).app_context(), transaction():
        secret = issue_pass(account_id, life=PASS_LIFE)
    click.echo(f"{settings.base_url}/in#{secret}")


@click.command()
@click.option("--port", default=8000, show_default=True)
@click.option(
    "--tls", is_flag=True, help="Serve https to the phones of this network, with a certificate of our own."
)
@click.pass_obj
def demo(make_app: MakeApp, port: int, *, tls: bool) -> None:
    """Serve a lively demo event on SQLite, and print where to look."""
    address = address_in_this_network() if tls else "localhost"
    host = "0.0.0.0" if tls else "127.0.0.1"  # noqa: S104  with TLS, the phones of this network are invited
    check_free(host, port)
    settings = Settings.for_demo(f"{'https' if tls else 'http'}://{address}:{port}")
    with make_app(settings).app_context():
        click.echo("Preparing the database …")
        migrations.upgrade()
        links = demo_event.prepare(settings)
    pair = local_certificate(settings.data_dir / "tls", address) if tls else None
    click.echo(demo_event.announcement(links, tls=tls))
    run_server(settings, make_app, host=host, port=port, workers=1, pair=pair)


COMMANDS = [migrate, serve, work_alone, openapi, sign_in_link, demo]

"""Puts the rooms together: the only module that knows every one of them."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from flask import Flask

from server import VERSION
from server.accounts import jobs as account_jobs
from server.accounts import routes as accounts
from server.accounts.auth import use_cookie
from server.attendees import badges as attendee_badges
from server.attendees import routes as attendees
from server.attendees import services as attendee_services
from server.attendees import sync as attendee_sync
from server.badges import routes as badges
from server.core import health
from server.core.api import create_api, register
from server.core.db import connect
from server.core.files import keep_files
from server.core.security import protect
from server.core.web_app import serve_web_app
from server.encounters import desk as encounter_desk
from server.encounters import jobs as encounter_jobs
from server.encounters import routes as encounters
from server.encounters import services as encounter_services
from server.encounters import sync as encounter_sync
from server.events import routes as events
from server.events import sync as event_sync
from server.exports import jobs as export_jobs
from server.exports import routes as exports
from server.followups import routes as followups
from server.followups import services as followup_services
from server.followups import sync as followup_sync
from server.notes import routes as notes
from server.notes import services as note_services
from server.notes import sync as note_sync
from server.recaps import routes as recaps
from server.settings import Settings
from server.sync import routes as sync

if TYPE_CHECKING:
    from collections.abc import Mapping

    from server.core.feed import Reader
    from server.core.mutations import Mutation

BLUEPRINTS = (
    health.blueprint,
    accounts.accounts,
    accounts.sessions,
    events.join,
    events.prompts,
    events.events,
    attendees.events,
    attendees.attendees,
    badges.blueprint,
    encounters.blueprint,
    notes.blueprint,
    followups.blueprint,
    recaps.blueprint,
    exports.blueprint,
    exports.seen,
    sync.blueprint,
)
MUTATIONS: Mapping[str, Mutation[Any]] = {
    **event_sync.MUTATIONS,
    **attendee_sync.MUTATIONS,
    **encounter_sync.MUTATIONS,
    **note_sync.MUTATIONS,
    **followup_sync.MUTATIONS,
}
FEEDS: Mapping[str, Reader] = {
    **attendee_sync.FEEDS,
    **encounter_sync.FEEDS,
    **note_sync.FEEDS,
    **followup_sync.FEEDS,
}
JOBS = (*account_jobs.JOBS, *encounter_jobs.JOBS, *export_jobs.JOBS)

attendee_services.ON_JOIN.append(encounter_services.match_earlier_scans)
attendee_badges.ON_NEW_CODE.append(encounter_services.match_earlier_scans)
attendee_badges.ON_REQUESTS_CHANGE.append(encounter_services.show_requests_anew)
attendee_services.ON_CARD_CHANGE.append(encounter_services.show_new_card)
encounter_desk.ON_MERGE.append(note_services.move_notes)
encounter_desk.ON_MERGE.append(followup_services.move_follow_ups)


def create_app(settings: Settings | None = None) -> Flask:
    """Kith as a WSGI application."""
    settings = settings or Settings.from_environment()
    logging.getLogger("kith").setLevel(settings.log_level)
    app = Flask("server", static_folder=None)
    app.url_map.merge_slashes = False  # else "//" is sent elsewhere, with a page of the framework's
    connect(app, settings.database_url)
    keep_files(app, settings.data_dir)
    protect(app, settings)
    use_cookie(app, secure=settings.secure)
    api = create_api(app, VERSION)
    for blueprint in BLUEPRINTS:
        register(api, blueprint)
    health.describe(app, api)
    app.extensions.update(mutations=MUTATIONS, feeds=FEEDS, jobs=JOBS)
    serve_web_app(app, settings.web_root)
    return app

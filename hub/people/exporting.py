"""A copy of all that the hub holds of a family: as JSON for machines, as PDF for people.

A carer asks; a worker makes it; somebody of the office looks it through and hands it out. It holds
what the carer may see and nobody else: other people are not named, and behind a restriction it says
nothing of where the child is.
"""

import datetime
import json
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.utils import timezone

from hub.files.kinds import PDF
from hub.files.models import StoredFile
from hub.files.storing import forget, store
from hub.messaging.models import Message
from hub.people import export_letters, holdings, own_holdings
from hub.people.export_kinds import JSON, PURPOSE
from hub.people.holdings import Section
from hub.people.models import Carer, CarerLink, FamilyExport
from hub.people.refusals import FamilyRefused
from hub.platform import nudges
from hub.platform.choices import WorkState
from hub.policy.current import hub_settings
from hub.trail.record import record

#: Stands where there is nothing.
NOTHING = "–"
KEPT = timedelta(days=30)
LOST_AFTER = timedelta(minutes=10)
TRIES = 3


@dataclass(frozen=True)
class Chapter:
    """A part of a copy: about the carer, or about one child."""

    title: str
    sections: list[Section] = field(default_factory=list)


@transaction.atomic
def ask(*, carer, by) -> FamilyExport:
    """Ask for a copy; one that waits already is returned as it is."""
    # Locked: of two clicks the second finds what the first wrote.
    carer = Carer.objects.select_for_update().get(pk=carer.pk)
    if found := carer.exports.open().first():
        return found
    try:
        with transaction.atomic():
            export = FamilyExport.objects.create(carer=carer, asked_by=by)
    except IntegrityError:
        return carer.exports.open().get()
    record("asked for a copy of the data of", carer, by=by)
    _nudge(export)
    return export


def chapters(carer) -> list[Chapter]:
    """What a copy holds. Plain values; nobody but the carer and the children they may see."""
    found = [Chapter("About you", [_about(carer), _letters(carer)])]
    links = CarerLink.objects.seeing().filter(
        carer=carer, pupil__merged_into=None, pupil__anonymised_at=None
    )
    for link in links.select_related("pupil", "pupil__school", "carer").order_by("pk"):
        whereabouts = not link.hides_whereabouts
        parts = own_holdings.sections(link, whereabouts=whereabouts)
        for each in holdings.registered():
            parts += each.sections(link.pupil, whereabouts=whereabouts)
        found.append(Chapter(f"About {link.pupil.called}", [part for part in parts if part.rows]))
    return found


def make(export):
    """Make both files of a claimed row; it then waits to be looked through."""
    try:
        found, now = chapters(export.carer), timezone.now()
        data, pdf = as_json(found, now), as_pdf(found, now)
        with transaction.atomic():
            files = {
                "data_file": _store(data, "family-data.json", JSON),
                "pdf_file": _store(pdf, "family-data.pdf", PDF),
            }
            if not export.leave(WorkState.DONE, made_at=now, last_error="", **files):
                raise FamilyRefused("Another worker has made it.")
    except FamilyRefused:
        return  # what this one stored went with its transaction
    except Exception as error:  # whatever an app's own code does, the row must not hang
        export.put_off(error, tries=TRIES)


@transaction.atomic
def release(*, export, by) -> FamilyExport:
    """Hand a copy out: the carer is told that it can be fetched, for KEPT."""
    export = _locked(export)
    if not export.is_to_review:
        raise FamilyRefused("There is nothing to hand out.")
    now = timezone.now()
    export.released_at, export.released_by, export.expires_at = now, by, now + KEPT
    export.save(update_fields=["released_at", "released_by", "expires_at"])
    record("handed out", export, by=by)
    export_letters.ready(export)
    return export


@transaction.atomic
def refuse(*, export, words, by) -> FamilyExport:
    """Do not hand a copy out, and say why; its files go."""
    export = _locked(export)
    words = " ".join(words.split())[:500]
    if export.released_at or export.refused_at:
        raise FamilyRefused("It has been answered already.")
    if not words:
        raise FamilyRefused("Say in a few words why.")
    export.refused_at, export.refused_by, export.refusal = timezone.now(), by, words
    export.save(update_fields=["refused_at", "refused_by", "refusal"])
    record("refused", export, by=by)
    export_letters.refused(export)
    forget_files(export)
    return export


def forget_files(export):
    """Take the content of a copy away; that there was one stays."""
    keys = [key for key in (export.data_file_id, export.pdf_file_id) if key]
    forget(StoredFile.objects.kept().filter(pk__in=keys))
    FamilyExport.objects.filter(pk=export.pk).update(forgotten_at=timezone.now())


def take_back_copies(carer):
    """Somebody may see less than before: what was handed out goes, what waits is made anew."""
    for export in carer.exports.handed_out().filter(forgotten_at=None):
        forget_files(export)
    for export in carer.exports.to_review():
        keys = [key for key in (export.data_file_id, export.pdf_file_id) if key]
        forget(StoredFile.objects.kept().filter(pk__in=keys))
        FamilyExport.objects.filter(pk=export.pk).update(
            state=WorkState.QUEUED, attempts=0, next_attempt_at=Now(), made_at=None
        )
        _nudge(export)


def as_json(found, now) -> bytes:
    """The copy for machines: chapters, sections, rows by column."""
    content = {
        "hub": hub_settings().name,
        "made_at": now.isoformat(),
        "chapters": [
            {
                "title": chapter.title,
                "sections": [
                    {
                        "title": part.title,
                        "rows": [
                            dict(zip(part.columns, map(_plain, row), strict=True))
                            for row in part.rows
                        ],
                    }
                    for part in chapter.sections
                ],
            }
            for chapter in found
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2).encode()


def as_pdf(found, now) -> bytes:
    """The copy for people."""
    # Imported where PDFs are made and nowhere else: it costs 40 MB.
    from hub.reporting import pdf

    context = {
        "title": "Your family’s data",
        "chapters": shown(found),
        "as_at": now,
        "part": None,
        "hub": hub_settings(),
    }
    return pdf.render("families/pdf/family_data.html", context)


def shown(found) -> list[Chapter]:
    """The same with every value in words, for page and PDF."""
    return [
        Chapter(
            chapter.title,
            [
                Section(part.title, part.columns, [tuple(map(_words, row)) for row in part.rows])
                for part in chapter.sections
                if part.rows
            ],
        )
        for chapter in found
    ]


def _nudge(export):
    from hub.people import tasks

    nudges.after_commit(tasks.make_export, str(export.pk))


def _about(carer):
    rows = [
        ("Reference", carer.reference),
        ("Name", carer.name),
        ("E-mail address", carer.email),
        ("Telephone", carer.phone),
        ("Address", ", ".join(carer.address_lines)),
        ("Known here since", carer.created_at),
        ("Account", "Yes" if carer.user_id else "No"),
    ]
    if carer.user:
        rows.append(("Last signed in", carer.user.last_login))
    return Section("Who you are", ("What", "Value"), rows)


def _letters(carer):
    addresses = {carer.email, carer.user.email if carer.user else ""} - {""}
    rows = Message.objects.filter(to__in=addresses).order_by("pk")
    return Section(
        "E-mails that we wrote to you",
        ("Written on", "Subject"),
        [(each.created_at, each.subject) for each in rows],
    )


def _store(content, name, kind):
    upload = ContentFile(content, name=name)
    upload.kind = kind
    return store(upload=upload, purpose=PURPOSE, by=None, is_ours=True)


def _locked(export):
    return FamilyExport.objects.select_for_update(of=("self",)).get(pk=export.pk)


def _plain(value):
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return value


def _words(value):
    if value is None or value == "":
        return NOTHING
    if isinstance(value, datetime.datetime):
        return f"{timezone.localtime(value):%-d %B %Y, %H:%M}"
    if isinstance(value, datetime.date):
        return f"{value:%-d %B %Y}"
    if isinstance(value, datetime.time):
        return f"{value:%H:%M}"
    if isinstance(value, Decimal):
        return f"£{value}"
    return str(value)

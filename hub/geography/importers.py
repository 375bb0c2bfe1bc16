"""The file of postcodes that the Ordnance Survey gives away, as an import."""

import re

from django import forms
from django.core.exceptions import ValidationError

from hub.files.kinds import CSV, MB
from hub.forms import HubForm
from hub.geography import codepoint, loading
from hub.imports.registry import Refused, Slot, importer

EVERYWHERE = "ALL"


class PostcodeAreasForm(HubForm):
    """Which postcodes of the file to take."""

    areas = forms.CharField(
        label="Postcode areas to take",
        required=False,
        max_length=500,
        help_text="The letters that postcodes begin with, such as AL, SG, WD. When left empty, "
        "the areas that have schools in the directory. ALL takes the whole file.",
        widget=forms.TextInput({"class": "govuk-input--width-20", "spellcheck": "false"}),
    )

    def clean_areas(self):
        """The areas as a list in order; [EVERYWHERE] for the whole file."""
        areas = sorted(set(re.findall(r"[^\s,;]+", self.cleaned_data["areas"].upper())))
        for each in areas:
            if each != EVERYWHERE and not re.fullmatch(r"[A-Z]{1,2}", each, re.ASCII):
                raise ValidationError(f"{each} is no postcode area: enter letters, such as AL")
        return [EVERYWHERE] if EVERYWHERE in areas else areas


@importer(
    "code-point-open",
    title="Postcodes (Code-Point Open)",
    description="Where postcodes are, from the free file of Ordnance Survey: download Code-Point "
    "Open as CSV and choose the zip as it is. Postcodes of the areas that you take are replaced.",
    right="geography.load_postcodes",
    slots=[
        Slot(
            "file",
            "Code-Point Open",
            "Such as codepo_gb.zip, smaller than 100 MB; or one CSV file of it.",
            kinds=(codepoint.ZIP, CSV),
            largest=100 * MB,
        )
    ],
    form=PostcodeAreasForm,
)
def code_point_open(job):
    """Load the file's postcodes, area by area."""
    source = job.source("file")
    areas = _areas(job)
    reading = codepoint.Reading(source, areas)
    with loading.Load() as load:
        for line in reading.lines():
            if line.problem:
                job.reject(line.number, line.problem, inside=line.member)
            elif line.point:
                load.add(line.point)
            else:
                load.without_place += 1
        counts = load.counts()
        if not counts:
            raise Refused(_nothing(source, areas))
        if not job.dry_run:
            load.put_in(
                counts,
                file_name=source.name,
                elsewhere=reading.elsewhere,
                unreadable=job.rejected_total,
                by=job.by,
            )
    _report(job, counts, load, reading)


def _areas(job):
    """The set of areas to take, None for every one."""
    chosen = job.options["areas"]
    if chosen == [EVERYWHERE]:
        return None
    areas = set(chosen) or loading.areas_in_use()
    if not areas:
        raise Refused(
            "The directory has no postcodes yet that say which areas to take. "
            "Bring the file again and name them."
        )
    return areas


def _nothing(source, areas):
    where = f" of {', '.join(sorted(areas))}" if areas else ""
    return f"{source.name} has no postcodes{where} whose place is known. Nothing was changed."


def _report(job, counts, load, reading):
    job.count("postcodes loaded", sum(counts.values()))
    job.count("without a place in the file", load.without_place)
    job.count("of other areas", reading.elsewhere)
    if again := load.added - sum(counts.values()):
        job.count("named twice", again)
    job.note(f"By area: {', '.join(f'{area} {number:,}' for area, number in counts.items())}.")
    if missing := sorted((reading.areas or set()) - counts.keys()):
        job.note(
            f"The file has no postcodes of {', '.join(missing)}: what was loaded of them before "
            "stays."
        )

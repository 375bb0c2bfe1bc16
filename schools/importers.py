"""Files about schools that staff bring: the register itself, and the hub's own grouping."""

import re

from django import forms
from django.core.exceptions import ValidationError

from hub.files.kinds import CSV, MB, XLSX
from hub.forms import HubForm
from hub.imports.registry import Column, Refused, Slot, importer
from hub.policy.models import LocalAuthority
from schools.choices import HubFact, Phase
from schools.directory_facts import set_by_hand
from schools.imports import ImportRefused, import_register
from schools.models import Region, School

RIGHT = "schools.import_register"
WHOLE, PART = "whole", "part"


class RegisterForm(HubForm):
    """What to say of a register file beside the file itself."""

    authorities = forms.CharField(
        label="Local authorities to add",
        required=False,
        max_length=200,
        help_text="The three figures of the DfE’s code of each, such as 919. Only schools of the "
        "hub’s authorities are taken in; those that it has already need not be named.",
        widget=forms.TextInput({"class": "govuk-input--width-20"}),
    )
    extent = forms.ChoiceField(
        label="How much of the register the file holds",
        required=False,
        choices=[
            ("", "Tell by the number of schools that it holds"),
            (WHOLE, "Every school of its authorities: list those that are missing from it"),
            (PART, "Some schools only"),
        ],
        widget=forms.RadioSelect,
    )

    def clean_authorities(self):
        """The codes as a list."""
        codes = re.findall(r"[^\s,;]+", self.cleaned_data["authorities"])
        for code in codes:
            if not re.fullmatch(r"[0-9]{3}", code, re.ASCII):
                raise ValidationError(f"{code} is no code: enter three figures, such as 919")
        if not (codes or LocalAuthority.objects.exists()):
            raise ValidationError(
                "Enter the code of the hub’s local authority, such as 919: it has none yet"
            )
        return codes


@importer(
    "school-register",
    title="Register of schools",
    description="A download of Get Information about Schools from the Department for Education. "
    "Schools are created, updated and closed as it says; absence from it closes nothing.",
    right=RIGHT,
    slots=[
        Slot(
            "register",
            "Register file",
            "Such as edubasealldata20260901.csv, smaller than 100 MB. An extract will do.",
            largest=100 * MB,
        ),
        Slot(
            "links",
            "File of links",
            "Such as links_edubasealldata20260901.csv: which school follows which.",
            needed=False,
            kinds=(CSV, XLSX),
            largest=20 * MB,
        ),
    ],
    form=RegisterForm,
)
def school_register(job):
    """Take the register in: schools.imports says how."""
    extent = job.options["extent"]
    try:
        outcome = import_register(
            path=job.source("register"),
            links_path=job.source("links"),
            add_authorities=job.options["authorities"],
            is_whole=extent == WHOLE if extent else None,
            by=job.by,
        )
    except ImportRefused as refusal:
        raise Refused(str(refusal)) from refusal
    for word in ("created", "updated", "closed", "linked", "ignored"):
        job.count(word, getattr(outcome, word))
    for sentence in outcome.notes:
        job.note(sentence)
    slots = {source.name: slot for slot, source in job.sources.items()}
    for each in outcome.rejected:
        job.reject(each.line, each.reason, slot=slots[each.file_name])


@importer(
    "school-regions",
    title="Regions of schools",
    description="Puts schools into the hub’s own regions, from a list that you keep. Rows that "
    "cannot be read stay out, the others are taken in.",
    right="schools.set_facts",
    columns=[
        Column("urn", "URN", aliases=("School URN",), help="The school’s number at the DfE."),
        Column("region", "Region", help="The name of a region that there is; blank for none."),
        Column("phase", "Phase", needed=False, help="Where the register’s is to be overruled."),
    ],
    most_rows=30_000,
)
def school_regions(job):
    """Set region, and phase where one is given, of the schools whose facts ``by`` may set."""
    regions = {region.name.casefold(): region for region in Region.objects.all()}
    phases = {label.casefold(): value for value, label in Phase.choices}
    ours = School.objects.allowing("schools.set_facts", job.by)
    seen = {}
    for row in job.rows():
        if not re.fullmatch(r"[0-9]{1,8}", row["urn"], re.ASCII):
            job.reject(row.line, "there is no URN")
            continue
        if row["urn"] in seen:
            job.reject(row.line, f"URN {row['urn']} stands already in line {seen[row['urn']]}")
            continue
        seen[row["urn"]] = row.line
        region = regions.get(row["region"].casefold())
        if row["region"] and region is None:
            job.reject(row.line, f"there is no region “{row['region'][:60]}”")
            continue
        phase = phases.get(row["phase"].casefold(), "")
        if row["phase"] and not phase:
            job.reject(row.line, f"there is no phase “{row['phase'][:60]}”")
            continue
        school = ours.filter(urn=row["urn"]).first()
        if school is None:
            job.reject(row.line, f"you have no school with URN {row['urn']} to set")
            continue
        job.count("changed" if _set(school, region, phase, job.by) else "as they were")


def _set(school, region, phase, by):
    """Set what the row says and leave the rest; were any fields changed?"""
    own_phase = school.phase if HubFact.PHASE in school.set_by_staff else ""
    return set_by_hand(
        school=school,
        by=by,
        phase=phase or own_phase,
        region=region,
        trust=school.trust,
        easting=school.easting,
        northing=school.northing,
    )

"""Reports on schools."""

import datetime
from dataclasses import replace

from django import forms
from django.utils import timezone

from hub.calendar.years import AcademicYear, YearChoiceField
from hub.permissions import may
from hub.reporting.choices import Format
from hub.reporting.registry import Each, report
from schools import list_report, quality_report  # noqa: F401  (the list registers itself)
from schools.audits import reports  # noqa: F401  (registers its own)
from schools.facts import report as facts_report
from schools.needs import list_reports as _lists_by_need  # noqa: F401  (registers its own)
from schools.needs import report as needs_report
from schools.needs.lines import COLUMNS
from schools.profile import Profile, profiles_of
from schools.report_scope import SchoolsForm, keys_of
from schools.summaries import plan_report
from schools.timeline import happened

RIGHT = "schools.report_profile"
#: Lines on what has happened: more would not leave one page.
_EVENTS = 8


class ProfileForm(SchoolsForm):
    """Which schools, and the academic year of which the profile says what has happened."""

    right = RIGHT
    period = YearChoiceField(
        required=False,
        initial=AcademicYear.current,
        help_text="Of this year the profile says what has happened. Everything else is as it "
        "stands today.",
    )

    def clean_period(self):
        """The year that was chosen, else this one."""
        return self.cleaned_data["period"] or AcademicYear.current()


def _address(profile):
    return ", ".join(profile.school.address_lines)


def _people(profile):
    return "; ".join(f"{each.name} ({each.role}), {each.email}" for each in profile.contacts)


def _events(profile):
    days = ((timezone.localtime(each.at), each.text) for each in profile.events)
    return "; ".join(f"{day:%-d %B %Y}: {text}" for day, text in days)


@report(
    "school-profile",
    title="School profile",
    description="One page on a school: what the register says, its people, how its size and "
    "free school meals compare with its district and the hub, and what has happened in a year.",
    right=RIGHT,
    form=ProfileForm,
    pdf="schools/pdf/school_profile.html",
    page="schools/reports/school_profile.html",
    each=Each(keys=keys_of, one="school", many="schools"),
    columns={
        "URN": lambda profile: profile.school.urn,
        "School": lambda profile: profile.school.name,
        "Status": lambda profile: profile.school.get_status_display(),
        "Phase": lambda profile: profile.school.get_phase_display(),
        "District": lambda profile: profile.school.district,
        "Region": lambda profile: profile.school.region,
        "Trust": lambda profile: profile.school.trust,
        "Type": lambda profile: profile.school.type_name,
        "Address": _address,
        "Phone": lambda profile: profile.school.phone,
        "Website": lambda profile: profile.school.website,
        "Pupils": lambda profile: profile.comparisons[0].told,
        "Pupils, mean of the district": lambda profile: profile.comparisons[0].district,
        "Pupils, mean of the hub": lambda profile: profile.comparisons[0].hub,
        "Free school meals (%)": lambda profile: profile.comparisons[1].told,
        "Free school meals (%), district": lambda profile: profile.comparisons[1].district,
        "Free school meals (%), hub": lambda profile: profile.comparisons[1].hub,
        "Compared with": lambda profile: profile.compared_with,
        "People": _people,
        "What has happened": _events,
        "Register read": lambda profile: profile.as_at,
    },
)
def school_profile(*, keys, schools, period, reader) -> list[Profile]:
    """The profiles of the schools with these keys: at most nine statements, however many."""
    related = ("district", "region", "trust", "local_authority")
    found = {school.pk: school for school in schools.select_related(*related).filter(pk__in=keys)}
    wanted = [found[key] for key in keys if key in found]
    events = happened(wanted, user=reader, between=_moments(period), limit=_EVENTS)
    return [
        replace(profile, period=period, events=events[profile.school.pk])
        for profile in profiles_of(wanted)
    ]


def _moments(year):
    """The first moment of an academic year and the last, in London."""
    begin, end = (
        timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
        for day in (year.starts_on, year.next.starts_on)
    )
    return begin, end - datetime.timedelta(microseconds=1)


class ProfileButton(ProfileForm):
    """The same choice made already, for the button on a school's record."""

    def __init__(self, *, school, user):
        super().__init__(user=user, formats=[Format.PDF, Format.CSV], auto_id=False)
        self.initial = {"school": school.reference, "format": Format.PDF}
        for name in self.fields.keys() - self.initial.keys():
            del self.fields[name]
        for field in self.fields.values():
            field.widget = forms.HiddenInput()

    def narrow(self, user):
        """Nothing is chosen here: the report's own form asks the right."""


def profile_button(school, user):
    """The form behind "Make the profile (PDF)", None when the user may not have it made."""
    return ProfileButton(school=school, user=user) if may(user, RIGHT, school) else None


report(
    "data-quality",
    title="Data quality",
    description="What is not in order in the school directory: missing schools, mergers to decide, "
    "and what is not known of schools.",
    right="schools.report_quality",
    form=quality_report.DataQualityForm,
    pdf="schools/pdf/data_quality.html",
    columns=quality_report.COLUMNS,
)(quality_report.rows)

report("development-plan", **plan_report.OPTIONS)(plan_report.rows)
report(
    "music-needs",
    title="What schools need",
    description="Across schools: the weakest areas of their audits by region and phase, training "
    "asked for, music budgets, where there is no choir, ensemble or teaching, and how many told.",
    right=needs_report.NeedsForm.right,
    form=needs_report.NeedsForm,
    pdf="schools/pdf/music_needs.html",
    columns=COLUMNS,
    definitions=needs_report.DEFINITIONS,
)(needs_report.rows)


report(
    "school-facts",
    title="Facts about music in schools",
    description="What is known of schools in a year, a line a fact: chosen facts or all of them, "
    "with who says so and when.",
    right=facts_report.FactsForm.right,
    form=facts_report.FactsForm,
    columns=facts_report.COLUMNS,
    each=Each(keys=keys_of, one="school", many="schools"),
)(facts_report.rows)

"""Reports on schools."""

from django import forms

from hub.permissions import may
from hub.reporting.choices import Format
from hub.reporting.forms import ReportForm
from hub.reporting.registry import report
from schools import quality_report
from schools.forms import SchoolField
from schools.models import School
from schools.profile import Profile, profile_of

RIGHT = "schools.report_profile"


class ProfileForm(ReportForm):
    """Which school. ``user``: None for the command, which takes any."""

    school = SchoolField(
        label="School (URN)",
        help_text="The six figures that stand on the school’s record. The record itself has a "
        "button for its profile too.",
    )

    def narrow(self, user):
        schools = School.objects.all() if user is None else School.objects.allowing(RIGHT, user)
        self.fields["school"].queryset = schools.select_related(
            "district", "region", "trust", "local_authority"
        )

    def subject(self):
        return self.cleaned_data["school"].name


@report(
    "school-profile",
    title="School profile",
    description="One page on a school: what the register says, its people, and how its size and "
    "free school meals compare with its district and the hub.",
    right=RIGHT,
    form=ProfileForm,
    pdf="schools/pdf/school_profile.html",
    columns={
        "URN": lambda profile: profile.school.urn,
        "School": lambda profile: profile.school.name,
        "Status": lambda profile: profile.school.get_status_display(),
        "Phase": lambda profile: profile.school.get_phase_display(),
        "District": lambda profile: profile.school.district,
        "Region": lambda profile: profile.school.region,
        "Trust": lambda profile: profile.school.trust,
        "Type": lambda profile: profile.school.type_name,
        "Address": lambda profile: ", ".join(profile.school.address_lines),
        "Phone": lambda profile: profile.school.phone,
        "Website": lambda profile: profile.school.website,
        "Pupils": lambda profile: profile.comparisons[0].school,
        "Pupils, mean of the district": lambda profile: profile.comparisons[0].district,
        "Pupils, mean of the hub": lambda profile: profile.comparisons[0].hub,
        "Free school meals (%)": lambda profile: profile.comparisons[1].school,
        "Free school meals (%), district": lambda profile: profile.comparisons[1].district,
        "Free school meals (%), hub": lambda profile: profile.comparisons[1].hub,
        "Compared with": lambda profile: profile.compared_with,
        "People": lambda profile: "; ".join(
            f"{each.name} ({each.role}), {each.email}" for each in profile.contacts
        ),
        "Register read": lambda profile: profile.as_at,
    },
)
def school_profile(*, school) -> list[Profile]:
    """The profile of one school; a list, because every report is one."""
    return [profile_of(school)]


class ProfileButton(ProfileForm):
    """The same choice made already, for the button on a school's record."""

    def __init__(self, *, school, user):
        super().__init__(user=user, formats=[Format.PDF, Format.CSV], auto_id=False)
        self.initial = {"school": school.reference, "format": Format.PDF}
        for field in self.fields.values():
            field.widget = forms.HiddenInput()


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

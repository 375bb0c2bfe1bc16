"""The report "data-quality", registered in schools/reports.py: the counts of the page."""

from django import forms

from hub.reporting.forms import ReportForm
from schools.models import Region, School, SchoolLink
from schools.quality import QualityRow, data_quality

COLUMNS = {
    "What": "label",
    "How many": "number",
    "Of": "of",
    "What is counted": "definition",
}


class DataQualityForm(ReportForm):
    """For which region; an officer who is limited to regions chooses one of these."""

    region = forms.ModelChoiceField(
        Region.objects.none(), required=False, empty_label="All regions", to_field_name="name"
    )

    def narrow(self, user):
        every = Region.objects.all()
        mine = every if user is None else every.allowing("schools.fill_region", user)
        self.fields["region"].queryset = mine
        if mine.count() < every.count():
            self.fields["region"].required = True
            self.fields["region"].empty_label = None

    def subject(self):
        region = self.cleaned_data["region"]
        return region.name if region else "All regions"


def rows(*, region=None) -> list[QualityRow]:
    """The counts of one region, or of the whole directory."""
    if region is None:
        return data_quality()
    schools = School.objects.filter(region=region)
    urns = schools.filter(urn__isnull=False).values("urn")
    links = SchoolLink.objects.filter(successor_urn__in=urns) | SchoolLink.objects.filter(
        predecessor_urn__in=urns
    )
    return data_quality(schools=schools, links=links, types=False)

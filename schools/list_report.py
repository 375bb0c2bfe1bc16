"""The school directory as a file."""

from hub.lists import ordered
from hub.reporting.registry import Each, report
from schools.asking import asked_for
from schools.list_form import ListForm, in_order
from schools.models import School
from schools.search import find_or_nearest

COLUMNS = {
    "URN": "urn",
    "School": "name",
    "Status": lambda school: school.get_status_display(),
    "Phase": lambda school: school.get_phase_display(),
    "Type": "type_name",
    "District": "district",
    "Region": "region",
    "Trust": "trust",
    "Lowest age": "low_age",
    "Highest age": "high_age",
    "Pupils": "pupils",
    "Free school meals (%)": "fsm_percent",
    "Address": lambda school: ", ".join(school.address_lines[:-1]),
    "Postcode": "postcode",
    "Phone": "phone",
    "Website": "website",
    "Register read": "imported_at",
}


def _keys(*, query, user):
    asked = asked_for(query, user)
    rows = ordered(find_or_nearest(asked.schools, asked.text), asked.order_by)
    return list(rows.values_list("pk", flat=True))


@report(
    "school-list",
    title="Schools",
    description="The school directory as a table.",
    right="schools.see_school",
    form=ListForm,
    columns=COLUMNS,
    is_list=True,
    each=Each(
        keys=_keys, one="school", many="schools", rows=2_000, seconds=0.001, most_rows=200_000
    ),
)
def school_list(*, keys, query, user):
    """The schools with these keys: one statement."""
    schools = School.objects.all() if user is None else School.objects.visible_to(user)
    return in_order(schools.select_related("district", "region", "trust"), keys)

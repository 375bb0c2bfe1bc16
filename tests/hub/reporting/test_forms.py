"""What is kept of a request for a report."""

from django.http import QueryDict

from hub.forms import DateField
from hub.reporting.choices import Format
from hub.reporting.forms import ReportForm


class SampleForm(ReportForm):
    """A report on a day."""

    day = DateField()


def test_only_the_boxes_of_the_form_are_kept(manager):
    sent = QueryDict("day_0=1&day_1=9&day_2=2026&day_megabytes=x&other=x&csrfmiddlewaretoken=x")
    form = SampleForm(sent, user=manager, formats=(Format.PDF,))
    assert form.asked() == {"day_0": ["1"], "day_1": ["9"], "day_2": ["2026"]}

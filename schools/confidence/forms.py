"""Until when teachers may answer."""

from hub.forms import DateField, HubForm
from schools.confidence.running import last_day


class LastDayForm(HubForm):
    """The last day on which the link works."""

    ends_on = DateField(
        label="Last day for answers",
        help_text="For example, in two weeks. You can close it sooner, and open it again.",
        coming=True,
    )

    def __init__(self, data=None, *, year, **kwargs):
        super().__init__(data, initial={"ends_on": last_day(year)}, **kwargs)

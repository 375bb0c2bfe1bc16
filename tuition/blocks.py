"""What is taught at a school, on its record."""

from schools.blocks import block
from tuition.finding.cards import when_words
from tuition.finding.looking import to_be_had

_SHOWN = 8


@block(template="tuition/finding/of_school.html", order=60)
def taught_here(school, user):
    """Published lessons and groups at the school, in one statement; None where there are none."""
    rows = to_be_had().filter(venue__school=school).select_related("instrument", "venue")
    rows = list(rows.order_by("instrument__name", "weekday", "starts_at", "pk")[: _SHOWN + 1])
    if not rows:
        return None
    return {
        "rows": [(row, when_words(row)) for row in rows[:_SHOWN]],
        "has_more": len(rows) > _SHOWN,
    }

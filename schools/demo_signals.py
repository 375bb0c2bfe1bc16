"""What speaks for seeing the demo's schools soon: reckoned from everything else of the demo."""

from hub.platform.demo import demo_builder
from schools.priority import refresh_all


@demo_builder("signals", order=85)
def build(county):
    """Reckon the signals of every school."""
    refresh_all()

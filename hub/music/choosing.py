"""Choosing an instrument from the list: each family under its name."""

from hub.kept import Kept
from hub.music.choices import Family
from hub.music.models import Instrument

#: Before the key of a family, where any instrument of it is meant.
ANY_OF = "family:"


def instrument_choices(*, whole_families=True):
    """Instruments that are offered, in groups for a select; "family:strings" means any of them."""
    groups = []
    for family in Family:
        if each := [(key, name) for key, name, its in _offered() if its == family]:
            every = [(f"{ANY_OF}{family.value}", f"{family.label}: any")] if whole_families else []
            groups.append((family.label, [*every, *each]))
    return groups


def _read():
    return list(Instrument.objects.offered().values_list("key", "name", "family"))


_offered = Kept(_read)

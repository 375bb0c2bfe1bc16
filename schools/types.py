"""Which types of the register's schools the hub takes in. Staff decide; here is what holds before.

Source of groups and types: Get Information about Schools, Guidance, "Establishment types".
"""

from collections import Counter

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from hub.trail.record import record
from schools.models import EstablishmentType, School

#: A music hub is funded for state-funded education. So nurseries, special schools, alternative
#: provision, colleges and sixth forms count, and these groups do not, whatever the type's name.
_GROUPS_THAT_DO_NOT_COUNT = {
    "independent schools",
    "online provider",
    "universities",
    "welsh schools",
}
#: Types by the words in their name: most stand in the group "Other types", some extracts of the
#: register name no group at all.
_WORDS_THAT_DO_NOT_COUNT = (
    "independent",
    "children's centre",
    "overseas",
    "offshore",
    "welsh",
    "higher education",
    "university",
    "online provider",
    "institution funded by other government department",
    "service children's education",
    "miscellaneous",
)
#: State-funded, though the words or group above would leave them out.
_COUNT_NEVERTHELESS = {"city technology college", "university technical college"}


def counts_by_default(name, group=""):
    """Does a type count as long as nobody has decided? A type without a name counts."""
    name, group = name.casefold().replace("’", "'"), group.casefold()
    if name in _COUNT_NEVERTHELESS:
        return True
    return group not in _GROUPS_THAT_DO_NOT_COUNT and not any(
        word in name for word in _WORDS_THAT_DO_NOT_COUNT
    )


class KnownTypes:
    """The types as they stand when an import starts, and those that it meets."""

    def __init__(self):
        self._by_name = {each.name.casefold(): each for each in EstablishmentType.objects.all()}
        self.met: list[EstablishmentType] = []

    def counts(self, name, group=""):
        """Does the hub take in schools of this type? One not met before is added by its default."""
        if not name:
            return True
        known = self._by_name.get(name.casefold())
        if known is None:
            known = EstablishmentType.objects.create(
                name=name, group=group, counts=counts_by_default(name, group)
            )
            self._by_name[name.casefold()] = known
            self.met.append(known)
        elif group and not known.group:
            known.group = group
            known.save(update_fields=["group"])
        return known.counts


@transaction.atomic
def decide(*, kind, counts, by) -> EstablishmentType:
    """Say whether a type counts; returns it. Schools that stand are neither changed nor closed."""
    kind = EstablishmentType.objects.select_for_update().get(pk=kind.pk)
    before, kind.counts = kind.counts, counts
    kind.decided_at = timezone.now()
    kind.save(update_fields=["counts", "decided_at"])
    record("decided", kind, by=by, changes={"counts": (before, counts)})
    return kind


def open_schools_of(kind):
    """The open schools of a type in the directory."""
    return School.objects.open().filter(type_name__iexact=kind.name)


def open_schools_by_type():
    """{type in lower case: open schools of it in the directory}, in one statement."""
    named = School.objects.open().order_by().values_list("type_name").annotate(number=Count("pk"))
    numbers: Counter = Counter()
    for name, number in named:
        numbers[name.casefold()] += number
    return numbers

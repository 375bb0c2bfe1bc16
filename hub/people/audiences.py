"""To whom many e-mails go at once: pupils by filters, of whatever app, and the carers written to.

An app states its own audience in a module ``audiences.py``, found by itself: a FilterForm whose
``narrow(pupils)`` leaves those who are meant::

    @audience("lessons", name="Families with lessons", hint="…", order=10)
    class ByLesson(FilterForm):
        def narrow(self, pupils): ...
"""

from dataclasses import dataclass
from functools import cache

from django.db.models import Exists, OuterRef
from django.http import QueryDict
from django.utils.module_loading import autodiscover_modules

from hub.people.choices import ConsentKind, Restriction
from hub.people.models import Carer, CarerLink, Consent, Pupil


@dataclass(frozen=True)
class Audience:
    """One way to say whom: ``filters`` is a FilterForm with ``narrow(pupils)``."""

    key: str
    name: str
    hint: str
    filters: type
    order: int


_audiences: dict[str, Audience] = {}


def audience(key, *, name, hint, order=50):
    """Register the FilterForm below."""

    def register(filters):
        _audiences[key] = Audience(key, name, hint, filters, order)
        return filters

    return register


def registered() -> list[Audience]:
    """Every audience of every app, in order."""
    _load()
    return sorted(_audiences.values(), key=lambda each: (each.order, each.name))


def get(key) -> Audience:
    """The Audience of this key. Raises KeyError when there is none."""
    _load()
    return _audiences[key]


def bound(key, values):
    """The filters of an audience, bound to {field: [values]} as they were kept."""
    data = QueryDict(mutable=True)
    for name, several in values.items():
        data.setlist(name, several)
    return get(key).filters(data)


def links_to(form, *, is_news, names_no_place):
    """The links whose carers are written to about the pupils that ``form`` leaves.

    Never one who must not be in contact. One who must not learn where the child is only if
    somebody has said that the text names no place: its very coming may tell.
    """
    pupils = form.narrow(Pupil.objects.present())
    if is_news:
        agreed = Consent.objects.live().filter(kind=ConsentKind.NEWS, pupil=OuterRef("pk"))
        pupils = pupils.filter(Exists(agreed))
    links = CarerLink.objects.written_to().filter(pupil__in=pupils.values("pk"))
    if not names_no_place:
        links = links.filter(restriction=Restriction.NONE)
    return links


def carers_of(links):
    """The carers of these links, each once, in the order in which they are written to."""
    rows = Carer.objects.present().filter(pk__in=links.values("carer"))
    return rows.select_related("user").order_by("pk")


@cache
def _load():
    autodiscover_modules("audiences")
    from hub.people.office import own_audience  # noqa: F401  (registers itself)

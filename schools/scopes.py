"""How schools, trusts and regions are found when a role is bound to one of them."""

from django.db.models import Q

from hub.accounts.scopes import Scope, register
from schools.models import Region, School, Trust
from schools.school_box import SchoolField

LARGEST_URN = 2_147_483_647  # what the column holds


def _by_urn(text):
    text = text.strip()
    if not (text.isascii() and text.isdigit() and int(text) <= LARGEST_URN):
        return None
    return School.objects.filter(urn=int(text)).first()


def _search_schools(text):
    school = _by_urn(text)
    if school is not None:
        return School.objects.open().filter(pk=school.pk)
    return School.objects.open().filter(name__icontains=text)


def _search_trusts(text):
    return Trust.objects.filter(Q(code__iexact=text) | Q(name__icontains=text))


register(Scope("school", "URN", _by_urn, School.objects.open, _search_schools, SchoolField))
register(
    Scope(
        "trust",
        "code",
        lambda text: Trust.objects.filter(code__iexact=text.strip()).first(),
        Trust.objects.all,
        _search_trusts,
    )
)
register(
    Scope(
        "region",
        "name",
        lambda text: Region.objects.filter(name__iexact=text.strip()).first(),
        Region.objects.all,
        lambda text: Region.objects.filter(name__icontains=text),
    )
)

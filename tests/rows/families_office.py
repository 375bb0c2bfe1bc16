"""The office's pages of families: the office, finance to read, nobody else."""

from hub.accounts.choices import Role
from hub.people.models import Carer, CarerMerge, Circular, FamilyExport, PupilMerge
from tests.answers import NO_ROLE, Row, only, only_looked_at, only_sent, signed_in
from tests.factories.people import CarerFactory, CarerLinkFactory, NeedsFactory, PupilFactory

READ = (Role.OFFICE, Role.FINANCE)
#: Who knows of no pupil but their own.
BLIND = dict.fromkeys({NO_ROLE, *Role} - {*READ, Role.CARER}, 404)
STRANGE = BLIND | {Role.CARER: 404}
LIST = Row(only(*READ), signed_in(405))
#: A record to look at: a carer's own is theirs to see, but not here.
RECORD = Row(only(*READ) | BLIND, signed_in(405), only(*READ) | STRANGE, signed_in(405))


def written(post, *roles):
    """A form of the roles about a record."""
    return Row(
        only(*roles) | BLIND,
        only(*roles, answer=post) | BLIND,
        only(*roles) | STRANGE,
        only(*roles, answer=post) | STRANGE,
    )


def carer_of(world, who):
    """The carer's record of who asks (somebody signed out stands for a carer)."""
    user = world.users.get(who, world.users[Role.CARER])
    if who not in (Role.CARER, "anonymous"):
        user = world.users[Role.CARER]
    return Carer.objects.filter(user=user).first() or CarerFactory(user=user, email=user.email)


def pupil_of(world, who):
    """A pupil of the carer of this world."""
    pupil = PupilFactory()
    NeedsFactory(pupil=pupil)
    CarerLinkFactory(carer=carer_of(world, who), pupil=pupil)
    return pupil


def a_strangers():
    """A pupil with needs and a carer, of somebody else."""
    link = CarerLinkFactory()
    NeedsFactory(pupil=link.pupil)
    return link.pupil


A_PUPIL = (
    lambda world, who: {"pk": pupil_of(world, who).pk},
    lambda world, who: {"pk": a_strangers().pk},
)
A_LINK = (
    lambda world, who: {"pk": pupil_of(world, who).links.get().pk},
    lambda world, who: {"pk": a_strangers().links.get().pk},
)
A_CARER = (
    lambda world, who: {"pk": carer_of(world, who).pk},
    lambda world, who: {"pk": CarerFactory().pk},
)
#: Managers see who a carer is (security.md), but not on these pages.
_MANAGER = {Role.MANAGER: 403}


def _of_carer(row):
    return Row(
        row.get | _MANAGER,
        row.post | ({} if row.post[Role.OFFICE] == 405 else _MANAGER),
        row.foreign_get | _MANAGER,
        row.foreign_post | ({} if row.post[Role.OFFICE] == 405 else _MANAGER),
    )


RETAIN = (Role.OFFICE, Role.MANAGER, Role.ADMIN)
#: A carer knows of their own copy, but looks at it elsewhere.
COPY = Row(
    only(Role.OFFICE, others=404) | {Role.CARER: 403},
    only(Role.OFFICE, answer=302, others=404) | {Role.CARER: 403},
    only(Role.OFFICE, others=404),
    only(Role.OFFICE, answer=302, others=404),
)
UNDO = Row(
    only(Role.OFFICE, others=404),
    only(Role.OFFICE, answer=302, others=404),
    only(Role.OFFICE, others=404),
    only(Role.OFFICE, answer=302, others=404),
)


def _of_pair(post):
    """A form about two carers, of whom a carer knows one at the most."""
    known = {Role.FINANCE: 403, Role.MANAGER: 403}
    get, sent = only(Role.OFFICE, others=404), only(Role.OFFICE, answer=post, others=404)
    return Row(get | known, sent | known, get | known, sent | known)


ROWS = {
    "families:search": LIST,
    "families:carers": LIST,
    "families:search_file": only_looked_at(
        Row(only(*READ), signed_in(405), only(*READ, answer=404), None)
    ),
    "families:pupil": RECORD,
    "families:needs": RECORD,
    "families:link_add": written(422, Role.OFFICE),
    "families:link": written(422, Role.OFFICE),
    "families:restrict": written(422, Role.OFFICE),
    "families:lift": written(422, Role.OFFICE),
    "families:link_end": written(302, Role.OFFICE),
    "families:carer": _of_carer(RECORD),
    "families:carer_change": _of_carer(written(302, *READ)),
    "families:add": Row(only(Role.OFFICE), only(Role.OFFICE, answer=422)),
    "families:add_child": _of_carer(written(422, Role.OFFICE)),
    "families:pupil_change": written(422, Role.OFFICE),
    "families:pupil_school": written(422, Role.OFFICE),
    "families:consent_revoke": only_sent(written(302, Role.OFFICE)),
    "families:erase": written(422, Role.OFFICE),
    "families:hold": written(422, Role.OFFICE),
    "families:retention": Row(only(*RETAIN), signed_in(405)),
    "families:retention_run": Row(only(*RETAIN), only(*RETAIN, answer=302)),
    "families:exports": Row(only(Role.OFFICE), signed_in(405)),
    "families:export": only_looked_at(COPY),
    "families:export_release": only_sent(COPY),
    "families:export_refuse": Row(
        COPY.get,
        only(Role.OFFICE, answer=422, others=404) | {Role.CARER: 403},
        COPY.foreign_get,
        only(Role.OFFICE, answer=422, others=404),
    ),
    "families:export_ask": only_sent(_of_carer(written(302, Role.OFFICE))),
    "family:data": Row(only(Role.CARER), only(Role.CARER, answer=302)),
    "families:consents": LIST,
    "families:consents_file": Row(
        only(*READ), signed_in(405), only(*READ, answer=404), signed_in(405)
    ),
    "families:messages": Row(only(Role.OFFICE), signed_in(405)),
    "families:message_new": Row(only(Role.OFFICE), only(Role.OFFICE, answer=422)),
    "families:message": Row(
        only(Role.OFFICE, others=404),
        signed_in(405),
        only(Role.OFFICE, others=404),
        signed_in(405),
    ),
    "families:duplicates": Row(only(Role.OFFICE), signed_in(405)),
    "families:compare": written(422, Role.OFFICE),
    "families:tell_apart": only_sent(written(302, Role.OFFICE)),
    "families:carer_duplicates": Row(only(Role.OFFICE), signed_in(405)),
    "families:carer_compare": _of_pair(422),
    "families:carer_tell_apart": only_sent(_of_pair(302)),
    "families:carer_undo": UNDO,
    "families:undo": UNDO,
}
#: A stranger's carer has no account, so that a name is asked for.
for _role in READ:
    ROWS["families:carer_change"].foreign_post[_role] = 422
# Finance sees every record and changes none.
for _name in (
    *("link_add", "link", "restrict", "lift", "link_end", "compare", "tell_apart", "add_child"),
    *("pupil_change", "pupil_school", "consent_revoke", "erase", "hold", "export_ask"),
):
    _row = ROWS[f"families:{_name}"]
    for _answers in (_row.get, _row.post, _row.foreign_get, _row.foreign_post):
        if _answers[Role.FINANCE] != 405:
            _answers[Role.FINANCE] = 403


def _merge(own):
    def make(world, who):
        kept = pupil_of(world, who) if own else a_strangers()
        gone = PupilFactory(merged_into=kept)
        return {"pk": PupilMerge.objects.create(kept=kept, gone=gone).pk}

    return make


def _carer_merge(own):
    def make(world, who):
        kept = carer_of(world, who) if own else CarerFactory()
        gone = CarerFactory(merged_into=kept)
        return {"pk": CarerMerge.objects.create(kept=kept, gone=gone).pk}

    return make


def _circular(world, who):
    row = Circular.objects.create(subject="Term dates", text="From Monday", audience="families")
    return {"pk": row.pk}


def _copy(own):
    def make(world, who):
        carer = carer_of(world, who) if own else CarerFactory()
        return {"pk": FamilyExport.objects.create(carer=carer).pk}

    return make


A_COPY = (_copy(True), _copy(False))
A_PAIR = (
    lambda world, who: {"first": pupil_of(world, who).pk, "second": pupil_of(world, who).pk},
    lambda world, who: {"first": a_strangers().pk, "second": a_strangers().pk},
)
A_PAIR_OF_CARERS = (
    lambda world, who: {"first": carer_of(world, who).pk, "second": CarerFactory().pk},
    lambda world, who: {"first": CarerFactory().pk, "second": CarerFactory().pk},
)
OBJECTS = {
    **dict.fromkeys(["families:compare", "families:tell_apart"], A_PAIR),
    "families:undo": (_merge(True), _merge(False)),
    **dict.fromkeys(["families:carer_compare", "families:carer_tell_apart"], A_PAIR_OF_CARERS),
    "families:carer_undo": (_carer_merge(True), _carer_merge(False)),
    **dict.fromkeys(["families:pupil", "families:needs", "families:link_add"], A_PUPIL),
    "families:pupil_school": A_PUPIL,
    "families:consent_revoke": (
        lambda world, who: {"pk": pupil_of(world, who).pk, "kind": "photo"},
        lambda world, who: {"pk": a_strangers().pk, "kind": "photo"},
    ),
    **dict.fromkeys(["families:pupil_change", "families:erase", "families:hold"], A_PUPIL),
    **dict.fromkeys(["families:export", "families:export_release"], A_COPY),
    "families:export_refuse": A_COPY,
    **dict.fromkeys(["families:add_child", "families:export_ask"], A_CARER),
    **dict.fromkeys(
        ["families:link", "families:restrict", "families:lift", "families:link_end"], A_LINK
    ),
    **dict.fromkeys(["families:carer", "families:carer_change"], A_CARER),
    "families:message": (_circular, _circular),
    "families:consents_file": (
        lambda world, who: {"ending": "csv"},
        lambda world, who: {"ending": "exe"},
    ),
    "families:search_file": (
        lambda world, who: {"ending": "csv"},
        lambda world, who: {"ending": "exe"},
    ),
}
NO_PAGES = {"families:search_file", "families:consents_file"}

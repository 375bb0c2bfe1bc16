"""Resources and publications."""

from django.utils import timezone

from hub.accounts.choices import Role
from hub.content.choices import Readers, State
from hub.content.models import Series, Topic
from tests.answers import (
    MANAGERS,
    NOBODYS,
    PEOPLE,
    PUBLIC,
    SCHOOLS,
    STAFF,
    Row,
    everybody,
    only,
    only_looked_at,
    page,
    signed_in,
)
from tests.factories.content import make_resource

WRITE = (Role.MANAGER, Role.EDITOR)
READ_SCHOOLS_OWN = {*SCHOOLS, *STAFF, Role.TUTOR, Role.LEADER}
FOR_ALL = dict.fromkeys(PEOPLE, 200)
FOR_SCHOOLS = {who: 200 if who in READ_SCHOOLS_OWN else 404 for who in PEOPLE}
PLAYER = "https://player.example/1"


def _for_all(world, who):
    return {"pk": make_resource(player_url=PLAYER).pk}


def _for_schools(world, who):
    return {"pk": make_resource(readers=Readers.SCHOOLS, player_url=PLAYER).pk}


def _file_for_all(world, who):
    return {"pk": make_resource(with_file=True).pk}


def _file_for_schools(world, who):
    return {"pk": make_resource(readers=Readers.SCHOOLS, with_file=True).pk}


def _draft(world, who):
    return {"pk": make_resource(state=State.DRAFT).pk}


def _out(world, who):
    return {"pk": make_resource().pk}


def _strange(world, who):
    return {"pk": NOBODYS}


def _version(world, who):
    draft = make_resource(state=State.DRAFT)
    draft.versions.create(number=1, title="As it was", summary="How to begin.")
    return {"pk": draft.pk, "number": 1}


def _strange_version(world, who):
    return {"pk": NOBODYS, "number": 1}


def _series(readers):
    def make(world, who):
        series = Series.objects.create(title=f"Singing with {readers} {timezone.now()}")
        make_resource(series=series, episode=1, readers=readers)
        return {"pk": series.pk}

    return make


def _empty_series(world, who):
    return {"pk": Series.objects.create(title=f"Nothing yet {timezone.now()}").pk}


def _topic(world, who):
    return {"pk": Topic.objects.create(key="brass", name="Brass").pk}


#: One for everybody, and one that is kept for schools.
_READ = Row(FOR_ALL, everybody(405), FOR_SCHOOLS, everybody(405))


def _written(own_post, *, is_draft):
    """A page of editors alone: a draft is nobody else's to know of, what is out is seen by all."""
    others = 404 if is_draft else 403
    return Row(
        only(*WRITE, others=others),
        only(*WRITE, answer=own_post, others=others),
        signed_in(404),
        signed_in(404),
    )


ROWS = {
    "resources:list": PUBLIC,
    "resources:item": _READ,
    "resources:file": _READ,
    "resources:player": _READ,
    "resources:series": _READ,
    "resources:desk": page(only(*WRITE)),
    "resources:new": Row(only(*WRITE), only(*WRITE, answer=422)),
    "resources:edit": _written(422, is_draft=True),
    "resources:publish": _written(422, is_draft=True),
    "resources:delete": _written(302, is_draft=True),
    "resources:archive": _written(302, is_draft=False),
    "resources:versions": only_looked_at(_written(405, is_draft=True)),
    "resources:version": _written(302, is_draft=True),
    "resources:topics": Row(only(*WRITE), only(*WRITE, answer=422)),
    "resources:topic": Row(
        only(*WRITE), only(*WRITE, answer=422), only(*WRITE, answer=404), only(*WRITE, answer=404)
    ),
    "resources:topic_remove": Row(
        only(*WRITE), only(*WRITE, answer=302), only(*WRITE, answer=404), only(*WRITE, answer=404)
    ),
    "resources:series_list": Row(only(*WRITE), only(*WRITE, answer=422)),
    "resources:series_edit": _written(422, is_draft=True),
    "resources:series_remove": _written(302, is_draft=True),
    "resources:players": Row(only(*MANAGERS), only(*MANAGERS, answer=302)),
}

OBJECTS = {
    "resources:item": (_for_all, _for_schools),
    "resources:file": (_file_for_all, _file_for_schools),
    "resources:player": (_for_all, _for_schools),
    "resources:series": (_series(Readers.PUBLIC), _series(Readers.SCHOOLS)),
    **dict.fromkeys(
        [f"resources:{name}" for name in ("edit", "publish", "delete")], (_draft, _strange)
    ),
    "resources:versions": (_draft, _strange),
    "resources:version": (_version, _strange_version),
    "resources:archive": (_out, _strange),
    "resources:topic": (_topic, _strange),
    "resources:topic_remove": (_topic, _strange),
    "resources:series_edit": (_empty_series, _strange),
    "resources:series_remove": (_empty_series, _strange),
}

NO_PAGES = {"resources:file"}

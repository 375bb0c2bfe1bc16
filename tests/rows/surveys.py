"""Questionnaires: looked at by those who use them, edited by managers and administrators."""

from hub.accounts.choices import Role
from tests.answers import MANAGERS, NOBODYS, Row, only, page, signed_in
from tests.factories.surveys import make_version

LOOK = (*MANAGERS, Role.OFFICER, Role.TRAINING)
#: Who may look and not edit is told so; others may not know that it is there.
LOOKED_AT = signed_in(404) | dict.fromkeys((Role.OFFICER, Role.TRAINING), 403) | {"anonymous": 302}


def _edited(get, post):
    def own(answer):
        return LOOKED_AT | dict.fromkeys(MANAGERS, answer)

    return Row(own(get) if get else signed_in(405), own(post), _nobodys(get), signed_in(404))


def _nobodys(get):
    return signed_in(404) if get else signed_in(405)


def _read(post=405):
    own = only(*LOOK, others=404)
    sent = signed_in(405) if post == 405 else only(*LOOK, answer=post, others=404)
    return Row(own, sent, signed_in(404), signed_in(405) if post == 405 else signed_in(404))


def _draft():
    return make_version(is_draft=True, questions=[{"kind": "choice"}])


def _survey(world, who):
    return {"pk": _draft().questionnaire_id}


def _version(world, who):
    return {"pk": _draft().pk}


def _preview(world, who):
    return {"pk": make_version(questions=[{"is_required": True}]).pk, "key": "singing"}


def _section(world, who):
    return {"pk": _draft().sections.get().pk}


def _question(world, who):
    return {"pk": _draft().questions.get().pk}


def _strange(world, who):
    return {"pk": NOBODYS}


ROWS = {
    "surveys:list": page(only(*LOOK)),
    "surveys:survey": _read(),
    "surveys:version": _read(),
    "surveys:preview": _read(post=422),
    "surveys:title": _edited(200, 422),
    "surveys:make_draft": _edited(None, 302),
    "surveys:publish": _edited(200, 422),
    "surveys:discard": _edited(200, 302),
    "surveys:section_new": _edited(200, 422),
    "surveys:section": _edited(200, 422),
    "surveys:section_move": _edited(None, 302),
    "surveys:section_remove": _edited(200, 302),
    "surveys:question_new": _edited(200, 422),
    "surveys:question": _edited(200, 422),
    "surveys:options": _edited(200, 422),
    "surveys:condition": _edited(200, 422),
    "surveys:question_move": _edited(None, 302),
    "surveys:question_remove": _edited(200, 302),
}

OBJECTS = {
    **{f"surveys:{name}": (_survey, _strange) for name in ("survey", "title", "make_draft")},
    **{
        f"surveys:{name}": (_version, _strange)
        for name in ("version", "publish", "discard", "section_new")
    },
    **{
        f"surveys:{name}": (_section, _strange)
        for name in ("section", "section_move", "section_remove", "question_new")
    },
    **{
        f"surveys:{name}": (_question, _strange)
        for name in ("question", "options", "condition", "question_move", "question_remove")
    },
    "surveys:preview": (_preview, lambda world, who: {"pk": NOBODYS, "key": "singing"}),
}

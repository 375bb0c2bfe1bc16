"""Reports."""

from hub.accounts.choices import Role
from hub.reporting.models import ReportRun
from tests.answers import Row, each_their_own, everybody, named, only, page, signed_in

MAKE_PROFILES = (Role.MANAGER, Role.OFFICER, Role.LEAD, Role.HEAD)
#: A trust has reports of visits made, office and finance those of lessons, and no profiles.
_OTHERS = (Role.TRUST, Role.OFFICE, Role.FINANCE)
MAKE_ANY = (*MAKE_PROFILES, *_OTHERS)
_NOT_THIS = dict.fromkeys(_OTHERS, 404)


def _run_of(user):
    run = ReportRun.objects.create(
        key="school-profile", title="School profile", format="pdf", requested_by=user
    )
    return {"pk": run.pk}


ROWS = {
    "reporting:index": page(only(*MAKE_ANY)),
    "reporting:new": Row(
        only(*MAKE_PROFILES) | _NOT_THIS,
        only(*MAKE_PROFILES, answer=422) | _NOT_THIS,
        only(*MAKE_ANY, answer=404),
        only(*MAKE_ANY, answer=404),
    ),
    "reporting:history": page(only(*MAKE_ANY)),
    "reporting:page": Row(
        only(*MAKE_PROFILES) | _NOT_THIS,
        signed_in(405),
        only(*MAKE_ANY, answer=404),
        signed_in(405),
    ),
    "reporting:cancel": Row(signed_in(405), everybody(302), signed_in(405), signed_in(404)),
    "reporting:run": Row(signed_in(200), signed_in(405), signed_in(404), signed_in(405)),
    "reporting:state": Row(signed_in(200), signed_in(405), signed_in(404), signed_in(405)),
    "reporting:download": Row(signed_in(404), signed_in(405), signed_in(404), signed_in(405)),
    "reporting:again": Row(signed_in(405), everybody(302), signed_in(405), signed_in(404)),
}

OBJECTS = {
    **dict.fromkeys(
        ["reporting:new", "reporting:page"], named({"key": "school-profile"}, {"key": "made-up"})
    ),
    **dict.fromkeys(
        [f"reporting:{name}" for name in ("run", "state", "download", "again", "cancel")],
        each_their_own(_run_of),
    ),
}

NO_PAGES = {"reporting:state"}

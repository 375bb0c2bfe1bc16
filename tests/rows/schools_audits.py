"""Audits of schools."""

from django.core.files.uploadedfile import SimpleUploadedFile

from hub.accounts.choices import Role
from hub.calendar.years import AcademicYear
from hub.files.kinds import PDF
from schools.audits import auditing
from schools.audits.permissions import READERS
from schools.models import Audit, AuditFile
from tests.answers import SCHOOLS, Row, only, page, signed_in
from tests.factories.audits import open_audit, submitted_audit
from tests.rows.schools import KNOW_NO_SCHOOL

OWN = (Role.LEAD, Role.HEAD)
LAST = -1


def _open(school, by):
    """This year's audit, begun."""
    year = AcademicYear.current()
    found = Audit.objects.filter(school=school, year=year).select_related("filling").first()
    return found or open_audit(school, by=by)


def _submitted(school, by):
    """Last year's audit, handed in."""
    year = AcademicYear.current() + LAST
    found = Audit.objects.filter(school=school, year=year).select_related("filling").first()
    return found or submitted_audit(school, by=by, year=year)


def _at(make, **more):
    def kwargs(school, by):
        audit = make(school, by)
        return {"pk": school.pk, "year": audit.year, **more}

    return (
        lambda world, who: kwargs(world.school, world.colleague),
        lambda world, who: kwargs(world.foreign_school, world.stranger),
    )


def _a_file():
    def kwargs(school, by):
        audit = _open(school, by)
        upload = SimpleUploadedFile("a.pdf", b"%PDF-1.7\n")
        upload.kind = PDF
        kept = AuditFile.objects.filter(audit=audit).first() or auditing.attach(
            audit=audit, area="singing", upload=upload, by=by
        )
        return {"pk": school.pk, "year": audit.year, "file": kept.pk}

    return (
        lambda world, who: kwargs(world.school, world.colleague),
        lambda world, who: kwargs(world.foreign_school, world.stranger),
    )


_ALL_404 = only(others=404)
#: An open audit: its lead and head alone know of it.
_OPEN = Row(only(*OWN, others=404), only(*OWN, answer=302, others=404), _ALL_404, _ALL_404)
_KNOWN = (*READERS, *OWN, Role.TRUST)

ROWS = {
    "schools:audits": page(only(*READERS, Role.TRUST) | dict.fromkeys(OWN, 302)),
    "schools:audit": Row(
        only(*READERS, Role.TRUST) | dict.fromkeys(OWN, 302) | KNOW_NO_SCHOOL,
        only(*OWN, answer=302) | KNOW_NO_SCHOOL,
        only(*READERS) | KNOW_NO_SCHOOL | dict.fromkeys(SCHOOLS, 404),
        only() | KNOW_NO_SCHOOL | dict.fromkeys(SCHOOLS, 404),
    ),
    "schools:audit_year": Row(only(*OWN, others=404), signed_in(405), _ALL_404, signed_in(405)),
    "schools:audit_area": _OPEN,
    "schools:audit_settle": Row(
        signed_in(405), only(*OWN, answer=302, others=404), signed_in(405), _ALL_404
    ),
    "schools:audit_file_remove": _OPEN,
    "schools:audit_check": _OPEN,
    "schools:audit_result": Row(
        only(*_KNOWN, others=404),
        signed_in(405),
        only(*READERS, others=404),
        signed_in(405),
    ),
    "schools:audit_reopen": Row(
        only(Role.OFFICER, others=404) | dict.fromkeys({*_KNOWN} - {Role.OFFICER}, 403),
        only(Role.OFFICER, answer=422, others=404) | dict.fromkeys({*_KNOWN} - {Role.OFFICER}, 403),
        only(Role.OFFICER, others=404) | dict.fromkeys({*READERS} - {Role.OFFICER}, 403),
        only(Role.OFFICER, answer=422, others=404)
        | dict.fromkeys({*READERS} - {Role.OFFICER}, 403),
    ),
}


def _begun():
    """The page from which an audit is begun, at a school where this year's is begun."""

    def kwargs(school, by):
        return {"pk": _open(school, by).school_id}

    return (
        lambda world, who: kwargs(world.school, world.colleague),
        lambda world, who: kwargs(world.foreign_school, world.stranger),
    )


OBJECTS = {
    "schools:audit": _begun(),
    "schools:audit_year": _at(_open),
    "schools:audit_area": _at(_open, area="singing"),
    "schools:audit_settle": _at(_open, area="singing"),
    "schools:audit_check": _at(_open),
    "schools:audit_file_remove": _a_file(),
    "schools:audit_result": _at(_submitted),
    "schools:audit_reopen": _at(_submitted),
}

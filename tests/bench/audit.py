"""A school that audits again, area by area, on servers of its own; prints figures as JSON.

Run by bench_audit.py as a process: ``python -m tests.bench.audit``.
"""

import json
import statistics
import sys
import time

from hub.platform.testing import TestServers
from tests.bench.directory import prepare, statements

#: How often all eleven areas are saved, each time with other words.
ROUNDS = 12


def main():
    """Print {figure: …}."""
    servers = TestServers()
    try:
        servers.start()
        prepare()
        print(json.dumps(measure()))
    finally:
        servers.stop()


def measure():
    """Milliseconds and statements of saving an area and of the page that follows."""
    from django.test import Client

    from hub.calendar.years import AcademicYear
    from schools.audits import auditing
    from tests.factories.accounts import make_user
    from tests.factories.audits import open_audit, submitted_audit
    from tests.factories.schools import SchoolFactory
    from tests.sign_in import sign_in

    school = SchoolFactory()
    lead = make_user("lead", scope={"school": school})
    submitted_audit(school, by=lead, year=AcademicYear.current() - 1, level="emerging")
    audit = open_audit(school, by=lead)
    client = sign_in(Client(), lead)
    found = {name: Taken() for name in ("save", "next", "both", "result", "pdf")}
    for number in range(ROUNDS):
        one_round(client, audit, number, found)
    auditing.submit(audit=audit, by=lead)
    for _ in range(10):
        found["result"].of(lambda: client.get(f"{audit.get_absolute_url()}result/"))
    pdf(audit, found["pdf"])
    return {name: taken.told() for name, taken in found.items()}


def one_round(client, audit, number, found):
    """Save every area with new words, as its page was drawn, and draw the next one."""
    from schools.audits.forms import area_form

    base = audit.get_absolute_url()
    for section in audit.filling.version.sections.all():
        address = f"{base}area/{section.key}/"
        form = area_form(audit, section)
        typed = {"go": "on"}
        for each in form.questions:
            typed[each.seen.html_name] = each.seen.value()
            if each.note is not None:
                typed[each.field.html_name] = "established" if number % 2 else "emerging"
                typed[each.note.html_name] = f"Words of round {number}. " * 8
        if number == 0:
            client.post(address, typed)  # warm
            continue
        saved = found["save"].of(lambda address=address, typed=typed: client.post(address, typed))
        if saved.status_code != 302:
            raise RuntimeError(f"{address} answered {saved.status_code}")
        found["next"].of(lambda saved=saved: client.get(saved.url))
        both = found["save"].taken[-1] + found["next"].taken[-1]
        found["both"].taken.append(both)


def pdf(audit, taken):
    """The PDF of the result, the first not counted."""
    from django.utils import timezone

    from hub.reporting import build, registry
    from hub.reporting.build import Asked
    from hub.reporting.choices import Format
    from hub.reporting.forms import bind

    report = registry.get("audit-result")
    form = bind(report, {"school": [audit.school.reference]}, user=None, format=Format.PDF)
    if not form.is_valid():
        raise RuntimeError(form.errors.as_text())
    asked = Asked(report, form, Format.PDF)
    (part,) = build.parts_of(asked, asked.keys())
    for _ in range(6):
        taken.of(lambda: build.make_part(asked, part, as_at=timezone.now()))
    del taken.taken[0]


class Taken:
    """Milliseconds of one thing, each time, and the most statements."""

    def __init__(self):
        self.taken, self.most = [], 0

    def of(self, call):
        """Do it, and note what it took."""
        began = time.perf_counter()
        with statements() as asked:
            answer = call()
        self.taken.append((time.perf_counter() - began) * 1000)
        self.most = max(self.most, asked[0])
        return answer

    def told(self):
        """{"median", "p95", "statements"}."""
        p95 = (
            statistics.quantiles(self.taken, n=20)[-1] if len(self.taken) > 19 else max(self.taken)
        )
        return {"median": statistics.median(self.taken), "p95": p95, "statements": self.most}


if __name__ == "__main__":
    sys.exit(main())

"""A visit with a full record, on servers of its own; prints figures as JSON.

Run by bench_visit_report.py as a process: ``python -m tests.bench.visit_report``.
"""

import json
import statistics
import sys
import time

from hub.platform.testing import TestServers
from tests.bench.directory import prepare, statements

_WORDS = "Pupils sing together with care and know many songs by heart. " * 6


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
    """The PDF five times after the first, saving a page of texts, and the preview."""
    from django.test import Client
    from django.urls import reverse

    from tests.sign_in import sign_in
    from visits.recording.keeping import mark_of

    record = written()
    visit = record.visit
    client = sign_in(Client(), visit.officer)
    found = {name: Taken() for name in ("pdf", "save", "preview")}
    pages = pdf(visit, found["pdf"])
    address = reverse("visits:record_section", args=[visit.pk, "commitments"])
    text = record.school_commits
    for number in range(12):
        sent = {"school_commits": f"Words of round {number}. {_WORDS}", "hub_commits": ""}
        sent |= {"seen-school_commits": mark_of(text), "seen-hub_commits": mark_of("")}
        answer = found["save"].of(
            lambda sent=sent: client.post(address, sent, headers={"accept": "application/json"})
        )
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answered {answer.status_code}")
        text = sent["school_commits"].strip()
    preview = reverse("visits:report_preview", args=[visit.pk])
    for _ in range(8):
        found["preview"].of(lambda: client.get(preview))
    return {name: taken.told() for name, taken in found.items()} | {"pages": pages}


def written():
    """A record with words everywhere, people, actions and a survey that is handed in."""
    from django.db import transaction

    from hub.surveys.answering import Given
    from tests.factories.visits import make_action, make_visit
    from visits.choices import VisitState
    from visits.recording import keeping, survey
    from visits.recording.keeping import mark_of

    with transaction.atomic():
        visit = make_visit(state=VisitState.DONE)
    officer = visit.officer
    record = keeping.begin(visit=visit, by=officer)
    values = {"strengths": _WORDS, "needs": _WORDS, "need_areas": ["singing"], "lesson": _WORDS}
    values |= {"was_observed": True, "hub_commits": _WORDS}
    seen = {name: mark_of(getattr(record, name)) for name in values}
    record = keeping.save(record=record, values=values, seen=seen, by=officer).record
    for name in ("Ada Lead", "Hal Head"):
        keeping.meet(record=record, name=name, role="Teacher", is_senior=True, by=officer)
    for number in range(4):
        make_action(visit.school, visit=visit, what=f"Action {number}: begin a choir")
    for section in survey.sections_of(survey.filling_of(record)):
        cleaned = {
            question.key: Given("All is well here.")
            for question in section.questions.all()
            if question.kind in ("text", "long-text")
        }
        survey.save(record=record, section=section, cleaned=cleaned, seen={}, by=officer)
        record.refresh_from_db()
    survey.hand_in(record=record, by=officer)
    record.refresh_from_db()
    return record


def pdf(visit, taken):
    """The PDF, the first not counted; returns how many pages it has."""
    import io

    from django.utils import timezone

    from hub.reporting import assembly, build, registry
    from hub.reporting.build import Asked
    from hub.reporting.choices import Format
    from hub.reporting.forms import bind

    report = registry.get("visit-report")
    form = bind(report, {"school": [visit.school.reference]}, user=None, format=Format.PDF)
    if not form.is_valid():
        raise RuntimeError(form.errors.as_text())
    asked = Asked(report, form, Format.PDF)
    (part,) = build.parts_of(asked, asked.keys())
    for _ in range(8):
        content = taken.of(lambda: build.make_part(asked, part, as_at=timezone.now()))
    taken.forget_the_first()
    return assembly.count_pages(io.BytesIO(content))


class Taken:
    """Milliseconds of one thing by the clock and by the processor, and the most statements."""

    def __init__(self):
        self._clock, self._processor, self._most = [], [], 0

    def of(self, call):
        """Do it, and note what it took."""
        began, used = time.perf_counter(), time.process_time()
        with statements() as asked:
            answer = call()
        self._clock.append((time.perf_counter() - began) * 1000)
        self._processor.append((time.process_time() - used) * 1000)
        self._most = max(self._most, asked[0])
        return answer

    def forget_the_first(self):
        """The first loads what the others find loaded."""
        del self._clock[0], self._processor[0]

    def told(self):
        """{"median", "processor", "statements"}."""
        return {
            "median": statistics.median(self._clock),
            "processor": statistics.median(self._processor),
            "statements": self._most,
        }


if __name__ == "__main__":
    sys.exit(main())

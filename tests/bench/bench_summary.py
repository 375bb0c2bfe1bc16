"""The PDF and the Word document of a development plan's summary, warm, with their queries."""

from tests.bench.bench_reports import told
from tests.bench.shared import figure, portal

#: A long one: each part fills most of a page.
MEASURE = """
import datetime, statistics, time
from django.utils import timezone
from hub.accounts.models import User
from hub.calendar.years import AcademicYear
from hub.reporting import registry
from hub.reporting.build import Asked, make_part, parts_of
from hub.reporting.forms import bind
from schools.models import Plan, PlanVersion, School
from schools.plans import lifecycle
from schools.summaries.sources import of_version
from schools.summaries.word import as_word
school = School.objects.create(urn=970_001, name="Bench School", phase="primary")
year = AcademicYear.current()
text = "# What we teach\\n\\n" + "Every class has an hour of music each week.\\n\\n" * 12
text += "| Year | Minutes |\\n| --- | --- |\\n" + "| 3 | 60 |\\n" * 7
texts = dict.fromkeys(["part_a", "part_b", "part_c", "future", "objective", "essentials"], text)
plan = Plan.objects.create(
    school=school, year=year, state="agreed", agreed_at=timezone.now(), lead_name="Ada Lead",
    hub_name="Hub", review_on=max(year.ends_on, timezone.localdate()), **texts,
)
for number in range(15):
    plan.actions.create(what=f"Action {number}", who="Ada", due_on=year.ends_on, cost=50)
lifecycle.publish(plan=plan, by=User.objects.filter(is_active=True).first())
report = registry.get("development-plan")
def pdf(contents):
    form = bind(report, {"school": ["970001"], "contents": [contents]}, user=None, format="pdf")
    assert form.is_valid(), form.errors
    asked = Asked(report, form, "pdf")
    make_part(asked, parts_of(asked, asked.keys())[0], as_at=timezone.now())
def median(call):
    call()
    taken = []
    for _ in range(15):
        began = time.perf_counter()
        call()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken) * 1000
version = PlanVersion.objects.get(school=school)
print("summary=%.1f" % median(lambda: pdf("summary")))
print("plan=%.1f" % median(lambda: pdf("plan")))
print("word=%.1f" % median(lambda: as_word(of_version(version), author="Hub")))
"""


def run():
    """Figures of one plan, in a process of its own, as a worker is."""
    here = portal()
    if not here.is_running():
        here.start()
    taken = told(here, MEASURE)
    return [
        figure("summary of a development plan as PDF, warm", taken["summary"], "ms", target=500),
        figure("the same with the whole plan", taken["plan"], "ms", target=500),
        figure("the summary as a Word document", taken["word"], "ms"),
    ]

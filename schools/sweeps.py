"""What the portal does by itself about schools: weigh facts anew, end requests that ran out, mind
plans, look whether published plans stand where they should.
"""

from datetime import timedelta

from hub.files.strays import delete_strays
from hub.platform import nudges
from hub.platform.sweeps import sweep
from schools import claims, priority, venues
from schools.facts import keeping, weighing
from schools.models import PublishedAddress, SummaryFile
from schools.needs import tallies
from schools.plans import reminders
from schools.summaries import addresses, checking, files, tasks

#: A check is cut off after seconds, and a task ends after five minutes at most (hub/celery.py).
_LOST_AFTER = timedelta(minutes=10)
_NUDGES = 20


@sweep("schools.facts", every=timedelta(minutes=5))
def weigh_facts():
    """Years whose rule "facts-first" is another than that by which they were weighed."""
    years = weighing.years_to_weigh()
    for year in years:
        weighing.weigh_year(year)
    if years:
        keeping.keep_all()
    return f"{len(years)} years weighed"


@sweep("schools.known-years", every=timedelta(hours=6))
def keep_what_is_counted():
    """Reckon anew what is counted across schools: a link between two schools changes it too."""
    differed = keeping.keep_all()
    return f"{differed} rows differed from the facts"


@sweep("schools.needs-tallies")
def tally_needs():
    """Tally anew the districts of which figures across schools have changed."""
    return f"{tallies.tally_marked()} districts tallied"


@sweep("schools.needs-drift", every=timedelta(hours=24))
def tally_all_needs():
    """Tally every district anew: what differs without being marked is a fault of ours."""
    return f"{tallies.tally_all()} districts differed that were not marked"


@sweep("schools.signals", every=timedelta(hours=1))
def keep_signals():
    """Reckon anew what speaks for seeing schools soon: roles, links and days change it too."""
    changed = priority.refresh_all()
    return f"{changed} school{'' if changed == 1 else 's'} changed"


@sweep("requests-that-ran-out", every=timedelta(hours=1))
def end_requests_that_ran_out():
    """End requests to join a school that nobody has answered in the time that the hub gives."""
    count = claims.lapse_those_that_ran_out()
    return f"{count} request{'' if count == 1 else 's'} to join a school ended."


@sweep("schools.venues", every=timedelta(minutes=10))
def follow_schools():
    """Bring the places of schools in line with schools that have changed or closed."""
    return f"{venues.follow_schools()} venues followed their schools"


@sweep("schools.addresses")
def check_published_addresses():
    """Have checked where summaries are published: what no nudge reached, and what is due again."""
    again = addresses.due_again()
    back, over = PublishedAddress.objects.requeue_lost(after=_LOST_AFTER, tries=checking.TRIES)
    waiting = list(PublishedAddress.objects.due().values_list("pk", flat=True)[:_NUDGES])
    for pk in waiting:
        if not nudges.hand_on(tasks.check_address, pk):
            break
    return (
        f"{len(waiting)} waiting, {again} due again, {back} of a lost worker put back, "
        f"{over} given up"
    )


@sweep("schools.summary-files")
def make_files_of_summaries():
    """Have made the files of published summaries that no nudge reached."""
    ordered = list(files.unordered()[:_NUDGES])
    files.order(ordered)
    back, over = SummaryFile.objects.requeue_lost(after=_LOST_AFTER, tries=files.TRIES)
    waiting = set(SummaryFile.objects.due().values_list("version", flat=True)[:_NUDGES])
    for version in sorted(waiting):
        if not nudges.hand_on(tasks.make_files, version):
            break
    strays = delete_strays("summaries", SummaryFile._meta.get_field("file"))
    return (
        f"{len(ordered)} ordered, {len(waiting)} waiting, {back} of a lost worker put back, "
        f"{over} given up, {strays} stray files"
    )


@sweep("development-plans", every=timedelta(minutes=10))
def mind_development_plans():
    """Remind schools before September, call for reviews that are due, put away what is over."""
    reminded, due, away = reminders.remind(), reminders.call_for_review(), reminders.put_away()
    return f"{reminded} schools reminded, {due} plans due for review, {away} archived"

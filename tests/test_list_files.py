"""Every list that can be taken away as a file: that somebody took it stands on the trail."""

from http.cookies import SimpleCookie

from django.db import transaction

from hub.trail.models import Entry
from tests import matrix
from tests.answers import ANONYMOUS, PEOPLE
from tests.project import imports, python_files
from tests.rows import NO_PAGES, ROWS

FILES = ("text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
#: Files that somebody has put in, which have rules and entries of their own.
UPLOADED = {"files:download", "resources:file"}
#: One of each app, and those of children and families: when the walk meets them, it meets all.
MET = {
    "families:search_file",
    "families:consents_file",
    "people:export",
    "trail:export",
    "schools:export",
    "tuition:applications_export",
    "tuition:applications_export_xlsx",
    "tuition:continue_export",
    "tuition:school_pupils_export",
    "visits:actions_export",
}


def test_whoever_takes_a_list_away_is_on_the_trail_with_it(db):
    world = matrix.new_world()
    noted = {}
    for route in sorted(NO_PAGES - UPLOADED):
        who = next((who for who in PEOPLE if ROWS[route].get.get(who) == 200), ANONYMOUS)
        if who == ANONYMOUS:
            continue
        with transaction.atomic():
            url = matrix.address(route, world, who)
            world.asker.cookies = SimpleCookie(world.sessions[who])
            answer = world.asker.get(url)
            if answer.streaming:
                list(answer.streaming_content)
            if answer.get("Content-Type", "").startswith(FILES):
                taken = Entry.objects.filter(
                    actor_id=world.users[who].pk, action__startswith="exported "
                )
                noted[route] = taken.count()
            transaction.set_rollback(True)
    assert noted == dict.fromkeys(noted, 1)
    assert set(noted) >= MET


def test_files_of_lists_are_made_in_one_place():
    writers = ("hub.reporting.csv.csv_response", "hub.reporting.xlsx.xlsx_response")
    users = {
        name
        for name, tree in python_files().items()
        if not set(imports(tree, everywhere=True)).isdisjoint(writers)
    }
    assert users == {"hub/reporting/list_file.py"}

"""``manage.py report``: the same file as the page's."""

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from hub.reporting import tasks
from hub.reporting.forms import bind
from hub.reporting.models import ReportRun
from hub.reporting.runs import request_run
from tests.factories.schools import SchoolFactory


@pytest.fixture
def school(db):
    return SchoolFactory(name="St Alban's")


@pytest.mark.parametrize("kind", ["pdf", "csv"])
def test_the_command_writes_the_file_that_the_worker_makes(kind, tiny, school, manager, tmp_path):
    form = bind(tiny, {"school": [school.urn]}, user=manager, format=kind)
    assert form.is_valid()
    run = request_run(report=tiny, form=form, by=manager)
    out = tmp_path / f"profile.{kind}"
    with time_machine.travel(timezone.now(), tick=False):
        tasks.build_run(str(run.pk))
        call_command("report", "tiny", school=str(school.urn), out=str(out))
    with ReportRun.objects.get().file.open() as file:
        assert file.read() == out.read_bytes()


def test_without_a_key_it_lists_the_keys(tiny, capsys):
    call_command("report")
    assert "tiny: Tiny report (.pdf .xlsx .csv) --school\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("key", "options", "sentence"),
    [
        ("nothing", {"out": "x.pdf"}, "There is no report nothing"),
        ("tiny", {}, "Say where to write it"),
        ("tiny", {"out": "x.docx"}, "a name that ends in .pdf, .xlsx or .csv"),
        ("tiny", {"out": "x.pdf"}, "--school: Choose school"),
        ("tiny", {"out": "x.pdf", "school": "999"}, "--school: "),
        ("tiny", {"out": "x.pdf", "school": "x\x00"}, "--school: "),
        ("tiny", {"out": "x.pdf", "region": "North"}, "takes no --region"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(key, options, sentence, tiny, school):
    with pytest.raises(CommandError, match=sentence):
        call_command("report", key, **options)


def test_a_place_that_cannot_be_written_is_said_and_leaves_nothing(tiny, school, tmp_path):
    out = tmp_path / "nowhere" / "x.csv"
    with pytest.raises(CommandError, match="cannot be written: No such file or directory"):
        call_command("report", "tiny", school=str(school.urn), out=str(out))

"""Postcodes from an uploaded Code-Point Open file."""

import zipfile

import pytest

from hub.files.archives import ArchiveRefused, check_archive
from hub.geography import codepoint, loading
from hub.geography.models import PostcodeArea, PostcodeFile, PostcodePoint
from hub.geography.postcodes import Place, locate
from hub.imports.models import RejectedRow
from hub.permissions import may
from hub.trail.models import Entry
from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory
from tests.hub.geography.conftest import line, packed

AL, SG = "Data/CSV/al.csv", "Data/CSV/sg.csv"
HEADINGS = "Postcode,Positional_quality_indicator,Eastings,Northings,Country_code\r\n"


def loaded():
    return dict(PostcodePoint.objects.order_by("pk").values_list("pk", "easting"))


def rejected(imported):
    return [(row.file_name, row.line, row.reason) for row in imported.rows.all()]


def test_the_zip_of_ordnance_survey_is_looked_at_first_and_then_loaded(bring, load, manager):
    SchoolFactory(postcode="AL1 5AA", easting=1, northing=1)
    content = packed(
        {
            AL: line("AL1 5EG") + line("AL100AA", 522_000),
            SG: line("SG1 1AA"),
            "Doc/Code-Point_Open_Column_Headers.csv": "PC,PQ,EA,NO\r\nPostcode,,,\r\n",
            "Doc/licence.txt": "free",
        }
    )
    imported = bring(content, by=manager)
    assert imported.counts[0] == ["postcodes loaded", 2]
    assert (loaded(), PostcodeFile.objects.count()) == ({}, 0)
    imported = load(content, by=manager)
    assert loaded() == {"AL1 5EG": 516_000, "AL10 0AA": 522_000}
    assert dict(imported.counts)["of other areas"] == 1
    assert locate("al15eg") == Place(516_000, 207_000, False, "Code-Point Open")
    file = PostcodeFile.objects.get()
    assert (file.file_name, file.areas, file.loaded, file.by) == ("codepo.zip", ["AL"], 2, manager)
    assert Entry.objects.filter(action="loaded", actor_id=manager.pk).count() == 1


@pytest.mark.parametrize(
    "text",
    [
        line("AL1 5EG"),
        "\ufeff" + HEADINGS + line("AL1 5EG"),
        "Eastings,Northings,PC,PQ\r\n516000,207000,AL1 5EG,10\r\n1,1,SG1 1AA,10\r\n",
    ],
    ids=["without headings", "with headings", "in another order"],
)
def test_a_single_file_is_read_with_headings_and_without(text, load, manager):
    load(text, by=manager, areas="al")
    assert loaded() == {"AL1 5EG": 516_000}


def test_a_postcode_without_a_real_place_is_not_loaded(load, manager):
    lines = line("AL1 5EG", quality=60) + line("AL1 5EH", quality=90) + line("AL1 5EJ", 0, 0)
    imported = load(lines, by=manager, areas="AL")
    assert list(loaded()) == ["AL1 5EG"]
    assert dict(imported.counts)["without a place in the file"] == 2
    assert imported.rejected == 0


def test_lines_that_cannot_be_read_are_named_with_their_file_and_the_rest_is_loaded(load, manager):
    al = line("AL1 5EG") + line("AL1") + '"AL1 5EH",10\r\n' + line("AL1 5EJ", "east")
    content = packed({AL: al + line("AL1 5EL", 700_001) + line("AL1 5\xff") + '"AL1 5E'})
    imported = load(content, by=manager, areas="AL")
    assert list(loaded()) == ["AL1 5EG"]
    assert rejected(imported) == [
        ("al.csv", 2, "there is no whole postcode"),
        ("al.csv", 3, "it has 2 cells only"),
        ("al.csv", 4, "quality, eastings and northings must be whole numbers"),
        ("al.csv", 5, "the point is not in Great Britain"),
        ("al.csv", 6, "there is no whole postcode"),
        ("al.csv", 7, "it has 1 cells only"),
    ]
    assert PostcodeFile.objects.get().unreadable == 6


def test_a_newer_file_replaces_its_areas_and_leaves_the_others(load, manager):
    load(packed({AL: line("AL1 5EG"), SG: line("SG1 1AA")}), by=manager, areas="AL, SG")
    imported = load(packed({AL: line("AL1 5EH")}), by=manager, areas="AL SG", name="newer.zip")
    assert list(loaded()) == ["AL1 5EH", "SG1 1AA"]
    by_area = PostcodeArea.objects.values_list("area", "postcodes", "file__file_name")
    assert list(by_area) == [("AL", 1, "newer.zip"), ("SG", 1, "codepo.zip")]
    assert any("no postcodes of SG" in note for note in imported.notes)


def test_an_area_of_one_letter_is_not_the_areas_that_begin_with_it(load, manager):
    load(packed({"wd.csv": line("WD1 1AA"), "w.csv": line("W1A 0AX")}), by=manager, areas="W,WD")
    load(line("W2 1AA"), by=manager, areas="W")
    assert list(loaded()) == ["W2 1AA", "WD1 1AA"]


def test_the_same_file_again_changes_nothing_and_all_takes_all(load, manager):
    content = packed({AL: line("AL1 5EG"), SG: line("SG1 1AA")})
    first = load(content, by=manager, areas="ALL")
    before = loaded()
    again = load(content, by=manager, areas="all")
    assert (loaded(), again.counts) == (before, first.counts)
    assert list(before) == ["AL1 5EG", "SG1 1AA"]


def test_of_a_postcode_named_twice_the_better_place_counts(load, manager):
    lines = line("AL1 5EG", 1, quality=50) + line("AL1 5EG", 2, quality=10)
    imported = load(lines, by=manager, areas="AL")
    assert (loaded(), dict(imported.counts)["named twice"]) == ({"AL1 5EG": 2}, 1)


def test_more_lines_than_one_batch_are_all_there(load, manager, monkeypatch):
    monkeypatch.setattr(loading, "BATCH", 2)
    load("".join(line(f"AL1 {n}AA") for n in range(5)), by=manager, areas="AL")
    assert len(loaded()) == 5


def test_without_areas_and_without_schools_it_asks_for_them(bring, manager):
    assert "name them" in bring(line("AL1 5EG"), by=manager).refusal


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (line("SG1 1AA"), "al.csv has no postcodes of AL whose place is known"),
        ("URN,Name\r\n1,School\r\n", "al.csv is no file of postcodes"),
        ("x" * 5000, "lines too long for postcodes"),
        (packed({"a.txt": "x"}), "holds no CSV files"),
        (packed({"inner.zip": packed({AL: line("AL1 5EG")})}), "holds no CSV files"),
        (packed({AL: line("AL1 5EG")}, compression=zipfile.ZIP_LZMA), "packed in a way"),
        (packed({AL: "\0" * 5_000_000}), "more than a hundred times its size"),
    ],
    ids=["other areas", "other table", "one line", "no table", "zip in zip", "packing", "bomb"],
)
def test_what_is_no_such_file_is_refused_in_a_sentence(content, says, bring, manager):
    imported = bring(content, by=manager, areas="AL")
    assert says in imported.refusal
    assert loaded() == {}


def test_a_damaged_archive_is_refused(bring, manager):
    content = packed({AL: line("AL1 5EG") * 50}, compression=zipfile.ZIP_STORED)
    broken = content.replace(b"516000", b"516001", 1)
    assert "al.csv is damaged" in bring(broken, by=manager, areas="AL").refusal


def test_names_in_an_archive_never_become_paths(bring, manager, tmp_path):
    up = "../../../../../../../../../../tmp/escaped/al.csv"
    content = packed({up: line("AL1 5EG") + line("AL1"), "/etc/sg.csv": line("SG1 1AA")})
    imported = bring(content, by=manager, areas="AL")
    assert rejected(imported) == [("al.csv", 2, "there is no whole postcode")]
    kept = [path.name for path in tmp_path.rglob("*") if path.is_file()]
    assert len(kept) == 1
    assert "al" not in kept[0].split(".")
    assert RejectedRow.objects.count() == 1


def test_more_may_unpack_here_than_elsewhere(tmp_path):
    path = tmp_path / "large.zip"
    path.write_bytes(packed({"al.csv": "x" * 200}))
    with pytest.raises(ArchiveRefused, match="more than 0 MB"):
        check_archive(path, most_unpacked=100)
    assert check_archive(path) == ["al.csv"]
    assert codepoint.MOST_UNPACKED > 160 * 1024 * 1024


@pytest.mark.parametrize(("role", "held"), [("manager", True), ("admin", True), ("officer", False)])
def test_managers_and_administrators_load_postcodes(role, held, db):
    assert may(make_user(role), "geography.load_postcodes") is held

"""Register files as they come: encodings, columns, and what is no register at all."""

import pytest
from django.core.management import CommandError

from schools.models import School
from tests.schools.conftest import counts, take_in
from tests.schools.register import COLUMNS, csv_text, row

NAME = "Ysgol Sant Éloi – “Llŷn”"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_files_are_told_apart_by_themselves(import_gias, encoding):
    import_gias(row(500001, name=NAME), encoding=encoding)
    assert School.objects.get().name == NAME


def test_anything_else_is_windows_1252(import_gias):
    import_gias(row(500001, name="École “St Loy’s” – lower"), encoding="cp1252")
    assert School.objects.get().name == "École “St Loy’s” – lower"


@pytest.mark.parametrize(("good", "bad"), [("B@d", b"B\x81d"), ("B@d", b"B\x00d")])
def test_a_byte_that_cannot_be_read_costs_its_own_row_alone(tmp_path, db, good, bad):
    rows = [row(500001, name="Good"), row(500002, name=good)]
    path = tmp_path / "broken.csv"
    path.write_bytes(csv_text(rows).encode("cp1252").replace(good.encode(), bad))
    said = take_in(path, "--authority", "901")
    assert said[-2:] == [
        "broken.csv, line 3: a character cannot be read.",
        counts(created=1, rejected=1),
    ]


def test_columns_are_found_by_name_in_any_order_and_unknown_ones_are_passed_over(import_gias):
    columns = ["Moon phase", *reversed(COLUMNS)]
    import_gias(row(500001, name="Here", **{"Moon phase": "full"}), columns=columns)
    assert School.objects.get().name == "Here"


def test_missing_columns_are_reported(import_gias):
    said = import_gias(
        row(500001), columns=[name for name in COLUMNS if name not in {"Street", "Postcode"}]
    )
    assert said[0] == "register.csv has no column Street, Postcode."


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_file_that_went_through_a_spreadsheet_is_read_too(import_gias, delimiter):
    assert import_gias(row(500001), delimiter=delimiter)[-1] == counts(created=1)


def test_a_cell_may_run_over_several_lines_and_line_numbers_stay_right(import_gias):
    said = import_gias(row(500001, street="1 Quay\r\nUpper end"), row(""))
    assert said[-2] == "register.csv, line 4: there is no URN."


def test_a_row_that_is_cut_off_is_rejected(tmp_path, db):
    whole = csv_text([row(500001), row(500002)])
    path = tmp_path / "cut.csv"
    path.write_text(whole[: whole.rindex(",,,,,,")], encoding="utf-8", newline="")
    said = take_in(path, "--authority", "901")
    assert said[-1] == counts(created=1, rejected=1)
    assert said[-2].startswith("cut.csv, line 3: the row has ")


def test_blank_lines_are_no_rows(tmp_path, db):
    path = tmp_path / "gaps.csv"
    path.write_text(csv_text([row(500001)]) + "\r\n,,,\r\n", encoding="utf-8", newline="")
    assert take_in(path, "--authority", "901")[-1] == counts(created=1)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "it.csv is empty."),
        (b"  \r\n \r\n", "it.csv is empty."),
        (b"%PDF-1.7\n%\xe2\xe3", "it.csv is a PDF. Choose a CSV file or a spreadsheet"),
        (b"PK\x03\x04....", "it.csv cannot be read: it is damaged."),
        (b"\x00\x01\x02\x00\x00\x07", "it.csv is not a text file."),
        (b"Name,Town\r\nA,B\r\n", "it.csv has no column URN. Is it the register of schools?"),
        (b"URN,Town\r\n1,B\r\n", "it.csv has no column LA .code.."),
        (b'URN,LA (code)\r\n1,"901' + b",x\r\n" * 60, "cannot be read from line 2 on"),
    ],
)
def test_what_is_no_register_is_refused_with_a_sentence(tmp_path, db, content, sentence):
    path = tmp_path / "it.csv"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=sentence):
        take_in(path, "--authority", "901")
    assert not School.objects.exists()


def test_a_quotation_mark_that_never_ends_undoes_the_rows_before_it(tmp_path, db):
    path = tmp_path / "it.csv"
    rows = csv_text([row(500000 + n) for n in range(600)])
    path.write_text(rows + '500999,901,"' + "x" * 200_000, encoding="utf-8", newline="")
    with pytest.raises(CommandError, match="cannot be read from line 602 on"):
        take_in(path, "--authority", "901")
    assert not School.objects.exists()


def test_a_file_that_is_not_there_is_a_sentence(tmp_path, db):
    with pytest.raises(CommandError, match="none.csv cannot be read: No such file or directory."):
        take_in(tmp_path / "none.csv", "--authority", "901")

"""What the audit's checks found, told in one table."""

import pytest
from table import BEGIN, END, Findings, Row, count_row, keep, kept, markdown, plain, put_between_marks

FOUND = Findings(
    (count_row("axe", "real", "violations", 2), Row("weight", "real", "median", "7.5 KB")),
    ("real: x2 article color-contrast",),
    "2021-08-18",
    ("axe-core 4.14.1",),
)
MET = Findings((count_row("Nu", "real", "errors", 0),), (), "2021-08-18", ("vnu-jar 26.9.27",))


def test_a_bar_missed_is_told():
    assert (FOUND.met, MET.met) == (False, True)
    assert "| axe | real | violations | 2 | 0 | **missed** |" in markdown((FOUND, MET))
    assert "| Nu | real | errors | 0 | 0 | met |" in markdown((FOUND, MET))
    assert "MISSED" in plain(FOUND.rows)


def test_the_table_names_its_day_and_tools():
    assert "Measured on 2021-08-18 with axe-core 4.14.1, vnu-jar 26.9.27." in markdown((FOUND, MET))


def test_findings_are_kept(tmp_path):
    keep(FOUND, tmp_path / "findings" / "axe.json")
    assert kept(tmp_path / "findings" / "axe.json") == FOUND
    assert kept(tmp_path / "findings" / "nu.json") is None


def test_only_what_stands_between_the_marks_is_replaced():
    document = f"above\n{BEGIN}\nold\n{END}\nbelow\n"
    assert put_between_marks(document, "new\n") == f"above\n{BEGIN}\nnew\n{END}\nbelow\n"
    assert put_between_marks(put_between_marks(document, "new\n"), "new\n") == put_between_marks(document, "new\n")
    with pytest.raises(ValueError, match="audit: begin"):
        put_between_marks("no marks", "new")

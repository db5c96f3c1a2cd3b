"""Lines that speak of the newspaper or of a customer, not of the news."""

from restore_cases import cases

from sitegen.restore.clean import typography
from sitegen.restore.notices import is_notice


@cases("notices/lines")
def test_notices(case):
    assert is_notice(typography(case["input"])) is case["expected"]

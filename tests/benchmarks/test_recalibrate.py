"""What the counting of confidence knows of the reasons for a joint."""

import ast
from pathlib import Path

from recalibrate import OF_COLUMNS

from sitegen.explain.words import REASONS
from sitegen.restore import rejoin
from sitegen.restore.confidence import RIGHT


def given():
    """The reasons that `rejoin.py` may give, read off its source; those that are an editor's own words left out."""
    calls = (
        node for node in ast.walk(ast.parse(Path(rejoin.__file__).read_text("utf-8"))) if isinstance(node, ast.Call)
    )
    arguments = (call.args[3] for call in calls if isinstance(call.func, ast.Name) and call.func.id == "_decided")
    return {argument.value for argument in arguments if isinstance(argument, ast.Constant)}


def test_what_is_counted_in_columns_only_is_a_reason_of_the_program():
    assert given() >= OF_COLUMNS


def test_every_reason_has_words_for_the_reader():
    assert len(given()) > len(OF_COLUMNS)
    assert REASONS.keys() >= given()
    assert REASONS.keys() >= RIGHT.keys()

"""The characters by which a script is told are those that OpenCC's dictionaries tell."""

from sitegen.site.ambiguous import TO_TRADITIONAL
from sitegen.site.conversion import opencc_conversion
from sitegen.site.telling import ONLY_SIMPLIFIED, ONLY_TRADITIONAL

IDEOGRAPHS = "".join(map(chr, range(0x4E00, 0xA000)))


def converted(name):
    """Every ideograph by a conversion; a character a line, so that no phrase can reach from one into the next."""
    return opencc_conversion(name)("\n".join(IDEOGRAPHS)).split("\n")


def test_they_are_those_on_which_every_traditional_form_agrees():
    shared = {char for char, readings in TO_TRADITIONAL.items() if char in readings}
    every = list(zip(IDEOGRAPHS, converted("s2tw"), converted("s2hk"), converted("t2s"), strict=True))
    assert {one for one, tw, hk, cn in every if one == cn and one not in {*shared, tw, hk}} == ONLY_SIMPLIFIED
    assert {one for one, _, _, cn in every if one != cn} == ONLY_TRADITIONAL

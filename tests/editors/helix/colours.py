#!/usr/bin/env python3
"""Says of a screen of Helix whether the parser colours it: `colours.py brackets SCREEN`, with `[Yili]` and `[lost: figure]` on it, or
`colours.py stray SCREEN`, with the bracket that nothing opens."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
from screen import rows

what, path = sys.argv[1:]
shown = rows(open(path, encoding="utf-8").read())


def colour(text, offset=0):
    """The colour of a letter of the first line that has a text."""
    for row in shown:
        at = "".join(character for character, _ in row).find(text)
        if at >= 0:
            return row[at + offset][1].get(38)
    raise SystemExit(f"FAIL there is no {text!r} on the screen")


def check(name, held):
    print(f"ok   {name}" if held else f"FAIL {name}")


if what == "stray":
    check("the stray bracket is an error", colour("282]", 3) not in (None, colour("282]")))
else:
    check("what a bracket says differs from the prose", colour("[Yili]", 1) != colour("population of about"))
    check("a label differs from what it labels", colour("[lost: figure]", 1) != colour("[lost: figure]", 8))

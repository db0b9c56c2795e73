#!/usr/bin/env python3
"""Says of what bat prints of `sample.sigla` whether the pieces have colours: colours.py SCREEN."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
from screen import rows

shown = rows(open(sys.argv[1], encoding="utf-8").read())


def colour(text, offset=0):
    """The colour of a letter of the first line that has a text."""
    for row in shown:
        at = "".join(character for character, _ in row).find(text)
        if at >= 0:
            return row[at + offset][1].get(38), row[at + offset][1].get(48)
    return f"{text} is not there"


def check(name, held, *shown):
    print(f"ok   {name}" if held else f"FAIL {name}: {shown}")


plain = colour("The city of")
differ = {
    "a key of the header": ("title:", 0),
    "a comment of the header": ("# a comment of the header", 0),
    "a heading": ("# A heading", 3),
    "a comment": ("%% a comment", 0),
    "a role": ("@dateline", 0),
    "what the editor says": ("[Yining]", 1),
    "a label": ("[note:", 1),
    "what is struck out": ("{-not-}", 2),
    "an act": ("{unclear: by", 10),
    "an item": ("a) Demobilizing", 0),
    "a stray bracket": ("] in prose", 0),
}
for name, (text, offset) in differ.items():
    check(f"{name} has a colour of its own", colour(text, offset) not in (plain, None) and isinstance(colour(text, offset), tuple), colour(text, offset))
check("a label differs from what it labels", colour("[note: see", 1) != colour("[note: see", 7))
check("an open bracket ends with its paragraph", colour("and a stray") == plain, colour("and a stray"))
check("running text has none", colour("is a letter") == plain, colour("is a letter"))

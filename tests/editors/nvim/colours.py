#!/usr/bin/env python3
"""Compares what captures.lua wrote with a screen: colours.py CAPTURES SCREEN. Prints what was compared; fails if a colour differs."""
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
from screen import rows

wanted = json.load(open(sys.argv[1]))
shown = rows(open(sys.argv[2], encoding="utf-8").read())
wrong = []
for cell in wanted:
    character, look = shown[cell["row"] - 1][cell["column"] - 1]
    if look.get(38) != cell["colour"]:
        wrong.append(f"{cell['row']}:{cell['column']} {character!r} is {look.get(38)}, {cell['captures']} is {cell['colour']}")
captures = sorted({name for cell in wanted for name in cell["captures"]})
print(f"compared {len(wanted)} cells and {len(captures)} captures: {', '.join(captures)}")
print("\n".join(wrong[:20]))
sys.exit(bool(wrong) or len(wanted) < 500 or len(captures) < 4)

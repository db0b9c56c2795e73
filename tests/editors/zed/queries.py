#!/usr/bin/env python3
"""Whether the queries of an extension of Zed fit the parser, and its tables are well-formed: queries.py PARSER EXTENSION."""
import ctypes
import pathlib
import sys
import tomllib

from tree_sitter import Language, Query

library = ctypes.CDLL(sys.argv[1])
library.tree_sitter_sigla.restype = ctypes.c_void_p
capsule = ctypes.pythonapi.PyCapsule_New
capsule.restype, capsule.argtypes = ctypes.py_object, (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p)
language = Language(capsule(library.tree_sitter_sigla(), b"tree_sitter.Language", None))

extension = pathlib.Path(sys.argv[2])
for path in sorted(extension.glob("languages/sigla/*.scm")):
    try:
        query = Query(language, path.read_text(encoding="utf-8"))
        print(f"ok   {path.name} fits the parser, with {query.pattern_count} patterns")
    except Exception as error:
        print(f"FAIL {path.name}: {error}")
manifest = tomllib.loads((extension / "extension.toml").read_text())
settings = tomllib.loads((extension / "languages/sigla/config.toml").read_text())
print("ok   the tables are well-formed" if settings["grammar"] in manifest["grammars"] else "FAIL the language has no grammar")

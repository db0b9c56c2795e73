"""Reads each report with what others wrote, and sees that all say the same: `readers.py FOLDER SARIF-SCHEMA`."""

import json
import pathlib
import sys
import xml.etree.ElementTree as xml

import jsonschema
import junitparser

folder, sarif_schema = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])


def text(name):
    return (folder / name).read_text(encoding="utf-8")


def load(name):
    return json.loads(text(name))


def passed(what):
    print(f"1 passed: {what}")


def check_schema(instance, schema):
    validator = jsonschema.validators.validator_for(schema)
    validator.check_schema(schema)
    # The formats (uri, uri-reference) count too.
    validator(schema, format_checker=jsonschema.FormatChecker()).validate(instance)


findings = load("report.json")
assert len(findings) > 1000
assert [json.loads(line) for line in text("report.jsonl").splitlines()] == findings
passed("json and jsonl say the same")

log = load("report.sarif")
check_schema(log, json.loads(sarif_schema.read_text(encoding="utf-8-sig")))
results = log["runs"][0]["results"]
assert len(results) == len(findings)
assert [r["partialFingerprints"]["siglaFinding/v1"] for r in results] == [f["fingerprint"] for f in findings]
for result in results:
    known = {r["id"] for r in log["runs"][0]["tool"]["driver"]["rules"]}
    assert result["ruleId"] in known
passed("sarif holds to its schema of OASIS")

issues = load("report.gitlab")
check_schema(issues, load("gitlab.schema.json"))
assert len({issue["fingerprint"] for issue in issues}) == len(issues) == len(findings)
passed("gitlab holds to its documentation, written as a schema by us")

for name in ["report.rdjson", "report.rdjsonl"]:
    if name.endswith("l"):
        diagnostics = [json.loads(line) for line in text(name).splitlines()]
    else:
        diagnostics = load(name)["diagnostics"]
    check_schema(diagnostics, load("rdjson.schema.json"))
    assert len(diagnostics) == len(findings)
    for diagnostic in diagnostics:
        # Columns are bytes: what they mark is a whole number of characters.
        path, range_ = diagnostic["location"]["path"], diagnostic["location"]["range"]
        if range_["start"]["line"] == range_["end"]["line"] and not path.startswith("latin"):
            lines = (folder / path).read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
            line = lines[range_["start"]["line"] - 1]
            marked = line[range_["start"]["column"] - 1 : range_["end"]["column"] - 1].decode()
            if diagnostic["code"]["value"] == "brackets/unopened":
                assert marked == "]", (diagnostic, marked)
passed("rdjson and rdjsonl hold to the definition of reviewdog, written as a schema by us")

tree = xml.fromstring(text("report.checkstyle"))
errors = tree.findall("file/error")
assert len(errors) == len(findings)
assert {e.get("severity") for e in errors} <= {"error", "warning", "info"}
passed("checkstyle is XML with an error for each finding")

suites = junitparser.JUnitXml.fromstring(text("report.junit").encode())
cases = [case for suite in suites for case in suite]
failed = [case for case in cases if any(isinstance(r, junitparser.Failure) for r in case.result)]
unread = [case for case in cases if any(isinstance(r, junitparser.Error) for r in case.result)]
counted = [f for f in findings if f["severity"] in ("warning", "error")]
assert len(failed) == len(counted) and len(unread) == 1, (len(failed), len(counted), len(unread))
for suite in suites:
    assert suite.tests == len(list(suite)), suite.name
    assert suite.failures == len([c for c in suite if any(isinstance(r, junitparser.Failure) for r in c.result)])
passed("junitparser counts the tests, the failures and the file that could not be read")

lines = text("report.azure").splitlines()
assert len(lines) == len(findings)
assert all(line.startswith("##vso[task.logissue type=") or " information " in line or " hint " in line for line in lines)
passed("azure has a line for each finding")

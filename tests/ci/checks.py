"""What tests/ci/run runs: `checks.py SIGLA WORK`. Prints what passed and failed, and at last how many."""

import json
import os
import pathlib
import pty
import re
import subprocess
import sys

import yaml

ROOT = pathlib.Path.cwd()
SIGLA, WORK = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
# Apart from ours, from which `cargo install --git` would take the command away.
APART = str(ROOT / "target/ci-tools/build")
BUILD = os.environ.get("BUILD") == "1"
ACTION = yaml.safe_load((ROOT / "action.yml").read_text())
count = {True: 0, False: 0}

HEADER = "---\ntitle: A letter\ndate: 1945-04-29\nsource: RGASPI, f. 17, op. 3, d. 1, l. 5\ncreator: L. Beria\nlanguage: en\n---\n\n"
CLEAN, STRAY = HEADER + "Ghulja [Yining] fell.\n", HEADER + "p. 282]\n"
WARNING = "A document without a header.\n"


def check(what, holds, told=""):
    count[bool(holds)] += 1
    print(("ok    " if holds else "WRONG ") + what, flush=True)
    if not holds:
        print(str(told)[:3000], flush=True)


def run(command, folder, **environment):
    """The exit code and all that is printed."""
    done = subprocess.run(
        command, cwd=folder, env=os.environ | environment, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )
    return done.returncode, done.stdout


def git(folder, *arguments):
    code, told = run(["git", *arguments], folder)
    assert code == 0, told


def collection(name, files, remote=None):
    """A git repository with these files committed."""
    folder = WORK / name
    folder.mkdir()
    git(folder, "init", "--quiet")
    if remote:
        git(folder, "remote", "add", "origin", remote)
    write(folder, files)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "Begin")
    return folder


def write(folder, files):
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text.encode())


def action(folder, base="", **given):
    """Runs the steps of the action as a runner does: the first exit code that is not 0, and all that is printed."""
    runner = WORK / "runner"
    runner.mkdir(exist_ok=True)
    output = runner / "output"
    output.write_text("")
    inputs = {name: it["default"] for name, it in ACTION["inputs"].items()}
    unknown = {name.replace("_", "-"): text for name, text in given.items()}
    assert unknown.keys() <= inputs.keys()
    inputs |= unknown
    fill = lambda text: re.sub(r"\$\{\{ inputs\.([a-z-]+) \}\}", lambda it: inputs[it[1]], text)
    told = ""
    for number, step in enumerate(ACTION["runs"]["steps"]):
        if "run" not in step:
            continue  # What fetches the command built before is GitHub's.
        script = runner / f"{number}.sh"
        script.write_text(fill(step["run"]))
        environment = {name: fill(text) for name, text in step.get("env", {}).items()}
        code, text = run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", script], folder, **environment,
            GITHUB_ACTION_PATH=str(ROOT), RUNNER_TEMP=str(runner), GITHUB_OUTPUT=str(output),
            GITHUB_WORKSPACE=str(folder), GITHUB_BASE_REF=base, CARGO_TARGET_DIR=str(ROOT / "target"),
        )
        told += text
        if code:
            return code, told
    return 0, told


def the_action():
    clean = collection("clean", {"a.sigla": CLEAN})
    code, told = action(clean)
    check("action: installs Sigla, and a clean collection passes", code == 0 and not told, told)
    content = (WORK / "runner/output").read_text()
    check("action: tells its version by its content", re.fullmatch(r"content=[0-9a-f]{40}\n", content), content)
    stray = collection("stray", {"letters/a.sigla": STRAY, "my diary/b.sigla": STRAY, "-c/d.sigla": STRAY, "e.txt": STRAY})
    code, told = action(stray)
    check("action: what is found is annotated, and fails", code == 1 and told.count("::error ") == 3, told)
    code, told = action(stray, paths="letters\n\nmy diary\n")
    check("action: each line of paths is one", code == 1 and "my diary/b.sigla" in told and "-c" not in told, told)
    code, told = action(stray, paths="-c")
    check("action: a path may begin with a hyphen", code == 1 and "-c/d.sigla" in told, told)
    code, told = action(stray, arguments="--include *.txt", paths="letters\n.")
    check("action: a pattern is for Sigla", code == 1 and "e.txt" in told, told)
    code, told = action(stray, paths="$(touch gone) `touch gone`; touch gone")
    check("action: no input is run", code == 2 and not (stray / "gone").exists(), told)
    warning = collection("warning", {"a.sigla": WARNING})
    code, told = action(warning, arguments="--fail-on error", sarif_file="my report.sarif")
    results = json.loads((warning / "my report.sarif").read_text())["runs"][0]["results"]
    check("action: --fail-on counts, with a SARIF report too", code == 0 and "::warning" in told and len(results) == 1, told)
    code, told = action(warning, sarif_file="s.sarif")
    check("action: the SARIF report is there though it fails", code == 1 and (warning / "s.sarif").exists(), told)
    code, told = action(warning, arguments="--fail-onn error")
    check("action: a wrong argument is said", code == 2 and "--fail-onn" in told, told)
    origin = collection("origin", {"old.sigla": STRAY})
    git(WORK, "clone", "--quiet", str(origin), "change")
    change = WORK / "change"
    git(change, "checkout", "--quiet", "-b", "change")
    write(change, {"new.sigla": STRAY})
    git(change, "add", "--all")
    git(change, "commit", "--quiet", "--message", "Add")
    code, told = action(change, base="main", changed_lines_only="true")
    check("action: only what a pull request touched", code == 1 and "new.sigla" in told and "old.sigla" not in told, told)
    code, told = action(change, base="main", changed_lines_only="true", sarif_file="s.sarif")
    results = json.loads((change / "s.sarif").read_text())["runs"][0]["results"]
    check("action: the SARIF report tells everything all the same", code == 1 and "old.sigla" not in told and len(results) == 2, told)
    code, told = action(change, changed_lines_only="true")
    check("action: everything where there is no pull request", code == 1 and "old.sigla" in told, told)
    code, told = action(change, base="release", changed_lines_only="true")
    check("action: a base that was not fetched is said", code == 2 and "origin/release" in told, told)


def gitlab():
    template = yaml.safe_load((ROOT / "docs/ci/gitlab.yml").read_text())["sigla"]
    script = "\n".join(template["script"])
    if BUILD:
        git(WORK, "clone", "--quiet", str(ROOT), "copy")
        git(WORK / "copy", "tag", "--force", template["variables"]["SIGLA_VERSION"])
        script = script.replace("https://github.com/OWNER/sigla", f"file://{WORK}/copy")
    for name, text, expected in [("gitlab-clean", CLEAN, 0), ("gitlab-stray", STRAY, 1)]:
        folder = collection(name, {"a.sigla": text})
        if not BUILD or expected:
            # As the cache of a run before leaves it.
            (folder / ".sigla-command/bin").mkdir(parents=True)
            (folder / ".sigla-command/bin/sigla").symlink_to(SIGLA)
        code, told = run(
            ["bash", "-eo", "pipefail", "-c", script], folder,
            CARGO_TARGET_DIR=APART, **template["variables"],
        )
        report = folder / template["artifacts"]["reports"]["codequality"]
        found = len(json.loads(report.read_text())) if report.exists() else None
        check(f"gitlab: {name} ends with {expected} and leaves its report", (code, found) == (expected, expected), told)


def hooks():
    """The hooks, fetched by pre-commit as `docs/ci/pre-commit.yaml` says, from this repository."""
    if BUILD:
        repository = WORK / "copy"
    else:
        # The same hooks, run by the command that is there.
        text = (ROOT / ".pre-commit-hooks.yaml").read_text()
        assert text.count("language: rust") == text.count("- id:")
        repository = collection("hooks", {".pre-commit-hooks.yaml": text.replace("language: rust", "language: system")})
    (WORK / "bin").mkdir()
    (WORK / "bin/sigla").symlink_to(SIGLA)
    environment = {
        "PRE_COMMIT_HOME": str(WORK / "pre-commit"), "CARGO_TARGET_DIR": APART,
        "PATH": os.environ["PATH"] if BUILD else f"{WORK}/bin:{os.environ['PATH']}",
    }
    config = yaml.safe_load((ROOT / "docs/ci/pre-commit.yaml").read_text())
    assert config["repos"][0]["hooks"] == [{"id": "sigla-check"}]
    git(repository, "tag", "--force", config["repos"][0]["rev"])
    config["repos"][0]["repo"] = str(repository)
    config["repos"][0]["hooks"] = [{"id": hook} for hook in ["sigla-check", "sigla-fix", "sigla-fmt"]]
    config = {".pre-commit-config.yaml": yaml.safe_dump(config)}
    try_hook = lambda folder, hook: run(["pre-commit", "run", hook, "--all-files"], folder, **environment)
    folder = collection("hooked", {"a.sigla": CLEAN, "b.txt": STRAY} | config)
    for hook in ["sigla-check", "sigla-fix", "sigla-fmt"]:
        code, told = try_hook(folder, hook)
        check(f"pre-commit: {hook} lets a clean document pass", code == 0 and "Passed" in told, told)
    write(folder, {"a b.sigla": STRAY, "nul.sigla": HEADER + "a\0b\n"})
    git(folder, "add", "--all")
    code, told = try_hook(folder, "sigla-check")
    check("pre-commit: sigla-check fails and shows what is found", code == 1 and "a b.sigla:9:7" in told, told)
    check("pre-commit: a document that looks like no text is checked too", "text/nul" in told, told)
    run(["pre-commit", "install"], folder, **environment)
    code, told = run(["git", "commit", "--message", "Add"], folder, **environment)
    _, log = run(["git", "log", "--oneline"], folder)
    check("pre-commit: a commit is stopped by what is found", code == 1 and "brackets/unopened" in told and log.count("\n") == 1, told)
    if not BUILD:
        code, told = run(["pre-commit", "try-repo", repository, "sigla-check", "--all-files"], folder, **environment)
        check("pre-commit: try-repo tells the same", code == 1 and "brackets/unopened" in told, told)
    loose = CLEAN.replace("fell.\n", "fell.  \n\n\n\nIt fell.\n")
    write(folder, {"a b.sigla": loose, "nul.sigla": CLEAN})
    git(folder, "add", "--all")
    code, told = try_hook(folder, "sigla-fmt")
    done = "fell.\n\nIt fell.\n" in (folder / "a b.sigla").read_text()
    check("pre-commit: sigla-fmt lays a document out, and the commit stops", code == 1 and done, told)
    unused = CLEAN.replace("Ghulja", "%% sigla: allow brackets/empty — both copies\nGhulja")
    write(folder, {"a b.sigla": unused})
    git(folder, "add", "--all")
    code, told = try_hook(folder, "sigla-fix")
    check("pre-commit: sigla-fix mends what is safe, and the commit stops", code == 1 and (folder / "a b.sigla").read_text() == CLEAN, told)


SCHEMAS = {"github": "vendor.github-workflows", "gitlab": "vendor.gitlab-ci", "action": "vendor.github-actions"}


def valid(what, file):
    kind = next((kind for kind in SCHEMAS if kind in what), None)
    if kind:
        code, told = run(["check-jsonschema", "--builtin-schema", SCHEMAS[kind], file], ROOT)
    elif "sigla.toml" in what:
        code, told = run(["check-jsonschema", "--schemafile", ROOT / "docs/sigla.schema.json", file], ROOT)
    else:
        hooks = "manifest" if "hooks" in what else "config"
        code, told = run(["pre-commit", f"validate-{hooks}", file], ROOT)
    check(f"valid: {what}", code == 0, told)


def schemas():
    for file in ["action.yml", ".pre-commit-hooks.yaml", "docs/ci/github.yml", "docs/ci/gitlab.yml", "docs/ci/pre-commit.yaml"]:
        valid(file, ROOT / file)
    fences = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs/ci.md").read_text(), re.S)
    for number, text in enumerate(fences):
        kind = "github" if "jobs:" in text else "pre-commit" if "repos:" in text else "gitlab"
        if kind == "gitlab" and "script:" not in text:
            # A part of the template.
            whole = yaml.safe_load((ROOT / "docs/ci/gitlab.yml").read_text())
            whole["sigla"] |= yaml.safe_load(text)["sigla"]
            text = yaml.safe_dump(whole)
        file = WORK / f"{number}.yaml"
        file.write_text(text)
        valid(f"docs/ci.md, example {number + 1}, {kind}", file)


def init():
    documents = {"my 'letters'/a.sigla": CLEAN, "b.sigla": STRAY}
    for name, remote, folder in [
        ("init-1", "git@github.com:me/letters.git", "."),
        ("init-2", "https://gitlab.com/me/letters", "."),
        ("init-3", "git@github.com:me/letters.git", "my 'letters'"),
        ("init-4", "https://gitlab.com/me/letters", "my 'letters'"),
    ]:
        place = collection(name, documents, remote)
        code, told = run([SIGLA, "init", "--yes", folder, "--repository", "me/sigla"], place)
        check(f"init: {folder} at {remote}", code == 0, told)
        for file, kind in {
            ".github/workflows/sigla.yml": "github", ".gitlab-ci.yml": "gitlab",
            ".pre-commit-config.yaml": "pre-commit", f"{folder}/sigla.toml": "sigla.toml",
        }.items():
            if (place / file).exists():
                valid(f"{name}/{file} ({kind})", place / file)
        used = place / ".github/workflows/sigla.yml"
        if used.exists():
            given = yaml.safe_load(used.read_text())["jobs"]["check"]["steps"][1]["with"]
            code, told = action(place, **given)
            check("init: the action checks that folder alone", code == (folder == ".") and ("b.sigla" in told) == (folder == "."), told)
        lab = place / ".gitlab-ci.yml"
        if lab.exists():
            (place / ".sigla-command/bin").mkdir(parents=True)
            (place / ".sigla-command/bin/sigla").symlink_to(SIGLA)
            script = "\n".join(yaml.safe_load(lab.read_text())["sigla"]["script"])
            code, told = run(["bash", "-eo", "pipefail", "-c", script], place)
            check("init: GitLab's script checks that folder alone", code == (folder == "."), told)
        pattern = yaml.safe_load((place / ".pre-commit-config.yaml").read_text())["repos"][0]["hooks"][0].get("files", "")
        fits = [path for path in documents if re.search(pattern, path)]
        check("init: pre-commit takes the documents of that folder", len(fits) == (2 if folder == "." else 1), pattern)


def asked(folder, answer):
    """Runs `sigla init` on a terminal, and gives that answer: what the terminal shows, and the exit code."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.execv(SIGLA, [str(SIGLA), "init"])
    shown = b""
    while b"[y/N]" not in shown:
        shown += os.read(terminal, 4096)
    os.write(terminal, answer.encode())
    try:
        while more := os.read(terminal, 4096):
            shown += more
    except OSError:
        pass  # The terminal is closed.
    _, status = os.waitpid(child, 0)
    return shown.decode(), os.waitstatus_to_exitcode(status)


def terminal():
    for answer, writes in [("y\n", True), ("yes\n", True), ("n\n", False), ("\n", False), ("\x04", False)]:
        folder = WORK / f"asked-{len(os.listdir(WORK))}"
        folder.mkdir()
        shown, code = asked(folder, answer)
        there = (folder / "sigla.toml").exists()
        check(f"init on a terminal, answered {answer!r}", code == 0 and there == writes and shown.count("[y/N]") == 1, shown)


for checks in [schemas, the_action, gitlab, hooks, init, terminal]:
    checks()
print(f"{count[True]} passed, {count[False]} failed")
sys.exit(count[False] > 0)

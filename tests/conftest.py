"""Lets every test import `samples`, for pytest puts the folder of a conftest on the import path; and what holds for all tests."""

import os

import pytest

from sitegen.site.environment import Environment

# Where tests are run by a machine that publishes sites, it names an address that is not that of any site here.
for name in ("SITEGEN_BASE_URL", "GITHUB_ACTIONS", "GITHUB_SERVER_URL", "GITHUB_REPOSITORY"):
    os.environ.pop(name, None)


@pytest.fixture(scope="session", autouse=True)
def _compiled_once():
    """Compile each template once: hundreds of small sites are built from nothing here, which took a third of their time."""
    by_jinja, made = Environment.compile, {}

    def compile_once(self, *template, **how):
        if how:
            return by_jinja(self, *template, **how)
        if template not in made:
            made[template] = by_jinja(self, *template)
        return made[template]

    Environment.compile = compile_once
    yield
    Environment.compile = by_jinja

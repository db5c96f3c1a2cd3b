"""Lets every test import `samples`, for pytest puts the folder of a conftest on the import path."""

import os

# Where tests are run by a machine that publishes sites, it names an address that is not that of any site here.
for name in ("SITEGEN_BASE_URL", "GITHUB_ACTIONS", "GITHUB_SERVER_URL", "GITHUB_REPOSITORY"):
    os.environ.pop(name, None)

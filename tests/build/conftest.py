"""What several tests of the build begin with."""

import pytest
import small_project as small


@pytest.fixture
def project(tmp_path):
    """A project that has been built, so long ago that what was remembered proves something."""
    made = small.make_project(tmp_path / "project")
    with small.much_later():
        small.run(made)
        yield made

"""An archive and its remote; git knows nothing of whoever runs the tests."""

import pytest
from repositories import make_archive, make_git_plain, repository


@pytest.fixture(autouse=True)
def plain_git(monkeypatch, tmp_path):
    make_git_plain(monkeypatch, tmp_path)


@pytest.fixture
def remote(tmp_path):
    return repository(tmp_path / "remote.git")


@pytest.fixture
def archive(tmp_path, remote):
    return make_archive(tmp_path / "papers", remote)

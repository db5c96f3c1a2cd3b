"""An archive and its remote; git knows nothing of whoever runs the tests."""

import pytest
from archives import make_archive, repository

IDENTITY = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "编者"), ("EMAIL", "e@e"))
}


@pytest.fixture(autouse=True)
def plain_git(monkeypatch, tmp_path):
    for name, value in {
        **IDENTITY,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": str(tmp_path / "gitconfig"),
    }.items():
        monkeypatch.setenv(name, value)
    for name in (
        "GIT_DIR",
        "GIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_SSH",
        "GIT_SSH_COMMAND",
        "GIT_ASKPASS",
        "SSH_ASKPASS",
    ):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def remote(tmp_path):
    return repository(tmp_path / "remote.git")


@pytest.fixture
def archive(tmp_path, remote):
    return make_archive(tmp_path / "papers", remote)

"""An import of a whole small archive: it gives the same whatever the order of files and the workers, and once more changes nothing."""

from __future__ import annotations

import hashlib
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from importing import CARE, FAIR, imported, new_archive, put

from sitegen import importer
from sitegen.workers import HERE, Workers

TEXTS = (
    "本报讯（记者 程雪）昨日，全省职工技能比武大赛在杭州开赛，来自各行各业的一百名工匠同场竞技，比赛设三个项目。",
    "一份集体合同造福三十余万个家庭，货运物流企业与司机代表开展了多轮平等协商。",
    "连日高温，领导分头来到建筑工地，把清凉送到职工手中，叮嘱大家防暑降温，错开正午作业，备足饮水和药品。",
    "□ 本报记者 王涛",
    "职工书屋添新书",
    "图为志愿者在包粽子。 林知夏 摄",
    "服务热线 85550123",
    "秋粮收购全面展开，农户排队过磅，仓库里堆起了金色的小山，收购资金当天到",
    "账，农户拿到钱就能回家。",
)
PAGES = st.lists(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=7).map("\n\n".join), min_size=1, max_size=4)
PINS = st.sampled_from(["", "starts: [3]", "roles: {1: title}", "join: [[1, 3]]", "date: 2021-08-18"])
FEW = settings(max_examples=20, deadline=None)


def archive(folder, pages, pins=""):
    """An archive with those raw pages; the pins are of the first."""
    content = new_archive(Path(folder))
    put(content / "raw", **{f"p{number}": text for number, text in enumerate(pages)})
    sha256 = hashlib.sha256(pages[0].encode()).hexdigest()
    (content / "raw" / "p0.pins.yaml").write_text(f"sha256: {sha256}\n{pins}\n", "utf-8")
    return content


def everything(content):
    """Every file of the issues with its bytes and its time."""
    root = content / "issues"
    found = sorted(path for path in root.rglob("*") if path.is_file())
    return {str(path.relative_to(root)): (path.read_bytes(), path.stat().st_mtime_ns) for path in found}


def texts(content):
    return {name: data for name, (data, _) in everything(content).items()}


@FEW
@given(PAGES, PINS)
def test_once_more_changes_no_byte_and_no_time(pages, pins):
    with tempfile.TemporaryDirectory() as folder:
        content = archive(folder, pages, pins)
        imported(content)
        before = everything(content)
        report = imported(content)
        assert everything(content) == before
        assert (report.written, report.removed, report.kept) == (0, 0, 0)


@FEW
@given(PAGES, PINS, st.randoms(use_true_random=False))
def test_the_order_of_files_does_not_matter(pages, pins, random):
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        there, here = archive(one, pages, pins), archive(other, pages, pins)
        imported(there)
        raws = sorted((here / "raw").glob("*.txt"))
        random.shuffle(raws)
        imported(here, *raws)
        assert texts(here) == texts(there)


def test_the_workers_do_not_matter(tmp_path, monkeypatch):
    """Several processes, several threads, and this process alone give the same bytes."""
    pages = [CARE, FAIR, *TEXTS[:3]]
    found = []
    monkeypatch.setattr(importer, "FEW_PAGES", 0)
    for name, who in (("one", HERE), ("two", Workers("processes", 2))):
        (tmp_path / name).mkdir()
        content = archive(tmp_path / name, pages, "starts: [7]")
        imported(content, workers=who)
        found.append(texts(content))
    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", ThreadPoolExecutor)
    (tmp_path / "threads").mkdir()
    content = archive(tmp_path / "threads", pages, "starts: [7]")
    imported(content, workers=Workers("processes", 3))
    assert found[0] == found[1] == texts(content)
    assert len(found[0]) > len(pages)

"""What the audit counts as an article's weight."""

import gzip

import pytest
from sites import Site
from weight import loads, weight_of

ARTICLE = """<!doctype html><html lang="zh-Hans"><head>
<link rel="canonical" href="https://example.org/repo/a/b/c/">
<link rel="alternate" hreflang="zh-Hant" href="https://example.org/repo/zh-hant/a/b/c/">
<link rel="icon" href="../../../static/favicon.svg"><link rel="stylesheet" href="../../../static/style.css">
<script src="../../../static/reader.js" defer></script><script>1</script></head>
<body class="article spaced"><p>正文</p><a href="https://example.org/">外</a>{more}</body></html>"""


@pytest.fixture
def site(tmp_path):
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "style.css").write_text("p{margin:0}" * 50)
    (tmp_path / "static" / "reader.js").write_text("let a = 1;" * 50)
    (tmp_path / "a" / "b" / "c").mkdir(parents=True)
    (tmp_path / "a" / "b" / "c" / "index.html").write_text(ARTICLE.format(more=""), "utf-8")
    return Site("real", tmp_path, "http://127.0.0.1/repo/")


def packed(path):
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


def test_an_article_weighs_its_page_its_style_and_its_scripts(site):
    (leaf,) = site.pages
    assert (leaf.kind, leaf.lang, leaf.route) == ("article", "zh-Hans", "a/b/c/")
    parts = (leaf.file, site.folder / "static" / "style.css", site.folder / "static" / "reader.js")
    assert weight_of(leaf, site) == sum(map(packed, parts))
    assert loads(leaf).foreign == []


@pytest.mark.parametrize(
    "more", ['<img src="https://example.org/a.png">', '<script src="//example.org/a.js"></script>']
)
def test_what_another_host_would_send_is_found(site, more):
    (leaf,) = site.pages
    leaf.file.write_text(ARTICLE.format(more=more), "utf-8")
    assert len(loads(leaf).foreign) == 1

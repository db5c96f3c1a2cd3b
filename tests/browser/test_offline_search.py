"""Searching without a network: the issues that a device keeps answer as an index of them would."""

import random

import pytest
from devices import AUGUST, GONE, KEPT, PAPER, arrive, changed, make, save, until
from samples import archive, article, issue, served

from sitegen.model import Photo
from sitegen.site.listings import catalogue
from sitegen.site.script import trees
from sitegen.site.search.answer import answer as find
from sitegen.site.search.facets import counts
from sitegen.site.search.index import search_files
from sitegen.site.search.query import parse
from sitegen.site.search.reading import open_index

pytestmark = pytest.mark.browser


# What searches the saved issues is fetched only when there is no network.
LOAD = """await new Promise((done) => {
        if (typeof saved !== "undefined") return done();
        const script = document.createElement("script");
        script.src = document.querySelector(".without-network").content.firstElementChild.getAttribute("src");
        script.onload = done;
        document.head.append(script);
    });"""

# What the saved issues answer to queries: for each order the articles with their scores, and how many there are of each kind of fact.
FACTS = ("newspaper", "year", "page", "kind", "author", "column")
ASK = """async ([home, queries, facts]) => {
    LOAD
    await finding.load(`${home}search/fold.bin`);
    const answers = [];
    for (const query of queries) {
        const asked = asking.parse(query);
        const given = { issues: 0, counts: {} };
        for (const order of ["relevance", "date"]) {
            const answer = await saved.answer(asked, { order });
            given[order] = answer.hits.slice(0).map((hit) => [hit.article.id, hit.score]);
            given.issues = answer.issues;
            for (const fact of facts) given.counts[fact] = (await answer.counts(fact)).map(({ value, count }) => [value, count]);
        }
        answers.push(given);
    }
    return answers;
}""".replace("LOAD", LOAD)


def random_issues(chance):
    """Three issues whose texts are made of few characters, so that phrases repeat and stand near and far from one another."""
    number = 0

    def text(most):
        return "".join(
            chance.choice("医醫师節节国 aＡ２-：一一一") * chance.choice((1, 1, 1, 30))
            for _ in range(chance.randint(0, most))
        )

    for slug, key, date in (
        ("ab", "2021-08-18", "2021-08-18"),
        (PAPER, "2021-08", "2021-08~"),
        (PAPER, "undated-a", ""),
    ):
        stories = []
        for order in range(6):
            number += 1
            stories.append(
                article(
                    f"k{number}",
                    page=1 + order // 4,
                    order=order,
                    title=text(3),
                    kicker=text(6),
                    subtitle=text(40),
                    column=chance.choice(("", "国节", "醫師")),
                    byline=text(4),
                    authors=tuple(chance.sample(("罗丽", "程雪", "John Smith"), chance.randint(0, 2))),
                    kind=chance.choice(("article", "photo")),
                    body="\n\n".join(text(12) for _ in range(4)),
                    photos=(Photo(text(5), text(2)), Photo(text(5), "")),
                )
            )
        yield issue(
            key, slug=slug, date=date, newspaper="国节 AB" if slug == "ab" else "浙江工人日报", articles=tuple(stories)
        )


def random_query(chance):
    """Pieces that stand in these texts or do not, and fields."""
    field = (
        "作者:罗",
        "作者=john",
        '作者="john smith"',
        "報紙:国节",
        "报纸=ab",
        "年:2021",
        "年:0",
        "版:02",
        "类:图",
        "栏目=医师",
    )
    piece = "".join(chance.choice("医师节国a2-:一") for _ in range(chance.randint(1, 4)))
    piece = chance.choice((piece, f'"{piece[:1]} {piece[1:]}"'))
    return chance.choice(("", "", "", "-")) + chance.choice((piece, piece, piece, chance.choice(field)))


def expected(given, query):
    """What the index of an archive answers."""
    files = {file.path: file.data for file in search_files(catalogue(given), given.settings, trees(given.settings))}
    index = open_index(files.__getitem__)

    def one(text):
        asked = parse(text, index.fold)
        by_score, by_date = (find(asked, index, order) for order in ("relevance", "date"))
        named = [
            [[index.segments[hit.segment].identity(hit.document), hit.score] for hit in hits]
            for hits in (by_score, by_date)
        ]
        counted = {fact: [[each.value, each.count] for each in counts(fact, by_score, index)] for fact in FACTS}
        return {"relevance": named[0], "date": named[1], "counts": counted, "issues": len(given.issues)}

    return [one(text) for text in query]


def test_saved_issues_answer_as_an_index_of_them_would(reader, tmp_path):
    chance = random.Random(18)
    issues = tuple(random_issues(chance))
    make(tmp_path / "out", archive(*issues))
    queries = [" ".join(random_query(chance) for _ in range(chance.choice((1, 1, 2, 2, 3)))) for _ in range(250)]
    with served(tmp_path / "out", "/repo/") as home:
        save(reader, f"{home}{issues[0].slug}/{issues[0].key}/")
        save(reader, f"{home}{issues[2].slug}/{issues[2].key}/")
    reader.goto(f"{home}search/")
    given = reader.evaluate(ASK, [home, queries, FACTS])
    wanted = expected(archive(issues[0], issues[2]), queries)
    for query, one, other in zip(queries, given, wanted, strict=True):
        assert one == other, query
    assert sum(bool(each["date"]) for each in wanted) > len(queries) / 3, "queries that find nothing prove little"


def test_a_search_without_a_network_leads_to_the_place(reader, output):
    with served(output, "/repo/") as home:
        save(reader, f"{home}{AUGUST}/")
    page = reader.goto(f"{home}search/?q=" + "加强领导")
    assert page.status == 200
    reader.get_by_text("只检索了已存的 1 期").wait_for()
    hit = reader.locator(".hits a", has_text="职工喜")
    hit.wait_for()
    hit.click()
    reader.locator(".found").wait_for()
    assert reader.locator("mark").text_content() == "加强领导"
    assert reader.url.startswith(f"{home}{AUGUST}/kaaaa1/#q=")


def saved_hits(page, home, query):
    """The addresses that the saved issues give for a query."""
    page.goto(f"{home}search/")
    routes = """async (query) => {
        LOAD
        return (await Promise.all((await saved.answer(asking.parse(query), {})).hits.map(saved.head))).map(({ route }) => route).sort();
    }""".replace("LOAD", LOAD)
    return page.evaluate(routes, query)


def test_an_issue_saved_in_one_script_is_found_from_the_other(reader, output):
    with served(output) as home:
        reader.goto(f"{home}zh-hant/{AUGUST}/")
        reader.get_by_role("button", name="儲存本期").click()
        reader.get_by_role("link", name="已儲存").wait_for()
        there = [f"{home}zh-hant/{AUGUST}/kaaaa1/"]
        assert saved_hits(reader, home, "加强领导") == there
        assert saved_hits(reader, f"{home}zh-hant/", "加强领导") == there
        save(reader, f"{home}{AUGUST}/")
        assert saved_hits(reader, home, "加强领导") == [f"{home}{AUGUST}/kaaaa1/"]
        assert saved_hits(reader, f"{home}zh-hant/", "加强领导") == there


def test_an_issue_saved_before_it_could_be_searched_can_be_after_a_visit(reader, output):
    forget = "async (data) => { for (const name of await caches.keys()) await (await caches.open(name)).delete(data); }"
    data = f"{AUGUST}/issue.json"
    with served(output) as home:
        save(reader, f"{home}{AUGUST}/")
        reader.evaluate(forget, home + data)
        assert saved_hits(reader, home, "加强领导") == []
        reader.goto(f"{home}{AUGUST}/")
        until(reader, KEPT, home + data)
        assert len(saved_hits(reader, home, "加强领导")) == 1


def test_what_is_taken_down_is_found_no_longer(reader, output):
    with served(output) as home:
        save(reader, f"{home}{AUGUST}/")
        make(output, changed("kaaaa1", draft=True))
        reader.goto(f"{home}{AUGUST}/kaaaa1/")
        until(reader, GONE, f"{home}{AUGUST}/kaaaa1/")
        assert saved_hits(reader, home, "加强领导") == []
        reader.goto(f"{home}{AUGUST}/")
        reader.get_by_role("button", name="删除已存的本期").click()
        reader.locator(".save output", has_text="已从").wait_for()
        assert not any("issue" in name for name in reader.evaluate("caches.keys()"))
        assert saved_hits(reader, home, "比赛") == []


def test_a_search_with_a_network_keeps_nothing_but_what_is_read(reader, output):
    kept = """async () => {
        const all = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
        return all.flat().map((request) => request.url);
    }"""
    with served(output) as home:
        arrive(reader, f"{home}authors/")
        reader.goto(f"{home}search/?q=" + "加强领导")
        hit = reader.locator(".hits a", has_text="职工喜")
        hit.wait_for()
        addresses = reader.evaluate(kept)
        assert {f"{home}search/", f"{home}zh-hant/search/", f"{home}search/fold.bin"} <= set(addresses)
        pages = [address for address in addresses if address.endswith("/") and not address.endswith("search/")]
        assert pages == [f"{home}authors/"]
        assert not [address for address in addresses if "/search/" in address and address.endswith(("json", "txt"))]
        hit.click()
        until(reader, KEPT, f"{home}{AUGUST}/kaaaa1/")

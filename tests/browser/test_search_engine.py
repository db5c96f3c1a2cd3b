"""The engine of the search in a real Chromium: it folds, reads, finds, orders, marks and cuts as the reference in Python does."""

import itertools
import json
import random
import re
import shutil
import unicodedata
from dataclasses import asdict, replace

import pytest
import yaml
from naive import Issued, Naive, Told, index_files
from samples import CHECKOUT, archive, article, default_theme, issue, put_site, served, silent

from sitegen.model import Photo
from sitegen.site.listings import catalogue
from sitegen.site.pages import render
from sitegen.site.script import trees
from sitegen.site.search.answer import answer
from sitegen.site.search.facets import counts
from sitegen.site.search.folding import folding
from sitegen.site.search.index import search_files
from sitegen.site.search.measures import Measures
from sitegen.site.search.query import parse
from sitegen.site.search.reading import open_index

pytestmark = pytest.mark.browser

CASES = CHECKOUT / "tests" / "cases" / "search" / "queries.yaml"
STATIC = CHECKOUT / "themes" / "default" / "static"
SCRIPTS = ("find.js", "search-query.js", "search-segments.js", "search-index.js")
FIELDS = ("newspaper", "year", "page", "kind", "author", "column")
PAGE = "<!doctype html><html lang=zh-Hans><meta charset=utf-8><title>检索</title><p>"

# Few characters, so that strings repeat: both scripts, widths and cases, pairs of units, white space, marks.
LETTERS = '工会工会工会职工龙龍ＡaA１1：:“”-"=　 \n𠀀𬱖頔。'
NAMES = ("罗丽", "羅麗", "程雪", "程雪梅", "Ａnna")
SEED = 5


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A served folder with a bare page and the folding; a test puts its index into `search`."""
    folder = tmp_path_factory.mktemp("engine")
    (folder / "index.html").write_text(PAGE, "utf-8")
    (folder / "fold.bin").write_bytes(folding().data())
    with served(folder) as home:
        yield folder, home


def opened(context, address, folded="fold.bin"):
    """A page with the engine, its folding loaded."""
    page = context.new_page()
    page.goto(address)
    for name in SCRIPTS:
        page.add_script_tag(path=STATIC / name)
    page.evaluate("(address) => finding.load(address)", folded)
    return page


@pytest.fixture(scope="module")
def page(chromium, place):
    context = chromium.new_context(bypass_csp=True, locale="zh-CN")
    yield opened(context, place[1])
    context.close()


# ---- Folding and queries


def known(char):
    """Whether the Unicode of this Python has the character; the browser's may be newer."""
    return unicodedata.category(char) != "Cn"


@pytest.mark.parametrize(
    "plane", [range(0x10000), range(0x10000, 0x20000), range(0x20000, 0x33480), range(0xE0000, 0xE0200)]
)
def test_every_character_folds_as_in_python(page, plane):
    # Between two x, halves of pairs stay halves, and white space is no end.
    text = "x" + "x".join(char for char in map(chr, plane) if known(char)) + "x"
    # As numbers in one text, for half a surrogate cannot be sent.
    found = page.evaluate(
        """(codes) => {
          const { text } = finding.fold(codes.split(" ").map((code) => String.fromCodePoint(code)).join(""));
          return Array.from(text, (char) => char.codePointAt(0)).join(" ");
        }""",
        " ".join(str(ord(char)) for char in text),
    )
    differing = [
        (hex(ord(char)), chr(int(given)), wanted)
        for char, given, wanted in zip(text, found.split(" "), folding().fold(text), strict=True)
        if int(given) != ord(wanted)
    ]
    assert differing == []


def test_folding_tells_where_each_unit_comes_from(page):
    texts = ["", " 　", "  龍 \n 𬱖Ａ\u2f800 ", "a", "\ufa6cＡ 𠀀x\t"]
    for text in texts:
        given = page.evaluate("(text) => ({ ...finding.fold(text), length: text.length })", text)
        assert given["text"] == folding().fold(text)
        assert len(given["at"]) == len(given["text"].encode("utf-16-le")) // 2 + 1
        assert given["at"] == sorted(given["at"])
        assert given["at"][-1] <= given["length"]
    assert page.evaluate("finding.fold('  龍 \\n 𬱖Ａ\U0002f800 ')") == {
        "text": "龙 頔a丽",
        "at": [2, 3, 6, 8, 9, 11],
    }


def test_folding_needs_no_file_for_width_case_and_white_space(chromium, place):
    context = chromium.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(place[1])
    page.add_script_tag(path=STATIC / "find.js")
    assert page.evaluate("finding.load('none.bin').catch((error) => error.name)") == "Error"
    assert page.evaluate("finding.fold(' Ａ　龍Ｂ').text") == "a 龍b"
    assert page.evaluate("finding.load('fold.bin').then(() => finding.fold(' Ａ　龍Ｂ').text)") == "a 龙b"
    context.close()


HARD_QUERIES = (
    "",
    " ",
    "-",
    "- 足球",
    '""',
    '-""',
    '"',
    "作者:",
    "作者： 罗",
    "-作者:罗丽 -作者:罗丽",
    "--a",
    '"a b"c -"Trade  Union',
    "＂工 会＂　－職工 ＡＵＴＨＯＲ＝羅麗",
    "報紙:職工 欄目=甲 年:２０２１ 版:01 類:圖 kind:photo",
    "时间:3点 :a =b 作者",
    '作者:作者:罗 author="罗 丽"',
    "<script>alert(1)</script>",
    "constructor:x __proto__:y",
    "工" * 201,
    "𠀀" * 200,
    "𠀀" * 10_000,
    "，。！" * 3000,
    "工 " * 200,
)


def random_queries(chance, count):
    """Queries of marks, names of fields and whatever."""
    pieces = (*LETTERS, "作者", "author", ":", "=", "-", '"', " ", "\t", "\u3000", "－", "＂", "：")
    return ["".join(chance.choices(pieces, k=chance.randrange(12))) for _ in range(count)]


def test_queries_are_read_as_in_python(page):
    queries = [case["input"] for case in yaml.safe_load(CASES.read_text("utf-8"))]
    queries += [*HARD_QUERIES, *random_queries(random.Random(SEED), 2000)]
    found = page.evaluate("(queries) => queries.map((query) => asking.parse(query))", queries)
    for query, given in zip(queries, found, strict=True):
        assert given == json.loads(json.dumps(asdict(parse(query, folding().fold)))), query


def test_half_a_surrogate_asks_nothing(page):
    for text in ("'\\ud800'", "'工会 -\\udc00'", "'\\udc00\\ud800'", "'\"\\ud842 a'"):
        assert page.evaluate(f"asking.parse({text})") == {"phrases": [], "fields": [], "cut": False}


# ---- The index


def random_index(chance, frequent, long, letters=LETTERS):
    """A small archive of several segments, with tiny limits, so that all rules of the index are met."""

    def text(most):
        return "".join(chance.choices(letters, k=chance.randrange(most)))

    def told(number):
        # Some documents are longer than a stride, some heads longer than what is kept free for them.
        length = chance.choice((10, 40, 40, 300 if number % 5 == 0 else 40))
        texts = [folding().fold(text(length)) for _ in range(chance.randrange(5))]
        head = [folding().fold(text(chance.choice((6, 6, 12, 160)))) for _ in range(chance.randrange(4))]
        authors = tuple(chance.sample(NAMES, chance.randrange(3)))
        return Told(
            f"k{number:05}",
            tuple(head),
            tuple(texts),
            authors,
            chance.choice(("", "工会", "職工之声")),
            chance.random() < 0.2,
        )

    numbers = iter(range(10_000))
    slugs = ("ribao", "zhoubao", "unidentified")
    segments = tuple(
        tuple(
            Issued(
                chance.choice(slugs),
                f"2021-{segment:02}-{number:02}",
                chance.choice((0, 2020, 2021)),
                tuple((page, tuple(told(next(numbers)) for _ in range(chance.randrange(1, 4)))) for page in (1, 2, 4)),
            )
            for number in range(chance.randrange(1, 4))
        )
        for segment in range(3)
    )
    papers = (
        {"slug": "ribao", "names": {"zh-Hans": "职工日报", "zh-Hant": "職工日報"}},
        {"slug": "zhoubao", "names": {"zh-Hans": "工会周报"}},
        {"slug": "unidentified", "names": {"zh-Hans": ""}},
    )
    said = {"zh-Hant": {"罗丽": "羅麗", "工会": "工會"}}
    return Naive(segments, papers, bits=(0, 3, 9), frequent=frequent, long=long, said=said)


AUTHORS = ("作者:罗", "作者=羅麗", "-作者:程")
PAPERS = ("报纸=ribao", "报纸:工會", "栏目:工", "栏目=职工之声")
FACTS = ("年:2021", "年:0", "-版:1", "版:04", "类:图", "类:文", "类:无")


def texts_of(naive):
    documents = (document for issues in naive.segments for each in issues for document in each.documents)
    return [text for document in documents for text in (*document.head, *document.rest) if text]


def asked_of(texts, chance, count):
    """Queries: parts of texts, mutated and joined ones, several terms, negations, fields."""

    def phrase():
        text = chance.choice(texts)
        start = chance.randrange(len(text))
        part = text[start : start + chance.choice((1, 2, 2, 3, 4, 6, 20))]
        if chance.random() < 0.2:
            part += chance.choice(LETTERS)
        return f'"{part}"'.replace('""', "") if " " in part else part

    queries = []
    for _ in range(count):
        terms = [phrase() for _ in range(chance.choice((0, 1, 1, 1, 2, 2, 3)))]
        if chance.random() < 0.2:
            terms.append("-" + phrase())
        if chance.random() < 0.2 or not terms:
            terms.append(chance.choice(AUTHORS + PAPERS + FACTS))
        queries.append(" ".join(terms))
    return queries


ANSWER = """async ({ queries, orders, fields }) => {
  const index = searching.open(new URL("search/", location).href);
  const told = [];
  for (const [at, query] of queries.entries()) {
    const answer = await index.answer(asking.parse(query), { order: orders[at] });
    const hits = answer.hits.slice(0, answer.hits.length);
    const routes = await Promise.all(hits.map(async (hit) => (await index.head(hit)).route));
    const counts = await answer.counts(fields[at]);
    told.push({
      total: answer.total,
      hits: hits.map((hit, place) => [routes[place], hit.score, hit.year, hit.page, hit.photo]),
      counts: counts.map(({ value, count }) => [value, count]),
    });
  }
  return JSON.stringify(told);
}"""


NAMES_OF_SEGMENTS = map("{:012x}".format, itertools.count())


def written(naive):
    """Its index. Segments are called as none was before, for what has one name never changes."""
    names = tuple(itertools.islice(NAMES_OF_SEGMENTS, len(naive.segments)))
    return index_files(replace(naive, names=names), folding().data())


def put(folder, files):
    """Write the files of an index, and no others."""
    shutil.rmtree(folder / "search", ignore_errors=True)
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def referred(index, query, order, field):
    """What the reference answers."""
    hits = answer(parse(query, folding().fold), index, order)
    told = []
    for hit in hits:
        segment = index.segments[hit.segment]
        run = segment.run_of(hit.document)
        route = f"{run.slug}/{run.key}/{segment.identity(hit.document)}/"
        told.append([route, hit.score, run.year, run.page, hit.document in segment.photos])
    return {
        "total": len(hits),
        "hits": told,
        "counts": [[count.value, count.count] for count in counts(field, hits, index)],
    }


def compare(page, files, queries, chance):
    """The browser answers as the reference does; tells how many queries found something."""
    index = open_index(files.__getitem__)
    orders = [chance.choice(("relevance", "date")) for _ in queries]
    fields = [chance.choice(FIELDS) for _ in queries]
    found = json.loads(page.evaluate(ANSWER, {"queries": queries, "orders": orders, "fields": fields}))
    for query, order, field, answered in zip(queries, orders, fields, found, strict=True):
        assert answered == referred(index, query, order, field), query
    return sum(answered["total"] > 0 for answered in found)


@pytest.mark.parametrize(("frequent", "long"), [(3, 2), (8, 6), (40, 16)])
def test_it_finds_and_orders_what_the_reference_does(page, place, frequent, long):
    chance = random.Random(SEED + frequent)
    naive = random_index(chance, frequent, long)
    files = written(naive)
    put(place[0], files)
    queries = [*asked_of(texts_of(naive), chance, 200), *HARD_QUERIES]
    assert compare(page, files, queries, chance) > len(queries) / 2


MEASURES = Measures(frequent=12, shard=256, fresh_shard=64, apart=16, fresh=2000, largest=6000)


def test_it_reads_what_the_program_writes(page, place):
    chance = random.Random(SEED)
    texts = ["".join(chance.choices(LETTERS, k=chance.choice((3, 12, 80, 400)))) for _ in range(90)]
    many = archive(
        *(
            issue(
                f"2021-08-{day:02}",
                articles=tuple(
                    article(f"k{day:02}{order:02}", title=title, body=body, page=order, order=order)
                    for order, (title, body) in enumerate(zip(texts[day::9], texts[day + 1 :: 9], strict=False), 1)
                ),
            )
            for day in range(1, 9)
        )
    )
    documents = search_files(catalogue(many), many.settings, trees(many.settings), MEASURES)
    files = {document.path: document.data for document in documents}
    assert sum(path.endswith("segment.json") for path in files) > 1
    put(place[0], files)
    queries = asked_of([text for text in map(folding().fold, texts) if text], chance, 200)
    assert compare(page, files, queries, chance) > len(queries) / 2


def test_where_a_string_is_missing_no_long_list_is_fetched(page, place):
    told = tuple(Told(f"k{number:05}", rest=("工会职工",) * (1 + number % 3)) for number in range(40))
    naive = Naive(((Issued("ribao", "2021", 2021, ((1, told),)),),), bits=(9,), long=2)
    put(place[0], written(naive))
    fetched = []
    page.on("request", lambda request: fetched.append(request.url.rpartition("/search/")[2]))
    ask = """async (queries) => {
      const index = searching.open(new URL("search/", location).href);
      const answers = await Promise.all(queries.map((query) => index.answer(asking.parse(query))));
      return answers.map(({ total }) => total);
    }"""
    assert page.evaluate(ask, ["工会职务", "工会 务"]) == [0, 0]
    assert not [name for name in fetched if re.search(r"-[0-9a-f]+\.bin", name)]
    fetched.clear()
    assert page.evaluate(ask, ["工会职工", "工会职工", "工会"]) == [40, 40, 40]
    assert [name for name in fetched if re.search(r"-[0-9a-f]+\.bin", name)]
    assert len(fetched) == len(set(fetched))


def test_a_query_may_be_given_up_and_another_wants_the_same_files(page, place):
    issues = (Issued("ribao", "2021", 2021, ((1, (Told("k1", ("工会",)),)),)),)
    put(place[0], written(Naive((issues,))))
    assert page.evaluate("""async () => {
      const index = searching.open(new URL("search/", location).href);
      const stop = new AbortController();
      const first = index.answer(asking.parse("工会"), { signal: stop.signal }).catch((error) => error.name);
      const second = index.answer(asking.parse("工会"));
      stop.abort();
      const late = index.answer(asking.parse("工会"), { signal: stop.signal }).catch((error) => error.name);
      return [await first, (await second).total, await late];
    }""") == ["AbortError", 1, "AbortError"]


def test_a_page_outlives_a_new_build(page, place):
    def built(identity, *texts):
        told = (Told(identity, rest=texts),)
        issues = (Issued("ribao", "2021", 2021, ((1, told),)),)
        put(place[0], written(Naive((issues,), bits=(9,))))

    ask = """async (query) => {
      const answer = await index.answer(asking.parse(query));
      return Promise.all(answer.hits.slice(0, 9).map(async (hit) => (await index.head(hit)).route));
    }"""
    built("k00001", "工会")
    page.evaluate('self.index = searching.open(new URL("search/", location).href)')
    assert page.evaluate(ask, "工会") == ["ribao/2021/k00001/"]
    # A shard that was not fetched yet is looked for in vain: so is the segment.
    built("k00002", "工会", "职工")
    assert page.evaluate(ask, "职工") == ["ribao/2021/k00002/"]
    assert page.evaluate(ask, "程雪") == []
    # All that answers was fetched already, but not where it is.
    built("k00003", "工会")
    page.evaluate('index.answer(asking.parse("工会")).then((answer) => { self.answered = answer; })')
    built("k00004", "工会")
    assert page.evaluate("index.head(answered.hits.slice(0, 1)[0]).catch((error) => error.message)").endswith("404")
    assert page.evaluate(ask, "工会") == ["ribao/2021/k00004/"]
    # And where there is no index any more, the query fails, until there is one again.
    shutil.rmtree(place[0] / "search")
    page.evaluate('self.index = searching.open(new URL("search/", location).href)')
    assert page.evaluate('index.answer(asking.parse("工会")).catch((error) => error.message)').endswith("404")
    built("k00005", "工会")
    assert page.evaluate(ask, "工会") == ["ribao/2021/k00005/"]


def test_texts_may_be_corrected_under_an_open_page(page, place):
    def built(version, first, rest):
        told = tuple(Told(f"k{number:05}", rest=(first if number == 0 else rest,)) for number in range(40))
        issues = (Issued("ribao", "2021", 2021, ((1, told),)),)
        put(place[0], index_files(Naive((issues,), names=(name,), versions=(version,), bits=(0,), long=2), fold))

    name, fold = next(NAMES_OF_SEGMENTS), folding().data()
    ask = """async (queries) => {
      const answers = await Promise.all(queries.map((query) => index.answer(asking.parse(query))));
      return answers.map(({ total }) => total);
    }"""
    built("a", "工会开会", "工会职工")
    page.evaluate('self.index = searching.open(new URL("search/", location).href)')
    # The only shard is fetched now; so is one of its long lists.
    assert page.evaluate(ask, ["工会", "开会"]) == [40, 1]
    # The first text is corrected, so that another list comes before that of 职工, and this one is longer.
    built("b", "上职工会", "工会职工")
    asked = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    # The page reads the list by its string, in an address of its own build, and asks the list itself how long it is.
    assert page.evaluate(ask, ["职工"]) == [40]
    assert [each.partition("?")[2] for each in asked] == ["v=a"]
    # A list that is no longer there leads to the new build.
    built("c", "工会开会", "工会")
    assert page.evaluate(ask, ["工会职"]) == [0]
    assert {"segment.json?v=c", "00.bin?v=c"} <= set(asked)


def test_names_come_in_the_pages_script(page, place):
    put(place[0], written(random_index(random.Random(SEED), 40, 16)))
    found = page.evaluate("""async () => {
      const index = searching.open(new URL("search/", location).href);
      const answer = await index.answer(asking.parse("-没有"));
      const said = [];
      for (const lang of ["zh-Hans", "zh-Hant"]) {
        document.documentElement.lang = lang;
        for (const field of ["author", "newspaper"]) said.push((await answer.counts(field)).map(({ name }) => name).sort());
      }
      document.documentElement.lang = "zh-Hans";
      return [...said, index.papers.length];
    }""")
    assert found == [
        sorted(NAMES),
        ["", "工会周报", "职工日报"],
        sorted(("羅麗", *NAMES[1:])),
        ["", "工会周报", "職工日報"],
        3,
    ]


# ---- An article's page

STORY = article(
    "kaaaa1",
    title="省总工会搭“鹊桥” 职工喜“脱单”关于进一步深化产业工人队伍建设改革",
    kicker="共建共享促發展",
    subtitle="——记者<程雪>的观察",
    column="“产改”进行时",
    byline="本报记者 程雪",
    authors=("程雪",),
    body="**一、加强领导**。各地要努力，好好好。第20届运动会\\\n有2000人。\n\n## 头发与发展\n\n- 甲项\n- 乙项 <b>\n\n> 引文",
    photos=(Photo("比赛现场。", "张三 摄"),),
)
BOTH = archive(issue(articles=(STORY,)))


@pytest.fixture(scope="module", params=("", "zh-hant/"))
def story(request, chromium, tmp_path_factory):
    """An article's page in either tree, with the engine."""
    folder = tmp_path_factory.mktemp("story")
    put_site(folder, render(BOTH, default_theme(), silent))
    (folder / "fold.bin").write_bytes(folding().data())
    context = chromium.new_context(bypass_csp=True)
    with served(folder) as home:
        yield opened(context, f"{home}{request.param}zhejiang-gongren-ribao/2021-08-18/kaaaa1/", f"{home}fold.bin")
    context.close()


MARK = """(phrase) => {
  const article = document.querySelector("article.text");
  const before = article.textContent;
  const told = finding.texts(article).map((entry) => {
    const places = finding.places(entry, phrase);
    const first = finding.mark(entry, places.map((place) => [place, place + phrase.length]));
    const marks = [...entry.element.querySelectorAll("mark")];
    return [places.length, marks.map((mark) => mark.textContent).join("|"), first === (marks[0] ?? null)];
  });
  const same = article.textContent === before;
  const empty = [...document.querySelectorAll("article *")].some((element) =>
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && !node.data));
  for (const mark of article.querySelectorAll("mark")) mark.replaceWith(...mark.childNodes);
  article.normalize();
  return { told: told.filter(([count]) => count), right: told.every(([, , right]) => right), same, empty };
}"""


def test_the_texts_of_a_page_are_those_of_the_index(story):
    entries = story.evaluate(
        "finding.texts(document.querySelector('article.text')).map(({ text, head }) => [text, head])"
    )
    assert entries == [
        ["“产改”进行时", False],
        ["共建共享促发展", True],
        ["省总工会搭“鹊桥” 职工喜“脱单”关于进一步深化产业工人队伍建设改革", True],
        ["——记者<程雪>的观察", True],
        ["本报记者 程雪", False],
        ["一、加强领导。各地要努力,好好好。第20届运动会 有2000人。", False],
        ["头发与发展", False],
        ["甲项", False],
        ["乙项 <b>", False],
        ["引文", False],
        ["比赛现场。", False],
        ["张三 摄", False],
    ]


MARKS = [
    ("好好", [[2, "好好好", True]]),
    ("领导。各地", [[1, "领导|。各地", True]]),
    ("会 有2", [[1, "会| 有2", True]]),
    ("桥” 职工", [[1, "桥”| |职工", True]]),
    ("者 程", [[1, "者| |程", True]]),
    ("程雪", [[1, "程雪", True], [1, "程雪", True]]),
    ("<程", [[1, "<程", True]]),
    ("没有", []),
    ("", []),
]


@pytest.mark.parametrize(("phrase", "wanted"), MARKS, ids=[phrase or "nothing" for phrase, _ in MARKS])
def test_places_are_marked_across_elements_and_leave_no_trace(story, phrase, wanted):
    found = story.evaluate(MARK, phrase)
    printed = [[count, folding().fold(text), right] for count, text, right in found["told"]]
    assert printed == [[count, folding().fold(text), right] for count, text, right in wanted]
    assert found["right"]
    assert found["same"]
    assert not found["empty"]


def test_a_page_may_be_marked_twice_and_set_in_columns_between(story):
    assert story.evaluate("""() => {
      const article = document.querySelector("article.text");
      const entry = finding.texts(article).find(({ text }) => text.includes("20届"));
      finding.mark(entry, [[finding.places(entry, "20届")[0], finding.places(entry, "20届")[0] + 3]]);
      const number = entry.element.querySelector("mark").firstChild;
      number.splitText(2);
      const [start] = finding.places(entry, "0届运");
      finding.mark(entry, [[start, start + 3]]);
      const text = [...entry.element.querySelectorAll("mark mark")].map((mark) => mark.textContent).join("");
      for (const mark of [...article.querySelectorAll("mark")]) mark.replaceWith(...mark.childNodes);
      article.normalize();
      return text;
    }""") in ("0届", "0屆")


SNIPPET = """([text, phrases, length]) => {
  const element = document.createElement("div");
  element.innerHTML = '<article class="text"><div class="body"><p></p></div></article>';
  element.querySelector("p").textContent = text;
  const [entry] = finding.texts(element.firstChild);
  const ranges = phrases.flatMap((phrase) => finding.places(entry, phrase).map((place) => [place, place + phrase.length]));
  const shown = document.createElement("p");
  shown.append(finding.snippet(entry, ranges, length));
  return shown.innerHTML;
}"""
SNIPPETS = [
    ("会议召开。", [], 20, "会议召开。"),
    ("会议召开了", [], 3, "会议召…"),
    ("会议\n  召开。", ["议 召"], 20, "会<mark>议 召</mark>开。"),
    ("甲乙丙丁戊己庚辛壬癸" * 3, ["丙丁"], 12, "甲乙<mark>丙丁</mark>戊己庚辛壬癸甲乙…"),
    ("一二三四五六七八九十，工会", ["工会"], 8, "…<mark>工会</mark>"),
    ("一二三四五六七八九十工会甲乙丙丁戊己庚辛", ["工会"], 8, "…九十<mark>工会</mark>甲乙丙丁…"),
    ("<img src=x onerror=alert(1)>", ["img src"], 90, "&lt;<mark>img src</mark>=x onerror=alert(1)&gt;"),
    ("𠀀" * 9 + "工" + "𠀀" * 9, ["工"], 7, "…<mark>工</mark>𠀀𠀀𠀀…"),
    ("好好好", ["好好"], 9, "<mark>好好好</mark>"),
    ("工会工会", ["工会"], 9, "<mark>工会</mark><mark>工会</mark>"),
    ("一二三四五六七八九十" * 2, ["二三四五六七八九"], 4, "一<mark>二三四五六七八九</mark>…"),
]


@pytest.mark.parametrize(("text", "phrases", "length", "wanted"), SNIPPETS, ids=range(len(SNIPPETS)))
def test_snippets_are_cut_around_the_first_place_and_are_text_only(page, text, phrases, length, wanted):
    assert page.evaluate(SNIPPET, [text, phrases, length]) == wanted

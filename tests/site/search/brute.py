"""What a query must find, told as plainly as can be: every document looked at, every phrase sought in each of its texts."""

from __future__ import annotations

from naive import HEAD, LONGEST, laid, units

FIELDS = {
    "作者": "author",
    "报纸": "newspaper",
    "栏目": "column",
    "年": "year",
    "版": "page",
    "类": "kind",
}
FIELDS |= {name: name for name in FIELDS.values()}


def asked(query, fold):
    """A query's terms as (field, value, exact, excluded), read character by character; the field of a phrase is ""."""
    rest = fold(query[:200]).lstrip(" ")
    found = []
    while rest:
        excluded = rest[0] == "-" and rest[1:2].strip(" ") != ""
        rest = rest[1:] if excluded else rest
        field, exact = "", False
        for name in FIELDS:
            if rest.startswith((f"{name}:", f"{name}=")):
                field, exact, rest = FIELDS[name], rest[len(name)] == "=", rest[len(name) + 1 :]
                break
        lone = not excluded and not field and rest.split(" ")[0] == "-"
        if rest.startswith('"'):
            value, _, rest = rest[1:].partition('"')
        else:
            value, space, rest = rest.partition(" ")
            rest = space + rest
        term = (field, value.strip(" "), exact, excluded)
        if term[1] and not lone and term not in found:
            found.append(term)
        rest = rest.lstrip(" ")
    return found


def starts_of(phrase, text):
    """Every place where a phrase stands in a text, overlapping ones too."""
    found = [text.find(phrase)]
    while found[-1] >= 0:
        found.append(text.find(phrase, found[-1] + 1))
    return found[:-1]


def is_so(field, value, exact, document, page, issue, naive, fold):
    """Whether a field is true of a document."""
    number = int(value) if value.isascii() and value.isdigit() else -1
    if field == "year":
        return number == issue.year
    if field == "page":
        return number == page
    if field == "kind":
        return value in (("图", "photo") if document.photo else ("文", "article"))
    if field == "newspaper":
        names = [
            fold(name) for paper in naive.papers if paper["slug"] == issue.slug for name in paper["names"].values()
        ]
        if exact and fold(issue.slug) == value:
            return True
    else:
        printed = document.authors if field == "author" else (document.column,) if document.column else ()
        said = [forms[name] for forms in naive.said.values() for name in printed if name in forms]
        names = [fold(name) for name in (*printed, *said)]
    return any(name == value if exact else value in name for name in names)


def nearness(places):
    """What it adds that phrases stand near the first one."""
    if len(places) < 2:
        return 0
    widest = max(min(abs(one - two) for one in places[0] for two in other) for other in places[1:])
    return 6 if widest <= 16 else 4 if widest <= 64 else 2 if widest <= 256 else 0


def segment_hits(terms, issues, naive, fold):
    """The documents of a segment that meet a query, as (id, score)."""
    documents = [(document, page, issue) for issue in issues for page, own in issue.pages for document in own]
    lines = [laid(document) for document, _, _ in documents]
    wanted = [units(value) for field, value, _, excluded in terms if not field and not excluded]
    unwanted = [units(value) for field, value, _, excluded in terms if not field and excluded]
    often = {phrase: sum(len(starts_of(phrase, line)) for line in lines) > naive.frequent for phrase in wanted}
    known = all(len(phrase) > 1 and not (often[phrase] and len(phrase) < LONGEST) for phrase in wanted)
    for (document, page, issue), line in zip(documents, lines, strict=True):
        texts = [units(text) for text in (*document.head, *document.rest)]
        if not all(any(phrase in text for text in texts) for phrase in wanted):
            continue
        if any(phrase in text for phrase in unwanted for text in texts):
            continue
        fields = (term for term in terms if term[0])
        if any(
            is_so(field, value, exact, document, page, issue, naive, fold) is excluded
            for field, value, exact, excluded in fields
        ):
            continue
        places = [starts_of(phrase, line) for phrase in wanted]
        score = sum(32 * (own[0] < HEAD) + 2 * sum(len(own) >= enough for enough in (2, 4, 8)) for own in places) + (
            nearness(places) if known else 0
        )
        yield document.identity, score


def hits(query, naive, fold, order="relevance"):
    """All documents that meet a query, as (id, score), in their order."""
    terms = asked(query, fold)
    if not terms:
        return []
    found = [hit for issues in naive.segments for hit in segment_hits(terms, issues, naive, fold)]
    return found if order == "date" else sorted(found, key=lambda hit: -hit[1])

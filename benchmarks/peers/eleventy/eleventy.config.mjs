// Eleventy's settings. What several pages ask for (issues, newspapers, names) is gathered once, from the articles' own data.
const LEAD = 90;
const DESCRIPTION = 110;
const A_PART = 100;
const TAGS = /<[^>]*>/g;

const shortened = (text, length) => (text.length <= length ? text : `${text.slice(0, length).replace(/[，、；： ]+$/, "")}…`);
const plain = (html) => html.replace(TAGS, "").trim();
const put = (map, key, value) => map.get(key)?.push(value) ?? map.set(key, [value]);
const grouped = (list, key) => list.reduce((map, each) => (put(map, key(each), each), map), new Map());
const compare = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

function gathered(articles) {
  const issues = new Map();
  const papers = new Map();
  const names = { authors: new Map(), columns: new Map() };
  for (const article of articles) {
    const { issue, paper } = article.data;
    if (!issues.has(issue.url)) issues.set(issue.url, { ...issue, paper, articles: [] });
    issues.get(issue.url).articles.push(article);
    for (const kind of ["authors", "columns"]) for (const name of article.data[kind] ?? []) put(names[kind], name, article);
  }
  for (const issue of issues.values()) {
    issue.articles.sort((one, other) => one.data.weight - other.data.weight);
    issue.pages = [...grouped(issue.articles, (article) => article.data.page_number)].map(([number, those]) => ({ number, articles: those }));
    put(papers, issue.paper.url, issue);
    issue.articles.forEach((article, place, all) => Object.assign(article.data, { issueOf: issue, previousArticle: all[place - 1], nextArticle: all[place + 1] }));
  }
  const ofPapers = [...papers.values()].map((those) => {
    those.sort((one, other) => compare(one.day, other.day));
    those.forEach((issue, place) => Object.assign(issue, { previous: those[place - 1], next: those[place + 1] }));
    return { ...those[0].paper, issues: those, newest: those.at(-1) };
  });
  return { issues: [...issues.values()], papers: ofPapers, names };
}

function parts(map, slugify) {
  return [...map].sort(([one], [other]) => compare(one, other)).flatMap(([name, those]) => {
    const sorted = [...those].sort((one, other) => other.date - one.date || one.data.weight - other.data.weight);
    const number = Math.ceil(sorted.length / A_PART);
    return Array.from({ length: number }, (_, place) => ({
      name,
      slug: slugify(name),
      count: sorted.length,
      part: place + 1,
      of: number,
      articles: sorted.slice(place * A_PART, (place + 1) * A_PART),
    }));
  });
}

export default function (config) {
  const slugs = new Map();
  const slug = (name) => slugs.get(name) ?? (slugs.set(name, name.replace(/[^\p{L}\p{N}]+/gu, "-")), slugs.get(name));
  let known;
  const once = (api) => (known ??= gathered(api.getFilteredByTag("article")));
  config.on("eleventy.before", () => (known = undefined));

  config.addPassthroughCopy("css");
  config.addFilter("nameSlug", slug);
  config.addFilter("json", (value) => JSON.stringify(value ?? ""));
  config.addFilter("lead", (html, description) => shortened(plain(html) || description || "", LEAD));
  config.addFilter("description", (html, description) => shortened(plain(html) || description || "", DESCRIPTION));
  config.addFilter("first", (list, number) => list.slice(0, number));
  config.addFilter("byYear", (issues) => [...grouped([...issues].sort((one, other) => compare(other.day, one.day)), (issue) => issue.day.slice(0, 4))]);
  config.addFilter("newest", (issues, number) => [...issues].sort((one, other) => compare(other.day, one.day)).slice(0, number));

  config.addCollection("issues", (api) => once(api).issues);
  config.addCollection("papers", (api) => once(api).papers);
  config.addCollection("authors", (api) => parts(once(api).names.authors, slug));
  config.addCollection("columns", (api) => parts(once(api).names.columns, slug));
  config.addCollection("days", (api) => {
    const those = grouped(once(api).issues.filter((issue) => issue.days), (issue) => issue.days[0]);
    return [...those].sort(([one], [other]) => compare(one, other)).map(([name, issues]) => ({ name, issues: issues.sort((one, other) => compare(other.day, one.day)) }));
  });
  config.addCollection("latest", (api) => [...api.getFilteredByTag("article")].sort((one, other) => other.date - one.date).slice(0, 50));

  return { markdownTemplateEngine: false, htmlTemplateEngine: "njk", dir: { input: ".", includes: "_includes", output: "out" } };
}

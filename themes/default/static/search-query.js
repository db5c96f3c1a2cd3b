//# allFunctionsCalledOnLoad
// The language of queries, as docs/search.md tells it. A query is folded first, so its marks may be full-width.
const asking = (() => {
  const FIELDS = {
    作者: "author", 报纸: "newspaper", 栏目: "column", 年: "year", 版: "page", 类: "kind",
    author: "author", newspaper: "newspaper", column: "column", year: "year", page: "page", kind: "kind",
  };
  const TOKEN = new RegExp(`(-(?=[^ ]))?(?:(${Object.keys(FIELDS).join("|")})([:=]))?(?:"([^"]*)"?|([^ ]*))`, "g");
  const LONGEST = 200;

  const once = (terms) => [...new Map(terms.map((term) => [JSON.stringify(term), term])).values()];

  const parse = (text) => {
    const chars = [...text];
    const read = chars.slice(0, LONGEST).join("");
    const phrases = [];
    const fields = [];
    // With half a surrogate it asks nothing.
    for (const token of /\p{Cs}/u.test(read) ? [] : finding.fold(read).text.matchAll(TOKEN)) {
      const [typed, minus, field, mark, quoted, plain] = token;
      const value = (quoted ?? plain).trim();
      const excluded = minus !== undefined;
      if (!value || typed === "-") continue;
      if (field) fields.push({ name: FIELDS[field], value, exact: mark === "=", excluded });
      else phrases.push({ text: value, excluded });
    }
    return { phrases: once(phrases), fields: once(fields), cut: chars.length > LONGEST };
  };

  return { parse };
})();

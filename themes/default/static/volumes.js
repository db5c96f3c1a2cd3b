// Where the pages of an issue are, if the archive is split into several sites; sitegen/site/volumes.py has the same rule.
const volumes = {
  newspaper: (slug) => slug,
  decade: (_, key) => key.replace(/^(\d{3})\d(?!\d).*|.*/, (_, decade) => (decade ? `${decade}0s` : "undated")),
  year: (_, key) => /^\d{4}(?!\d)/.exec(key)?.[0] ?? "undated",
};
const siteOf = (route, words) => words.volumes.replace("{volume}", volumes[words.split](...route.split("/")));

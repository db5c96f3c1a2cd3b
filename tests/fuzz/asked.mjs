// Reads queries with the site's own script: a JSON list of queries on standard input, each a list of UTF-16 units; what each asks on standard output.
import { readFileSync } from "node:fs";
import vm from "node:vm";

const [, , folder, fold] = process.argv;
const code = ["find.js", "search-query.js"].map((name) => readFileSync(`${folder}/${name}`, "utf8")).join("\n");
const { finding, asking } = vm.runInThisContext(`${code}\n;({ finding, asking })`);
await finding.load(`data:application/octet-stream;base64,${readFileSync(fold).toString("base64")}`);
const queries = JSON.parse(readFileSync(0, "utf8"));
const read = queries.map((units) => asking.parse(String.fromCharCode(...units)));
process.stdout.write(JSON.stringify(read).replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`));

// What the build promises: every script parses as ES2020, no style or script needs a browser newer than Chrome 87, the
// first load stays small and without charts, what comes later comes in small pieces, nothing asks a third party. Fails with the file and the reason.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { parse } from "acorn";

const root = fileURLToPath(new URL("../../../build/web", import.meta.url));
const BUDGET_KB = { field: 150, console: 400 };
// What one page may add when it is opened; the charts are the largest.
const LATER_KB = 180;
const zipped = (file) => gzipSync(readFileSync(join(root, file)), { level: 9 }).length / 1024;
// Newer than Chrome 87, where somebody might write it without thinking. Each has a way without it.
const TOO_NEW_STYLE = [/:has\(/, /@container\b/, /@layer\b/, /\b\d+(dvh|svh|lvh)\b/, /\baspect-ratio:/, /color-mix\(/, /@scope\b/, /@starting-style\b/];
// Methods of arrays, strings and objects need no look: tsconfig's `lib` ends with ES2021 (Chrome 85).
const TOO_NEW_SCRIPT = [/\bstructuredClone\(/, /\bcrypto\.randomUUID\(/, /\bAbortSignal\.(any|timeout)\(/, /\bshowPicker\(/];
const problems = [];
const files = readdirSync(root, { recursive: true }).map(String);

for (const file of files) {
  if (!/\.(js|css|html)$/.test(file)) continue;
  const text = readFileSync(join(root, file), "utf8");
  if (file.endsWith(".js")) {
    try {
      parse(text, { ecmaVersion: 2020, sourceType: /(^|\/)sw\.js$/.test(file) ? "script" : "module" });
    } catch (error) {
      problems.push(`${file}: not ES2020: ${error.message}`);
    }
  }
  const tooNew = file.endsWith(".css") ? TOO_NEW_STYLE : file.endsWith(".js") ? TOO_NEW_SCRIPT : [];
  for (const pattern of tooNew) if (pattern.test(text)) problems.push(`${file}: newer than Chrome 87: ${pattern}`);
  const foreign = text.match(/(?:src|href)="https?:[^"]*"|url\(["']?https?:[^)]*|@import\b[^;]*https?:[^;]*/g);
  if (foreign) problems.push(`${file}: asks a third party: ${foreign[0]}`);
  if (!files.includes(`${file}.br`) || !files.includes(`${file}.gz`)) problems.push(`${file}: .br or .gz is missing`);
}

// The first load: the page, and every script and style that it names.
for (const [entry, budget] of Object.entries(BUDGET_KB)) {
  const page = readFileSync(join(root, entry, "index.html"), "utf8");
  if (/<script(?![^>]*\bsrc=)/.test(page) || /\son\w+=|\sstyle=/.test(page)) problems.push(`${entry}: something inline, which the page's CSP forbids`);
  const named = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map((match) => match[1]);
  const kb = [`${entry}/index.html`, ...named].reduce((sum, file) => sum + zipped(file), 0);
  console.log(`${entry}: first load ${kb.toFixed(1)} KB gzip of ${budget}, ${named.length} files`);
  if (kb > budget) problems.push(`${entry}: first load ${kb.toFixed(1)} KB is over ${budget} KB`);
}

for (const file of files.filter((name) => /^assets\/.*\.js$/.test(name))) {
  if (zipped(file) > LATER_KB) problems.push(`${file}: ${zipped(file).toFixed(1)} KB gzip in one piece is over ${LATER_KB} KB`);
}
// ZRender draws ECharts: it may come with the page that has charts, never before.
for (const entry of Object.keys(BUDGET_KB)) {
  const page = readFileSync(join(root, entry, "index.html"), "utf8");
  const first = files.filter((file) => page.includes(`/${file}"`) && file.endsWith(".js"));
  if (first.some((file) => /zrender/i.test(readFileSync(join(root, file), "utf8")))) problems.push(`${entry}: the charts are in the first load`);
}

for (const problem of problems) console.error(problem);
process.exit(problems.length ? 1 : 0);

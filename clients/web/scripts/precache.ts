// Writes ENTRY/sw.js: the service worker with the list of what one entry needs, so that its shell opens without
// signal. Every page of the entry is in the list, also those loaded on demand: a phone that has opened the app
// once can show all of it offline.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { OutputBundle, OutputChunk } from "rollup";
import type { Plugin } from "vite";

export function precache(entry: string): Plugin {
  return {
    name: "precache",
    apply: "build",
    enforce: "post",
    generateBundle(_options, bundle) {
      const files = [...reachable(bundle, entry)].sort();
      const hash = createHash("sha256");
      for (const file of files) hash.update(file);
      hash.update(JSON.stringify(bundle[`${entry}/index.html`] ?? ""));
      const list = [`/${entry}/`, `/${entry}/manifest.webmanifest`, ...files.map((file) => "/" + file)];
      const worker = readFileSync(new URL("./service_worker.js", import.meta.url), "utf8")
        .replace('"__VERSION__"', JSON.stringify(hash.digest("hex").slice(0, 12)))
        .replace('"__FILES__"', JSON.stringify(list))
        .replace('"__ENTRY__"', JSON.stringify(`/${entry}/`));
      this.emitFile({ type: "asset", fileName: `${entry}/sw.js`, source: worker });
    },
  };
}

function reachable(bundle: OutputBundle, entry: string): Set<string> {
  const found = new Set<string>();
  const visit = (name: string) => {
    const chunk = bundle[name];
    if (!chunk || chunk.type !== "chunk" || found.has(name)) return;
    found.add(name);
    for (const style of chunk.viteMetadata?.importedCss ?? []) found.add(style);
    for (const asset of chunk.viteMetadata?.importedAssets ?? []) found.add(asset);
    for (const next of [...chunk.imports, ...chunk.dynamicImports]) visit(next);
  };
  for (const chunk of Object.values(bundle)) {
    const isEntry = chunk.type === "chunk" && (chunk as OutputChunk).facadeModuleId?.includes(`/${entry}/index.html`);
    if (isEntry) visit(chunk.fileName);
  }
  return found;
}

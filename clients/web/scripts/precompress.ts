// Writes NAME.br and NAME.gz beside every text file of the build, so that the gateway compresses nothing itself.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Plugin } from "vite";

const TEXT = /\.(html|js|css|json|svg|webmanifest)$/;
const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

export function precompress(): Plugin {
  let folder = "";
  return {
    name: "precompress",
    apply: "build",
    configResolved: (config) => void (folder = config.build.outDir),
    async closeBundle() {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      for (const entry of entries) {
        if (!entry.isFile() || !TEXT.test(entry.name)) continue;
        // Node 18 says `path`, Node 20 and later `parentPath`.
        const file = join((entry as { parentPath?: string }).parentPath ?? entry.path, entry.name);
        const text = await readFile(file);
        await writeFile(file + ".gz", await zip(text, { level: 9 }));
        await writeFile(file + ".br", await brotli(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
      }
    },
  };
}

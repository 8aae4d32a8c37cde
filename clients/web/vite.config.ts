// Two entries, one project: build/web/field/index.html and build/web/console/index.html, hashed names in
// build/web/assets, and beside each file its .br and .gz.
import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vitest/config";
import { precache } from "./scripts/precache";
import { precompress } from "./scripts/precompress";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const gateway = process.env.DIANDAN_GATEWAY ?? "http://127.0.0.1:8480";

export default defineConfig({
  plugins: [vue(), precache("field"), precompress()],
  resolve: { alias: { "@": here("src") } },
  server: { proxy: { "^/(diandan\\.|session/)": gateway } },
  build: {
    target: ["es2020", "chrome87"],
    cssTarget: "chrome87",
    outDir: here("../../build/web"),
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rollupOptions: {
      input: [here("field/index.html"), here("console/index.html")],
      // The first load names every later piece: "SessionList", not "SessionList.vue_vue_type_script_setup_true_lang".
      output: { chunkFileNames: ({ name }) => `assets/${name.split(".")[0]}-[hash].js` },
    },
  },
  // Long enough for a machine that does something else as well; nothing is measured by it.
  test: { testTimeout: 60_000, hookTimeout: 60_000, include: ["src/**/*.test.ts"], setupFiles: ["src/shared/testing.ts"] },
});

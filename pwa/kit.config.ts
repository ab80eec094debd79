import { defineConfig } from "vite";

/** The kit page alone, for looking at and for tests/browser/kit_test.py; no phone gets it. */
export default defineConfig({
  build: {
    target: "chrome107",
    outDir: ".kit",
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    rollupOptions: { input: "kit.html" },
  },
  server: { fs: { allow: [".."] } },
});

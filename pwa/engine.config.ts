import { defineConfig } from "vite";

/** A phone without screens, for tests/browser/faults_test.py and its neighbours; no phone gets it. */
export default defineConfig({
  build: {
    target: "chrome107",
    outDir: ".engine",
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    rollupOptions: { input: "engine.html" },
  },
});

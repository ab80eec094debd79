import { defineConfig, type UserConfig } from "vite";

/** Phones on Android 8 and 9 get no newer Chrome than about 138; old ones stay far behind. */
const TARGET = "chrome107";

/** One bundle for the page; `--mode worker`: the engine as one classic script for the worker. */
export default defineConfig(({ mode }): UserConfig => (mode === "worker" ? worker() : page()));

function page(): UserConfig {
  return {
    build: {
      target: TARGET,
      outDir: "dist",
      emptyOutDir: true,
      modulePreload: { polyfill: false },
    },
    // `vite`: the app while it is being written, beside a server that runs already.
    server: { proxy: { "/api": process.env["AN_THON_SERVER"] ?? "http://localhost:8000" } },
  };
}

function worker(): UserConfig {
  return {
    publicDir: false,
    build: {
      target: TARGET,
      outDir: "dist",
      emptyOutDir: false,
      lib: {
        entry: "src/background.ts",
        formats: ["iife"],
        name: "anThonEngine",
        fileName: () => "engine.js",
      },
    },
  };
}

import { defineConfig, type Plugin, type UserConfig } from "vite";

/** Phones on Android 8 and 9 get no newer Chrome than about 138; old ones stay far behind. */
const TARGET = "chrome107";

/**
 * What every screen stands on comes in one piece, since on 3G a request costs as much as 100 KB;
 * the rooms of the phone (phone/routes.tsx) and the English words come when they are asked for.
 */
const BASE = new RegExp(
  [
    "node_modules",
    "src/(lib|kinds)/",
    "src/db/(?!blob-bytes)", // those only who takes or sends photos uses
    "src/sync/(?!(give-back|upload)\\.)", // what only a reset needs, and only photos
    "src/session/(?!(awaiting|drafts|invite|sign-out|standing|sync-standing|use-inviting)\\.)", // those only rooms use
    "src/i18n/(vi/(?!(desk|desk-photos|directory|figures|groups|invite|photos|rights|sync)\\.)|language|say|t\\.|words)",
    "src/ui/(app-bar|back|button|call-buttons|code-field|foot-bar|icon|keyboard|keypad|late)",
    "src/ui/(loading|note|route|row|spoken|state)",
    "src/phone/settings/install-steps",
  ].join("|"),
);

/** What several rooms use comes as one file: a dozen small ones cost a slow phone more. */
const SHARED = { name: "shared", test: /src\//, minShareCount: 2 };

/** One bundle for the page; `--mode worker`: the engine as one classic script for the worker. */
export default defineConfig(({ mode }): UserConfig => (mode === "worker" ? worker() : page()));

function page(): UserConfig {
  return {
    plugins: [anotherVersion()],
    build: {
      target: TARGET,
      outDir: "dist",
      emptyOutDir: true,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: ["index.html", "desk.html"],
        output: { codeSplitting: { groups: [{ name: "base", test: BASE, priority: 1 }, SHARED] } },
      },
    },
    // `vite`: the app while it is being written, beside a server that runs already.
    server: { proxy: { "/api": process.env["AN_THON_SERVER"] ?? "http://localhost:8000" } },
  };
}

function worker(): UserConfig {
  return {
    publicDir: false,
    plugins: [anotherVersion()],
    build: {
      target: TARGET,
      outDir: "dist",
      emptyOutDir: false,
      // With a hash in its name the worker never takes the engine of another build.
      rollupOptions: { output: { entryFileNames: "assets/engine-[hash].js" } },
      lib: { entry: "src/background.ts", formats: ["iife"], name: "anThonEngine" },
    },
  };
}

/** APP_VERSION=9.9.9: a build that calls itself so, for the tests of an update. */
function anotherVersion(): Plugin {
  const version = process.env["APP_VERSION"];
  return {
    name: "another-version",
    transform: (code, id) =>
      version && id.endsWith("/src/lib/version.ts")
        ? code.replace(/"[\d.]+"/, `"${version}"`)
        : null,
  };
}

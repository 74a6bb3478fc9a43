import { defineConfig } from "vitest/config";

const alias = {
  "@shared": new URL("./supabase/functions/_shared", import.meta.url).pathname,
  "@": new URL("./web/src", import.meta.url).pathname,
};

const project = (name: string, include: string[], more: object = {}) => ({
  resolve: { alias },
  test: { name, include, ...more },
});

export default defineConfig({
  test: {
    projects: [
      project("house", ["tests/house/**/*.test.ts"]),
      project("unit", [
        "supabase/**/*.test.ts",
        "local/**/*.test.ts",
        "web/**/*.test.{ts,tsx}",
        "tests/soak/**/*.test.ts",
      ]),
      project("database", ["tests/database/**/*.test.ts"], {
        globalSetup: "tests/support/database-setup.ts",
        testTimeout: 30_000,
      }),
      project("properties", ["tests/properties/**/*.test.ts"], {
        globalSetup: "tests/support/database-setup.ts",
        testTimeout: 600_000,
        hookTimeout: 60_000,
      }),
      project("stack", ["tests/e2e/**/*.test.ts", "tests/browser/**/*.test.ts"], {
        globalSetup: "tests/support/stack-setup.ts",
        testTimeout: 60_000,
        hookTimeout: 60_000,
        // One stack serves all of them; each works in a workspace of its own.
        fileParallelism: false,
      }),
      project("crash", ["tests/crash/**/*.test.ts"]),
      project("lifecycle", ["tests/lifecycle/**/*.test.ts"], {
        testTimeout: 60_000,
        hookTimeout: 60_000,
      }),
    ],
  },
});

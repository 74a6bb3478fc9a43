import { defineConfig } from "vitest/config";
import { LongestFirst } from "./tests/support/longest-first.ts";
import { stackWorkers } from "./tests/support/workers.ts";

// The passwords of these tests guard nobody, and hundreds of people sign up: the embedded stack takes a millisecond for each in place
// of eighty. Read by @supabase/lite, in this process and in those it starts.
process.env["LITE_AUTH_BCRYPT_COST"] = "4";

const alias = {
  "@shared": new URL("./supabase/functions/_shared", import.meta.url).pathname,
  "@": new URL("./web/src", import.meta.url).pathname,
};

/** Test files at the same time: most of what is tested waits for something. */
const maxWorkers = 3;

const project = (name: string, include: string[], more: object = {}) => ({
  resolve: { alias },
  // A worker keeps what it has loaded: no test file leaves anything behind in a module that strikes another.
  test: { name, include, maxWorkers, isolate: false, ...more },
});

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      project("house", ["tests/house/**/*.test.ts"]),
      project(
        "unit",
        [
          "supabase/**/*.test.ts",
          "local/**/*.test.ts",
          "web/**/*.test.{ts,tsx}",
          "tests/soak/**/*.test.ts",
          "bench/**/*.test.ts",
        ],
        { testTimeout: 30_000 },
      ),
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
        // Browsers and stacks on a machine that is busy: what fails is tried again, and the run says so.
        retry: 3,
        // Beside nothing else: each worker has a stack to itself, and the browser.
        maxWorkers: stackWorkers,
        sequence: { groupOrder: 1 },
      }),
      project("crash", ["tests/crash/**/*.test.ts"], { testTimeout: 60_000 }),
      project("own-stack", ["tests/own-stack/**/*.test.ts"], { testTimeout: 60_000, hookTimeout: 60_000, retry: 2 }),
      project("lifecycle", ["tests/lifecycle/**/*.test.ts"], { testTimeout: 60_000, hookTimeout: 60_000, retry: 2 }),
      // What measures, with nothing beside it. What a machine was too busy for is measured again.
      project("budgets", ["tests/budgets/**/*.test.ts"], {
        testTimeout: 120_000,
        sequence: { groupOrder: 3 },
        retry: 2,
      }),
      project("speed", ["tests/speed/**/*.test.ts"], {
        testTimeout: 60_000,
        hookTimeout: 60_000,
        fileParallelism: false,
        sequence: { groupOrder: 2 },
        retry: 2,
      }),
    ],
  },
});

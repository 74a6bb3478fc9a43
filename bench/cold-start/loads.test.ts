import { expect, test } from "vitest";
import { loadsOf } from "./loads.ts";
import { fileOf } from "./start-cold.ts";

test.each([
  ["fathom-webhook", 1300],
  ["api", 2600],
  ["worker", 2600],
] as const)("%s loads at most %d kB before its first answer, its packages with it", (name, most) => {
  const { modules, kB } = loadsOf(fileOf(name));
  expect(modules).toBeGreaterThan(30);
  expect(kB).toBeLessThanOrEqual(most);
});

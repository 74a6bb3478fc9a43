import { expect, test } from "vitest";
import { topicOf } from "./topic.ts";

test.each([
  ["owner", "workspace:w"],
  ["admin", "workspace:w"],
  ["manager", "workspace:w"],
  ["member", "user:u:w"],
  ["something new", "user:u:w"],
])("an %s listens to %s", (role, topic) => {
  expect(topicOf("u", { workspace_id: "w", role })).toBe(topic);
});

import { expect, test } from "vitest";
import { topicOf } from "./topic.ts";

test("each person listens to their own topic in a workspace, whatever their role", () => {
  expect(topicOf("u", { workspace_id: "w" })).toBe("user:u:w");
});

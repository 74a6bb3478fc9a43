import { expect, test } from "vitest";
import { recordingAt } from "./recording-link.ts";

const at = (share_url: string | null, seconds: number | null = 84.6, recording_url: string | null = null) =>
  recordingAt({ share_url, recording_url }, seconds);

test("a line leads to its second, in the recording that is shared or else the recorder's own", () => {
  expect(at("https://fathom.video/share/abc?tab=summary")).toBe(
    "https://fathom.video/share/abc?tab=summary&timestamp=84",
  );
  expect(at("https://fathom.video/share/abc?timestamp=1", 0)).toBe("https://fathom.video/share/abc?timestamp=0");
  expect(at(null, 5, "https://fathom.video/calls/1")).toBe("https://fathom.video/calls/1?timestamp=5");
});

test.each([
  ["another host", "https://fathom.video.example.com/share/abc"],
  ["a host that only ends so", "https://notfathom.video/share/abc"],
  ["what is no web address", "javascript:alert(1)"],
  ["nothing", null],
])("%s is not linked", (_, url) => {
  expect(at(url)).toBeNull();
});

test("a line without a time is not linked", () => {
  expect(at("https://fathom.video/share/abc", null)).toBeNull();
});

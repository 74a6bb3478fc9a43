import { describe, expect, test } from "vitest";
import { readCopiedHeader } from "./copied-header.ts";

const link = "https://fathom.video/share/abcDEF-ExampleCopy-49";
const header = (title: string, view: string) => readCopiedHeader(`${title}\n${view}\n\n---\n\n0:11 - Ana\n  Hi.`);

describe("what stands above a copied transcript", () => {
  test("is its title, day, length and link, and what follows is the transcript", () => {
    expect(header("Rollout - pilot - May 11", `VIEW RECORDING - 31 mins (No highlights): ${link}`)).toEqual({
      title: "Rollout - pilot",
      day: "May 11",
      seconds: 1860,
      url: link,
      rest: "0:11 - Ana\n  Hi.",
    });
  });

  test.each([
    ["Impromptu Zoom Meeting - February 11", "Impromptu Zoom Meeting", "February 11"],
    ["Intro – Sep 3, 2026", "Intro", "Sep 3, 2026"],
    ["[Example] Kick-off", "[Example] Kick-off", null],
    ['"UX Sync | Example - January 13', "UX Sync | Example", "January 13"],
    ["# Intro - May 11\n", "Intro", "May 11"],
    ["Maynard - 11", "Maynard - 11", null],
    ["", null, null],
  ])("%j is titled %j of %j", (line, title, day) => {
    expect(header(line, `VIEW RECORDING - 1 min: ${link}`)).toMatchObject({ title, day, seconds: 60 });
  });

  test.each([
    ["VIEW RECORDING - 131 mins (No highlights): ", 7860, null],
    [
      "VIEW RECORDING - 1 hr 5 mins (2 highlights): https://fathom.video/calls/221272945",
      3900,
      "https://fathom.video/calls/221272945",
    ],
    [`[**VIEW RECORDING - 60 mins**](${link})`, 3600, link],
    ["VIEW RECORDING", null, null],
    ["VIEW RECORDING - 5 mins: javascript:alert(1)", 300, null],
  ])("%j is of %j seconds at %j", (view, seconds, url) => {
    expect(header("Intro", view)).toMatchObject({ seconds, url });
  });

  test.each([
    [""],
    ["Ana: Please view recording - 31 mins"],
    [`${"x\n".repeat(20)}VIEW RECORDING - 31 mins`],
    ["0:11 - Ana\n  Hi."],
  ])("is not in %j", (text) => expect(readCopiedHeader(text)).toBeNull());
});

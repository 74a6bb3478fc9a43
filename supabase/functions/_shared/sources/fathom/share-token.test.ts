import { expect, test } from "vitest";
import { shareTokenOf } from "./share-token.ts";

const none = { shareId: null, shareUrl: null, recordingUrl: null };
const link = "https://fathom.video/share/kQ2vZ-Token_001-";

test.each([
  [{ ...none, shareUrl: `${link}?tab=summary` }, "kQ2vZ-Token_001-"],
  [{ ...none, shareUrl: `${link}/#t=5` }, "kQ2vZ-Token_001-"],
  [{ ...none, recordingUrl: link }, "kQ2vZ-Token_001-"],
  [{ ...none, shareId: "other", shareUrl: link }, "other"],
])("the token of %j is %s", (draft, token) => expect(shareTokenOf(draft)).toBe(token));

test.each([
  [none],
  [{ ...none, shareUrl: "https://fathom.video/share/" }],
  [{ ...none, shareUrl: "https://fathom.video/share" }],
  [{ ...none, recordingUrl: "https://fathom.video/calls/610313001" }],
  [{ ...none, shareUrl: "https://drive.example.com/file/view" }],
  [{ ...none, shareUrl: `https://fathom.video/share/${"x".repeat(201)}` }],
  [{ ...none, shareUrl: "https://fathom.video/share/%20" }],
])("%j has none", (draft) => expect(shareTokenOf(draft)).toBeNull());

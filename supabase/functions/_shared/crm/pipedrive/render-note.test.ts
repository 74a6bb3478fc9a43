import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { NotePart } from "../../meetings/note-parts.ts";
import type { Note } from "../../meetings/note.ts";
import { renderNote } from "./render-note.ts";
import { cpuMs } from "../../../../../tests/support/cpu-ms.ts";

const reference = "dbr-0123456789abcdef";
const silent: NotePart = {
  startedAt: null,
  durationSeconds: null,
  summary: null,
  actionItems: [],
  recordingUrl: null,
  otherRecordingUrls: [],
};
const last = `<p><i>Logged by Debrief · ref ${reference}</i></p>`;
const noteOf = (attendees: Note["attendees"], ...parts: Partial<NotePart>[]): Note => ({
  title: "Discovery call",
  attendees,
  parts: parts.map((part) => ({ ...silent, ...part })),
  reference,
});
/** The note of one recording. */
const render = ({ title, attendees = [], ...part }: Partial<Omit<Note, "parts"> & NotePart>) =>
  renderNote({ ...noteOf(attendees, part), ...(title === undefined ? {} : { title }) });
/** What the summary alone becomes, without the lines around it. */
const summary = (markdown: string) =>
  render({ summary: markdown })
    .slice("<p><b>Discovery call</b></p>".length, -last.length)
    .replace("<p><b>Summary</b></p>", "");

const actionItems = (count: number) =>
  Array.from({ length: count }, (_, number) => ({
    description: `Do ${number} ${"x".repeat(300)}`,
    assigneeName: null,
    completed: false,
  }));

const tags = /<(\/?)([a-z]+)((?: [^<>]*)?)>/g;

/** Throws unless it is made of allowed tags alone, closed in order, and of text that holds no other angle bracket. */
const expectHarmless = (html: string) => {
  const open: string[] = [];
  for (const [whole, closes, name = "", attributes] of html.matchAll(tags)) {
    expect(["p", "br", "b", "i", "ul", "ol", "li", "a"]).toContain(name);
    if (name === "a" && !closes) expect(attributes).toMatch(/^ href="https?:\/\/[^"<>\s]*"$/);
    else expect(attributes, whole).toBe("");
    if (closes) expect(open.pop(), html.slice(-300)).toBe(name);
    else if (name !== "br") open.push(name);
  }
  expect(open).toEqual([]);
  expect(html.replaceAll(tags, "")).not.toMatch(/[<>]/);
  expect(html).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  expect(html).not.toContain("\u0000");
  expect(new TextEncoder().encode(html).length).toBeLessThan(90_000);
  expect(html).toContain(reference);
};

describe("a note", () => {
  test("reads as a person would write it", () => {
    const html = render({
      startedAt: "2026-08-20T15:01:30.000Z",
      durationSeconds: 1_817,
      attendees: [
        { name: "Ben Buyer", email: "ben.buyer@example.org" },
        { name: null, email: "dana@example.net" },
        { name: "Guest", email: null },
        { name: null, email: null },
      ],
      summary: "## Purpose\n\nRenew the **licence**\n\n- First\n  - Second\n",
      actionItems: [
        { description: "Send the offer", assigneeName: "Ana Host", completed: false },
        { description: "Book a room", assigneeName: null, completed: true },
      ],
      recordingUrl: "https://fathom.video/share/abc",
    });
    expect(html).toBe(
      "<p><b>Discovery call</b><br>20 Aug 2026, 15:01 UTC · 30 min</p>" +
        "<p><b>Attendees</b><br>Ben Buyer (ben.buyer@example.org), dana@example.net, Guest</p>" +
        "<p><b>Purpose</b></p><p>Renew the <b>licence</b></p><ul><li>First<ul><li>Second</li></ul></li></ul>" +
        "<p><b>Action items</b></p><ul><li>Send the offer – <i>Ana Host</i></li><li>✓ Book a room</li></ul>" +
        `<p><a href="https://fathom.video/share/abc">Open the recording</a></p>${last}`,
    );
  });

  test("leaves out what there is not", () => {
    expect(render({ summary: " \n ", durationSeconds: 0, startedAt: "soon" })).toBe(
      `<p><b>Discovery call</b></p>${last}`,
    );
    expect(render({ title: "\u202e\u0000 " })).toContain("<b>Untitled meeting</b>");
  });

  test.each([
    [20, "1 min"],
    [3_540, "59 min"],
    [3_590, "1 h 00 min"],
    [3_900, "1 h 05 min"],
  ])("of %i seconds took %s", (durationSeconds, text) => {
    expect(render({ durationSeconds })).toContain(`<br>${text}</p>`);
  });

  test("has a heading for a summary that begins without one", () => {
    expect(render({ summary: "Just text" })).toContain("<p><b>Summary</b></p><p>Just text</p>");
  });

  test.each(["javascript:alert(1)", "data:text/html,x", "https://user:secret@example.org/", "//example.org", ""])(
    "does not link to a recording at %j",
    (recordingUrl) => {
      expect(render({ recordingUrl })).not.toContain("<a");
    },
  );
});

describe("the summary", () => {
  test("loses its links into the recording and keeps its other links", () => {
    const text =
      "[Said](https://fathom.video/share/x?t=1) [so](https://app.fathom.video/y), see [here](https://example.org/?a=1&b=2), [mail](mailto:a@example.org), [bad](javascript:alert(1))";
    expect(summary(text)).toBe(`<p>Said so, see <a href="https://example.org/?a=1&amp;b=2">here</a>, mail, bad</p>`);
    expect(render({ summary: "[a](https://rec.example.com/1)", recordingUrl: "https://rec.example.com/2" })).toContain(
      "<p>a</p>",
    );
    expect(summary("[a](https://fathom.video.example.com/)")).toContain("<a href=");
  });

  test("keeps lists, emphasis, code and entities as what they mean", () => {
    expect(summary("1. *one*\n2. `a<b` R&amp;D\n   - ~~three~~")).toBe(
      "<ol><li><i>one</i></li><li>a&lt;b R&amp;D<ul><li>three</li></ul></li></ol>",
    );
    expect(
      summary("- [x] done\n- [ ] open\n\n# H\n\n- [x] loose\n\n- b\n\n```\na < b\nc\n```\n\n> quoted\n\n---"),
    ).toBe(
      "<ul><li>✓ done</li><li>open</li></ul><p><b>H</b></p><ul><li>✓ loose</li><li>b</li></ul><p>a &lt; b<br>c</p><p>quoted</p>",
    );
  });

  test("shows tables as lines, images as their description, HTML as text", () => {
    expect(summary("|a|b|\n|-|-|\n|1|**2**|")).toBe("<p><b>a · b</b><br>1 · <b>2</b></p>");
    expect(summary("![a chart](https://example.org/x.png)")).toBe("<p>a chart</p>");
    expect(summary("<script>alert(1)</script>\n\nand <img src=x onerror=alert(1)>")).toBe(
      "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p><p>and &lt;img src=x onerror=alert(1)&gt;</p>",
    );
  });

  test("too long is cut between paragraphs or items, and says where the rest is", () => {
    const item = "word ".repeat(40).trim();
    const html = render({
      summary: `## Topics\n\n${`- ${item}\n`.repeat(300)}\n\n${`- ${item}\n\n`.repeat(400)}`,
      recordingUrl: "https://fathom.video/share/abc",
    });
    expectHarmless(html);
    expect(html.length).toBeGreaterThan(85_000);
    expect(html.replaceAll(`<li>${item}</li>`, "").length).toBeLessThan(500);
    expect(html).toContain(
      '<p><i>Shortened: <a href="https://fathom.video/share/abc">read the whole summary in the recording</a>.</i></p>',
    );
  });

  test("without a single line break is cut, too, and not dropped", () => {
    const html = render({ summary: "word ".repeat(60_000) });
    expectHarmless(html);
    expect(html.length).toBeGreaterThan(80_000);
    expect(html).toContain("Shortened: the whole summary is in Debrief.");
  });

  test("counts in bytes as well as in characters", () => {
    expectHarmless(render({ summary: "会議の内容。\n\n".repeat(20_000) }));
  });
});

describe("what gives way", () => {
  test("first the summary, then the action items, then the attendees", () => {
    const attendees = Array.from({ length: 90 }, (_, number) => ({ name: `Person ${number}`, email: null }));
    const html = render({ attendees, summary: "Text. ".repeat(100), actionItems: actionItems(1_000) });
    expectHarmless(html);
    expect(html).toContain("Person 49 … and 40 more</p>");
    expect(html).toMatch(/<li>… and \d+ more<\/li><\/ul>/);
    expect(html).not.toContain("Text.");
    expect(html).toContain("Shortened");
  });

  test("a title of 200 kB ends harmless", () => {
    const html = render({ title: "<script>alert('x')</script>&\u202e\u0000\ud800".repeat(8_000), summary: "Kept" });
    expectHarmless(html);
    expect(html).toContain("<p>Kept</p>");
    expect(html).not.toContain("Shortened");
  });

  test("hostile Markdown is answered in bounded time", () => {
    for (const piece of [
      "_a",
      "***a",
      ">",
      "[",
      "![",
      "- ",
      "`a``b",
      "<a ",
      "[a](",
      "|a",
      "**",
      "&",
      "\n- ",
      "\n\n> ",
    ]) {
      const summary = piece.repeat(100_000 / piece.length);
      expect(
        cpuMs(() => render({ summary })),
        piece,
      ).toBeLessThan(1_000);
      expectHarmless(render({ summary }));
    }
  });
});

describe("a conversation that was recorded several times", () => {
  const first: Partial<NotePart> = {
    startedAt: "2026-11-20T14:01:05.000Z",
    durationSeconds: 720,
    summary: "## Purpose\n\nRenewal",
    actionItems: [{ description: "Send the offer", assigneeName: "Ana Host", completed: false }],
    recordingUrl: "https://fathom.video/share/one",
  };
  const second: Partial<NotePart> = {
    startedAt: "2026-11-20T14:20:00.000Z",
    durationSeconds: 1_500,
    summary: "They agreed",
    recordingUrl: "https://fathom.video/share/two",
    otherRecordingUrls: ["https://fathom.video/share/three"],
  };

  test("is one note, with a part for each of those that follow each other", () => {
    expect(renderNote(noteOf([{ name: "Ben Buyer", email: null }], first, second))).toBe(
      "<p><b>Discovery call</b></p><p><b>Attendees</b><br>Ben Buyer</p>" +
        "<p><b>Recording 1 · 20 Nov 2026, 14:01 UTC · 12 min</b></p><p><b>Purpose</b></p><p>Renewal</p>" +
        "<p><b>Action items</b></p><ul><li>Send the offer – <i>Ana Host</i></li></ul>" +
        '<p><a href="https://fathom.video/share/one">Open the recording</a></p>' +
        "<p><b>Recording 2 · 20 Nov 2026, 14:20 UTC · 25 min</b></p><p><b>Summary</b></p><p>They agreed</p>" +
        '<p><a href="https://fathom.video/share/two">Open the recording</a> · <a href="https://fathom.video/share/three">Another recording of it</a></p>' +
        last,
    );
  });

  test("at the same time looks like one recording, with a link to the other", () => {
    expect(renderNote(noteOf([], second))).toBe(
      "<p><b>Discovery call</b><br>20 Nov 2026, 14:20 UTC · 25 min</p><p><b>Summary</b></p><p>They agreed</p>" +
        '<p><a href="https://fathom.video/share/two">Open the recording</a> · <a href="https://fathom.video/share/three">Another recording of it</a></p>' +
        last,
    );
  });

  test("says of a part that nothing is known of which recording it is, and no more", () => {
    expect(renderNote(noteOf([], first, {}))).toContain(`<p><b>Recording 2</b></p>${last}`);
  });

  test("a hostile second part is as harmless as a first", () => {
    const hostile = "<script>alert('x')</script></p>&\u202e\u0000\ud800";
    const html = renderNote(
      noteOf([], first, {
        startedAt: hostile,
        summary: `# ${hostile}\n\n[x](javascript:alert(1)) ${hostile}`,
        actionItems: [{ description: hostile, assigneeName: hostile, completed: false }],
        recordingUrl: "javascript:alert(1)",
        otherRecordingUrls: ["data:text/html,x", 'https://example.org/"><script>'],
      }),
    );
    expectHarmless(html);
    expect(html).toContain("<p><b>Recording 2</b></p><p><b>&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;");
    expect(html).toContain('<p><a href="https://example.org/%22%3E%3Cscript%3E">Another recording of it</a></p>');
  });

  test("loses the links into any of a part's recordings, as into the first", () => {
    const otherRecordingUrls = ["https://recorder.example.com/2"];
    const summary = "[said](https://recorder.example.com/2?t=1) [elsewhere](https://example.org/)";
    expect(renderNote(noteOf([], { summary, otherRecordingUrls }))).toContain(
      '<p>said <a href="https://example.org/">elsewhere</a></p>',
    );
  });

  test("keeps the limit, with a fair share for every part and a word where it was cut", () => {
    const long = { summary: "word ".repeat(60_000), actionItems: actionItems(1_000) };
    const html = renderNote(noteOf([], { ...first, ...long }, { ...second, ...long }, { ...first, summary: "Short" }));
    expectHarmless(html);
    expect(html.length).toBeGreaterThan(80_000);
    const [, one = "", two = "", three = ""] = html.split("<p><b>Recording ");
    for (const part of [one, two]) {
      expect(part).toMatch(/<li>… and \d+ more<\/li><\/ul><p><i>Shortened: the whole summary is in Debrief/);
      expect(part.length).toBeGreaterThan(40_000);
    }
    expect(three).toContain("<p>Short</p><p><b>Action items</b></p><ul><li>Send the offer");
    expect(three).not.toContain("Shortened");
  });

  test("gives to long summaries what short ones leave", () => {
    const html = renderNote(noteOf([], { summary: "Text.\n\n".repeat(20_000) }, { summary: "Short" }));
    expectHarmless(html);
    expect(html.length).toBeGreaterThan(88_000);
    expect(html).toContain("<p>Short</p>");
  });

  test("keeps the limit whatever the number of recordings and the length of their addresses", () => {
    const url = `https://example.org/?${"a&".repeat(1_000)}`;
    const part = { ...first, recordingUrl: url, otherRecordingUrls: Array.from({ length: 40 }, () => url) };
    expectHarmless(renderNote(noteOf([], part)));
    const html = renderNote(noteOf([], ...Array.from({ length: 40 }, () => part)));
    expectHarmless(html);
    expect(html).toContain("<p>… and 30 more in Debrief</p>");
  });
});

test("whatever comes from outside: allowed tags only, balanced, no other scheme, bounded, reference kept", () => {
  const fragment = fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.constantFrom(
      ...'<script>|</p>|<b>|</li></ul>|<img src=x onerror=alert(1)>|[x](javascript:alert(1))|[x](JaVa\tScript:alert(1))|[x](https://example.org/"onmouseover="a)|<https://example.org/\'>|![x](javascript:1)|&lt;script&gt;|&#106;avascript:|# |## **|- |  - |    1. |> |```|`|**|_|~~|\n|\n\n|| a | b |\n|-|-|\n|[x]: javascript:alert(1)\n\n[x]|<!--|]]>|\u202e|\u0000|\ud800|<a href="javascript:x">|[a [b](https://example.org)](https://example.net)|\\|* * *'.split(
        "|",
      ),
    ),
    fc.webUrl().map((url) => `[${url}](${url})`),
  );
  const text = fc.array(fragment, { maxLength: 30 }).map((parts) => parts.join(""));
  const long = fc
    .tuple(text, fc.constantFrom(1, 1, 1, 50, 2_000))
    .map(([part, times]) => part.repeat(times).slice(0, 150_000));
  const url = fc.oneof(fc.webUrl(), text);
  const part = fc.record({
    startedAt: fc.option(fc.oneof(fc.constant("2026-08-20T15:01:30.000Z"), fc.string())),
    durationSeconds: fc.option(fc.integer()),
    summary: fc.option(long),
    actionItems: fc.array(fc.record({ description: long, assigneeName: fc.option(text), completed: fc.boolean() }), {
      maxLength: 40,
    }),
    recordingUrl: fc.option(url),
    otherRecordingUrls: fc.array(url, { maxLength: 8 }),
  });
  const note = fc.record({
    title: long,
    attendees: fc.array(fc.record({ name: fc.option(text), email: fc.option(fc.oneof(fc.emailAddress(), text)) }), {
      maxLength: 60,
    }),
    parts: fc.oneof(fc.array(part, { minLength: 1, maxLength: 1 }), fc.array(part, { maxLength: 12 })),
    reference: fc.constant(reference),
  });
  fc.assert(
    fc.property(note, (anything) => expectHarmless(renderNote(anything))),
    { numRuns: 150 },
  );
}, 60_000);

test.each([
  ["emphasis opened and never closed", "_a".repeat(1900)],
  ["emphasis of two kinds, interleaved", "*a_".repeat(1300)],
  ["the same in many paragraphs", "*a_".repeat(190)],
  ["the same, just below the limit", "*a_".repeat(28)],
  ["brackets", "[".repeat(1900)],
  ["links in links", "[a](".repeat(900)],
  ["quotes in quotes", ">".repeat(3000)],
  ["backticks", "`".repeat(1900)],
])("a summary of 100 kB made of %s takes less than a second of the processor", (_, unit) => {
  const summary = `${unit}\n\n`.repeat(Math.ceil(100_000 / unit.length));
  expect(cpuMs(() => render({ summary }))).toBeLessThan(1000);
  expect(render({ summary })).toContain(reference);
});

import { describe, expect, test } from "vitest";
import type { CrmFailure, CrmProvider } from "../../crm/provider.ts";
import { composeNote } from "../../meetings/note.ts";
import { fail, ok } from "../../platform/result.ts";
import { breaksConnection } from "./failure-policy.ts";
import { logAttendee } from "./log-attendee.ts";
import { createNoteDesk } from "./note-desk.ts";
import type { OutcomeChange, OutcomeWriter } from "./outcome-writer.ts";
import type { WaitingOutcome } from "./work.ts";

const note = composeNote("0f0e0d0c-0b0a-4908-8706-050403020100", [
  {
    title: "Renewal",
    startedAt: null,
    durationSeconds: null,
    summary: null,
    actionItems: null,
    recordingUrl: null,
    shareUrl: null,
    attendees: [],
  },
]);

const waiting = (more: Partial<WaitingOutcome> = {}): WaitingOutcome => ({
  id: "a",
  meetingId: "m",
  email: "ben@example.org",
  attempts: 0,
  personId: null,
  writeStartedAt: null,
  knownPersonId: null,
  knownPersonName: null,
  isHumanChoice: false,
  ...more,
});

const ben = { id: "1", name: "Ben Buyer", organization: null };
const failure = (kind: "unauthorized" | "forbidden" | "rejected" | "gone" | "payment_required"): CrmFailure => ({
  kind,
  status: 400,
  message: "No.",
});
const uncertain: CrmFailure = { kind: "uncertain", status: null, message: "No answer." };
const limited: CrmFailure = { kind: "rate_limited", status: 429, retryAfterMs: 2000, daily: false, message: "Wait." };

/** Runs one attendee against a scripted CRM; everything that happens is written down in order. */
const run = async (
  outcome: WaitingOutcome,
  script: Partial<CrmProvider>,
  more: { dryRun?: boolean; sharesNote?: boolean; notes?: { personId: string; noteId: string }[] } = {},
) => {
  const steps: string[] = [];
  const saved: OutcomeChange[] = [];
  const crm: CrmProvider = {
    whoAmI: () => Promise.reject(new Error("not asked for")),
    updateNote: () => Promise.reject(new Error("not asked for")),
    deleteNote: () => Promise.reject(new Error("not asked for")),
    searchPeople: () => Promise.reject(new Error("not asked for")),
    readPerson: () => Promise.reject(new Error("not asked for")),
    createPerson: () => Promise.reject(new Error("not asked for")),
    findPeople: async (...call) => (steps.push("search"), script.findPeople?.(...call) ?? ok([ben])),
    writeNote: async (personId, ...call) => (
      steps.push(`write ${personId}`),
      script.writeNote?.(personId, ...call) ?? ok({ noteId: "77" })
    ),
    findNote: async (personId, ...call) => (
      steps.push(`look ${personId}`),
      script.findNote?.(personId, ...call) ?? ok(null)
    ),
  };
  const writer: OutcomeWriter = {
    save: async (change, person = {}) => {
      steps.push(
        `save ${change.status}${change.intent === "begin" ? " intent" : ""}${person.forgotten ? " forget" : ""}`,
      );
      saved.push(change);
    },
  };
  const result = await logAttendee(outcome, {
    crm,
    desk: createNoteDesk({
      crm,
      note,
      fingerprint: "f",
      written: more.notes ?? [],
      begun:
        outcome.personId && outcome.writeStartedAt
          ? [{ personId: outcome.personId, since: outcome.writeStartedAt }]
          : [],
      signal: new AbortController().signal,
    }),
    writer,
    notWritten: more.dryRun ? "dry_run" : null,
    sharesNote: more.sharesNote ?? false,
    signal: new AbortController().signal,
  });
  return { steps, saved, last: saved.at(-1), result };
};

describe("one attendee", () => {
  test("found once: the intent is durable before the note is written, the note's id after", async () => {
    const { steps, last } = await run(waiting(), {});
    expect(steps).toEqual(["search", "save pending intent", "write 1", "save note_added"]);
    expect(last).toMatchObject({ reason: "person_found", personId: "1", personName: "Ben Buyer", noteId: "77" });
  });

  test("nobody is not_found, several are ambiguous with the people to choose from, and nothing is written", async () => {
    const nobody = await run(waiting(), { findPeople: async () => ok([]) });
    expect(nobody.last).toMatchObject({ status: "not_found", reason: "no_person" });
    const people = [ben, { id: "2", name: "B. Buyer", organization: "Globex" }];
    const several = await run(waiting(), { findPeople: async () => ok(people) });
    expect(several.last).toMatchObject({ status: "ambiguous", reason: "several_persons", candidates: people });
    expect([...nobody.steps, ...several.steps].filter((step) => step.startsWith("write"))).toEqual([]);
  });

  test("a remembered person costs no search", async () => {
    const { steps, last } = await run(waiting({ knownPersonId: "5" }), {});
    expect(steps).toEqual(["save pending intent", "write 5", "save note_added"]);
    expect(last).toMatchObject({ reason: "person_remembered", personId: "5" });
  });

  test("a remembered person who is gone is forgotten and looked up again", async () => {
    const { steps, last } = await run(waiting({ knownPersonId: "5" }), {
      writeNote: async (personId) => (personId === "5" ? fail(failure("gone")) : ok({ noteId: "78" })),
    });
    expect(steps).toEqual([
      "save pending intent",
      "write 5",
      "save pending forget",
      "search",
      "save pending intent",
      "write 1",
      "save note_added",
    ]);
    expect(last).toMatchObject({ personId: "1", noteId: "78" });
  });

  test("promise 6: a person chosen by a human is never replaced by a search", async () => {
    const { steps, last } = await run(waiting({ knownPersonId: "5", isHumanChoice: true }), {
      writeNote: async () => fail(failure("gone")),
    });
    expect(steps).not.toContain("search");
    expect(last).toMatchObject({ status: "failed", reason: "person_gone" });
  });

  test("after an uncertain write the note is looked for, and found it is not written again (promise 2)", async () => {
    const again = waiting({ personId: "1", writeStartedAt: new Date(), knownPersonId: "1" });
    const found = await run(again, { findNote: async () => ok({ noteId: "70" }) });
    expect(found.steps).toEqual(["look 1", "save note_added"]);
    expect(found.last).toMatchObject({ noteId: "70" });
    const missing = await run(again, {});
    expect(missing.steps).toEqual(["look 1", "save pending intent", "write 1", "save note_added"]);
  });

  test("as long as nobody can look, nothing is written", async () => {
    const { steps, result } = await run(waiting({ personId: "1", writeStartedAt: new Date() }), {
      findNote: async () => fail({ kind: "unavailable", status: 503, message: "Away." }),
    });
    expect(steps).toEqual(["look 1"]);
    expect(result).toMatchObject({ settled: false, change: { intent: "keep", personId: "1" } });
  });

  test("an uncertain write is tried again with its intent kept, a refused one without", async () => {
    const lost = await run(waiting(), { writeNote: async () => fail(uncertain) });
    expect(lost.result).toMatchObject({
      settled: false,
      change: { status: "pending", reason: "crm_unavailable", intent: "keep" },
    });
    const refused = await run(waiting(), { writeNote: async () => fail(limited) });
    expect(refused.result).toMatchObject({
      settled: false,
      change: { reason: "crm_rate_limited" },
    });
  });

  test.each([
    ["unauthorized", "crm_unauthorized", true],
    ["payment_required", "crm_payment_required", true],
    ["forbidden", "crm_forbidden", false],
    ["rejected", "crm_rejected", false],
  ] as const)("%s is final at once", async (kind, reason, breaks) => {
    const { last, result } = await run(waiting(), { findPeople: async () => fail(failure(kind)) });
    expect(last).toMatchObject({ status: "failed", reason, error: "No." });
    expect(result.failure !== null && breaksConnection(result.failure)).toBe(breaks);
  });

  test("a final refusal of the look keeps what may have been written", async () => {
    const open = waiting({ personId: "1", writeStartedAt: new Date() });
    const { last } = await run(open, { findNote: async () => fail(failure("unauthorized")) });
    expect(last).toMatchObject({ status: "failed", reason: "crm_unauthorized", personId: "1", intent: "keep" });
  });

  test("a dry run does everything but write", async () => {
    const { steps, last } = await run(waiting(), {}, { dryRun: true });
    expect(steps).toEqual(["search", "save dry_run"]);
    expect(last).toMatchObject({ personId: "1" });
  });

  test("a person who has a note of this meeting already gets no second one", async () => {
    const { steps, last } = await run(waiting(), {}, { notes: [{ personId: "1", noteId: "60" }] });
    expect(steps).not.toContain("write 1");
    expect(last).toMatchObject({ status: "note_added", noteId: "60" });
  });
});

describe("one note a person", () => {
  /** A desk whose CRM writes down what it is asked. */
  const open = (script: Partial<CrmProvider>, begun: { personId: string; since: Date }[] = []) => {
    const asked: string[] = [];
    let notes = 0;
    const crm: CrmProvider = {
      whoAmI: () => Promise.reject(new Error("not asked for")),
      updateNote: () => Promise.reject(new Error("not asked for")),
      deleteNote: () => Promise.reject(new Error("not asked for")),
      findPeople: () => Promise.reject(new Error("not asked for")),
      searchPeople: () => Promise.reject(new Error("not asked for")),
      readPerson: () => Promise.reject(new Error("not asked for")),
      createPerson: () => Promise.reject(new Error("not asked for")),
      findNote: async (...call) => (asked.push(`look ${call[0]}`), script.findNote?.(...call) ?? ok(null)),
      writeNote: async (...call) => (
        asked.push(`write ${call[0]}`),
        script.writeNote?.(...call) ?? ok({ noteId: String((notes += 1)) })
      ),
    };
    return {
      asked,
      desk: createNoteDesk({ crm, note, fingerprint: "f", written: [], begun, signal: new AbortController().signal }),
    };
  };

  test("two attendees who are one person share one write", async () => {
    const { asked, desk } = open({});
    const results = await Promise.all([desk.write("1"), desk.write("1"), desk.write("2")]);
    expect(results).toEqual([ok({ noteId: "1" }), ok({ noteId: "1" }), ok({ noteId: "2" })]);
    expect(asked).toEqual(["write 1", "write 2"]);
  });

  test("after an uncertain write the other attendee who is this person does not write either", async () => {
    const { asked, desk } = open({ writeNote: async () => fail(uncertain) });
    const first = await desk.write("1");
    expect(await desk.write("1")).toEqual(first);
    expect(first.error).toEqual({ failure: uncertain, mayBeWritten: true });
    expect(asked).toEqual(["write 1"]);
  });

  test("a try that another attendee began on this person is looked for, from the earliest on", async () => {
    const since = (minute: number) => ({ personId: "1", since: new Date(Date.UTC(2026, 10, 20, 10, minute)) });
    let from: Date | null = null;
    const { asked, desk } = open({ findNote: async (_, __, date) => ((from = date), ok({ noteId: "70" })) }, [
      since(9),
      since(5),
    ]);
    expect(await Promise.all([desk.find("1"), desk.write("1")])).toEqual([ok({ noteId: "70" }), ok({ noteId: "70" })]);
    expect(asked).toEqual(["look 1"]);
    expect(from).toEqual(since(5).since);
  });

  test("as long as it cannot be looked for, it is not written", async () => {
    const { asked, desk } = open({ findNote: async () => fail(limited) }, [{ personId: "1", since: new Date(0) }]);
    expect((await desk.write("1")).error).toEqual({ failure: limited, mayBeWritten: true });
    expect(asked).toEqual(["look 1"]);
  });
});

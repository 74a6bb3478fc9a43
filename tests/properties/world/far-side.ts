import { createPipedriveSimulator } from "../../../local/simulators/pipedrive/simulator.ts";
import { contacts } from "./guests.ts";
import { createWeather } from "./weather.ts";

/** A note that came into being in the CRM, whatever became of it later. */
export interface CreatedNote {
  id: string;
  personId: string;
  reference: string;
}

export const apiToken = "a-token-of-the-story";
export const pipedriveUrl = "http://pipedrive.test";

const boundless = { callsPerWindow: 1e9, searchesPerWindow: 1e9, tokensPerDay: 1e9 };

/** No connection came about, as Node tells it. */
const refusal = (): TypeError =>
  new TypeError("fetch failed", { cause: Object.assign(new Error("refused"), { code: "ECONNREFUSED" }) });
const lostConnection = (): TypeError => new TypeError("fetch failed");

/** The simulated CRM in this process, the way to it, and a record of every note that was ever made. */
export const createFarSide = (now: () => Date) => {
  const { app, controls } = createPipedriveSimulator({
    apiTokens: [apiToken],
    sampleData: false,
    companyDomain: "acme",
    limits: boundless,
    now,
  });
  for (const contact of contacts) controls.addPerson(contact);
  const weather = createWeather();
  const created: CreatedNote[] = [];

  const record = async (response: Response): Promise<void> => {
    if (!response.ok) return;
    const { data } = await response.clone().json();
    const note = controls.notes().find(({ id }) => id === data.id);
    const reference = /\bdbr-[0-9a-f]{16}\b/.exec(note?.content ?? "")?.[0] ?? "no reference";
    created.push({ id: String(data.id), personId: String(note?.person_id), reference });
  };

  let processed: Promise<unknown> = Promise.resolve();
  /** The CRM's own doing, without the way to it: one call after the other, each of them whole. */
  const process = (request: Request, prepare: () => void = () => undefined): Promise<Response> => {
    const before = processed;
    const answer = async (): Promise<Response> => {
      await before;
      prepare();
      const response = await app.fetch(request);
      if (request.method === "POST") await record(response);
      return response;
    };
    const answered = answer();
    processed = answered.catch(() => undefined);
    return answered;
  };

  const fetch = async (request: Request): Promise<Response> => {
    request.signal.throwIfAborted();
    const fault = weather.take(request.method, new URL(request.url).pathname);
    switch (fault) {
      case null:
        return process(request);
      case "429 burst":
      case "429 daily":
      case "401":
      case "500":
      case "503":
        return process(request, () => controls.addFault({ kind: fault.replace(" ", "_") as "500", times: 1 }));
      case "refused connection":
        throw refusal();
      case "time-out":
        throw new DOMException("aborted", "AbortError");
      case "time-out after it":
        await process(request);
        throw new DOMException("aborted", "AbortError");
      case "lost answer after it":
        await process(request);
        throw lostConnection();
      case "500 after it":
        await process(request);
        return Response.json({ success: false, error: "Server error" }, { status: 500 });
    }
  };

  /** A person's doing in the CRM itself. */
  const call = async (method: string, path: string, body?: unknown): Promise<void> => {
    const response = await app.request(path, {
      method,
      headers: { "x-api-token": apiToken, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`the CRM refused ${method} ${path}: ${response.status}`);
  };

  return {
    fetch: fetch as typeof globalThis.fetch,
    weather,
    created: created as readonly CreatedNote[],
    people: controls.people,
    notes: () =>
      controls.notes().map(({ id, person_id, content }) => ({ id: String(id), personId: String(person_id), content })),
    addPerson: controls.addPerson,
    deletePerson: controls.deletePerson,
    deleteNote: (id: string) => call("DELETE", `/api/v1/notes/${id}`),
    /** One is deleted; its notes and addresses are the other's from now on. */
    mergePeople: async (from: number, into: number): Promise<void> => {
      const people = controls.people();
      const gone = people.find(({ id }) => id === from);
      const kept = people.find(({ id }) => id === into);
      if (!gone || !kept) throw new Error("one of them does not exist");
      for (const note of controls.notes(from)) await call("PUT", `/api/v1/notes/${note.id}`, { person_id: into });
      const known = new Set(kept.emails.map(({ value }) => value.toLowerCase()));
      kept.emails.push(...gone.emails.filter(({ value }) => !known.has(value.toLowerCase())));
      controls.deletePerson(from);
    },
  };
};

export type FarSide = ReturnType<typeof createFarSide>;

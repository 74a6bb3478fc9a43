import { readFileSync } from "node:fs";
import { type FathomSimulatorOptions, createFathomSimulator } from "./simulator.ts";

/** A delivery as a receiver saw it. */
interface Received {
  url: string;
  headers: Headers;
  body: string;
}

export const fixture = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../tests/fixtures/fathom/${name}.json`, import.meta.url), "utf8"));

/** A simulator at a time that stands still until it is moved, with a receiver that answers what it is told. */
export const simulate = (options: FathomSimulatorOptions = {}) => {
  let time = Date.parse("2026-08-20T16:00:00Z");
  let answer: () => Response | Promise<Response> = () => new Response(null, { status: 202 });
  const received: Received[] = [];
  const simulator = createFathomSimulator({
    now: () => new Date(time),
    sleep: async (ms) => void (time += ms),
    deliversByItself: false,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      received.push({ url: request.url, headers: request.headers, body: await request.text() });
      return answer();
    },
    ...options,
  });
  const { controls, app } = simulator;

  const add = (name: string, more: object = {}) =>
    controls.addUser({ name, email: `${name.toLowerCase()}@example.com`, team: "Sales", ...more }).apiKey;

  const call = async (apiKey: string, method: string, path: string, body?: unknown) => {
    const init = {
      method,
      headers: { "x-api-key": apiKey },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    const response = await app.request(`/external/v1${path}`, init);
    const text = await response.text();
    return { status: response.status, headers: response.headers, json: text.startsWith("{") ? JSON.parse(text) : text };
  };

  return {
    ...simulator,
    received,
    add,
    call,
    get: (apiKey: string, path: string) => call(apiKey, "GET", path),
    /** What the key's list says of the ids, page by page. */
    async idsOf(apiKey: string, query = ""): Promise<number[]> {
      const ids: number[] = [];
      let cursor: string | null | undefined;
      do {
        const next: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : "";
        const { json } = await call(apiKey, "GET", `/meetings?${query}${next}`);
        ids.push(...json.items.map((item: { recording_id: number }) => item.recording_id));
        cursor = json.next_cursor;
      } while (cursor);
      return ids;
    },
    answer: (how: () => Response | Promise<Response>) => void (answer = how),
    /** The time goes on by so much, and what has become due is done. */
    async pass(ms: number): Promise<void> {
      time += ms;
      await controls.workOff();
    },
    webhook: (apiKey: string, triggered_for = ["my_recordings"], more: object = {}) =>
      call(apiKey, "POST", "/webhooks", {
        destination_url: "https://example.com/hook?integration=1",
        triggered_for,
        include_transcript: true,
        include_summary: true,
        include_action_items: true,
        ...more,
      }),
  };
};

import { parseJson } from "./parse-json.ts";

/** A JSON object that may be a meeting. */
export type Body = Record<string, unknown>;

export const isBody = (value: unknown): value is Body =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const maxWrappers = 3;
const maxBodies = 200;

/** What was found beside the taken bodies. */
interface Walked {
  /** Values where a meeting could have been, which nobody took. */
  strays: number;
  /** There is more than one delivery may bring; the walk stopped there. */
  tooMany: boolean;
}

/** `{transcript: "<JSON of a whole meeting>"}`. */
const bodyInTranscript = (body: Body): Body | null => {
  const inner = typeof body["transcript"] === "string" ? parseJson(body["transcript"]) : null;
  return isBody(inner) ? inner : null;
};

/** `{data: …}` or `{payload: …}`, as value or as JSON text. */
const wrapped = (body: Body): object | null => {
  const inner = [body["data"], body["payload"]].map((value) => (typeof value === "string" ? parseJson(value) : value));
  return inner.find((value) => typeof value === "object" && value !== null) ?? null;
};

/**
 * Offers every body of a delivery to `take`, in order, whatever it is wrapped in: arrays, `{data}`, `{payload}` and
 * `{transcript}`, each as value or as JSON text, at most three of them around each other. A text that is no JSON is offered as
 * a transcript. What `take` answers true to is not looked into.
 */
export const walkBodies = (payload: unknown, take: (body: Body) => boolean): Walked => {
  const walked: Walked = { strays: 0, tooMany: false };
  let seen = 0;
  const visitBody = (body: Body, wrappersLeft: number): void => {
    const inTranscript = wrappersLeft > 0 ? bodyInTranscript(body) : null;
    if ((inTranscript !== null && take(inTranscript)) || take(body)) return;
    const inner = wrappersLeft > 0 ? wrapped(body) : null;
    if (inner !== null) visit(inner, wrappersLeft - 1);
    else walked.strays += 1;
  };
  const visit = (value: unknown, wrappersLeft: number): void => {
    const inner = typeof value === "string" ? (parseJson(value) ?? { transcript: value }) : value;
    if (Array.isArray(inner) && wrappersLeft > 0) {
      walked.tooMany ||= inner.length > maxBodies;
      for (const item of inner) {
        if (walked.tooMany) return;
        visit(item, wrappersLeft - 1);
      }
      return;
    }
    seen += 1;
    walked.tooMany ||= seen > maxBodies;
    if (walked.tooMany) return;
    if (isBody(inner)) visitBody(inner, wrappersLeft);
    else walked.strays += 1;
  };
  visit(payload, maxWrappers);
  return walked;
};

import { expect, test } from "vitest";
import { readJoin, readMessage, replyTo, writeMessage } from "./protocol.ts";

const join = { joinRef: "1", ref: "2", topic: "realtime:a", event: "phx_join", payload: { config: { private: true } } };

test.each(["1.0.0", "2.0.0"])("what is written in version %s is read as it was", (version) => {
  expect(readMessage(writeMessage(join, version))).toEqual(join);
});

test("the first version is an object and the second an array, as Phoenix has them", () => {
  expect(JSON.parse(writeMessage(join, "1.0.0"))).toMatchObject({ join_ref: "1", ref: "2", topic: "realtime:a" });
  expect(JSON.parse(writeMessage(join, "2.0.0")).slice(0, 4)).toEqual(["1", "2", "realtime:a", "phx_join"]);
});

test.each(["", "{", "[]", "null", '{"topic": 1}', '[1, 2, "a", "b", {}]'])("%j is no message", (text) => {
  expect(readMessage(text)).toBeNull();
});

test("a heartbeat, which belongs to no join, is a message", () => {
  expect(readMessage('[null, "5", "phoenix", "heartbeat", {}]')).toMatchObject({ joinRef: null, topic: "phoenix" });
});

test("a join says whether it is private, and of whom", () => {
  expect(readJoin({ config: { private: true }, access_token: "t" })).toEqual({ isPrivate: true, accessToken: "t" });
  expect(readJoin({})).toEqual({ isPrivate: false, accessToken: undefined });
  expect(readJoin("x")).toBeNull();
});

test("an answer carries the reference of what it answers", () => {
  expect(replyTo(join, "error", { reason: "r" })).toMatchObject({
    ref: "2",
    topic: "realtime:a",
    event: "phx_reply",
    payload: { status: "error", response: { reason: "r" } },
  });
});

import { describe, expect, test } from "vitest";
import { chooseAddress, problemOf } from "./fathom-account.ts";

const person = (email: string, recordings: number) => ({
  email,
  name: null,
  recordings,
  lastRecordedAt: null,
  isMember: false,
});
const seeing = (...people: ReturnType<typeof person>[]) => ({ meetings: 3, more: false, people });

describe("as whose account a key is connected", () => {
  test("the address that was asked for, if the key sees it, whatever its case", () => {
    expect(chooseAddress("Ana@Example.com", seeing(person("ana@example.com", 0))).data).toBe("ana@example.com");
  });

  test("not an address that the key sees nothing of; the answer says what it sees, and what to do", () => {
    const people = ["a", "b", "c", "d", "e", "f", "g"].map((name) => person(`${name}@example.com`, 1));
    const { error } = chooseAddress("ana@example.com", seeing(...people));
    expect(error?.code).toBe("email_not_visible");
    expect(error?.message).toContain("it sees a@example.com, b@example.com");
    expect(error?.message).toContain("and 2 more");
  });

  test("any address while the key sees nobody: a new account", () => {
    expect(chooseAddress("ana@example.com", seeing()).data).toBe("ana@example.com");
    expect(chooseAddress(undefined, seeing()).data).toBeNull();
  });

  test("else whoever recorded most", () => {
    expect(chooseAddress(undefined, seeing(person("a@example.com", 2), person("b@example.com", 5))).data).toBe(
      "b@example.com",
    );
    expect(chooseAddress(undefined, seeing(person("a@example.com", 0))).data).toBeNull();
  });
});

test("what a person is told of a failure has a stable code", () => {
  expect(problemOf({ kind: "unauthorized", message: "m" })).toEqual({ code: "invalid_api_key", message: "m" });
  expect(problemOf({ kind: "rate_limited", message: "m" }).code).toBe("rate_limited");
  expect(problemOf({ kind: "garbage", message: "m" }).code).toBe("unavailable");
});

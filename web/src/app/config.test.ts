import { describe, expect, test } from "vitest";
import { loadConfig } from "./config.ts";

const serving =
  (body: string, status = 200): typeof fetch =>
  async () =>
    new Response(body, { status });
const file = JSON.stringify({ supabaseUrl: "http://127.0.0.1:54321/", publishableKey: "sb_publishable_x" });

describe("the configuration", () => {
  test("comes from /config.json, with addresses without a slash at their end", async () => {
    const { data } = await loadConfig({
      fetch: serving(file),
      environment: { VITE_SUPABASE_URL: "https://other.example.com" },
    });
    expect(data).toEqual({ supabaseUrl: "http://127.0.0.1:54321", publishableKey: "sb_publishable_x", crmUrls: {} });
  });

  test.each([
    ["is not there", serving("", 404)],
    ["is the page itself", serving("<!doctype html>")],
    ["cannot be fetched", async () => Promise.reject(new TypeError("Failed to fetch"))],
  ])("comes from the build when /config.json %s", async (_case, fetch) => {
    const environment = { VITE_SUPABASE_URL: "https://project.example.com", VITE_SUPABASE_ANON_KEY: "anon" };
    const { data } = await loadConfig({ fetch, environment });
    expect(data).toEqual({ supabaseUrl: "https://project.example.com", publishableKey: "anon", crmUrls: {} });
  });

  test("that is nowhere is told apart from one that is wrong", async () => {
    expect((await loadConfig({ fetch: serving("", 404), environment: {} })).error).toEqual([]);
    const wrong = serving(JSON.stringify({ supabaseUrl: "javascript:alert(1)", publishableKey: "" }));
    const { error } = await loadConfig({ fetch: wrong, environment: {} });
    expect(error).toEqual(["supabaseUrl: must be an http(s) address", "publishableKey: must not be empty"]);
  });

  test.each([{ crmUrls: { demo: "javascript:alert(1)" } }, { fathomSimulatorUrl: "javascript:alert(1)" }])(
    "accepts only http(s) addresses: %j",
    async (more) => {
      const body = JSON.stringify({ ...JSON.parse(file), ...more });
      expect((await loadConfig({ fetch: serving(body), environment: {} })).error).toHaveLength(1);
    },
  );

  test("knows the page of a simulated Fathom where there is one", async () => {
    const body = JSON.stringify({ ...JSON.parse(file), fathomSimulatorUrl: "http://127.0.0.1:4400/" });
    const { data } = await loadConfig({ fetch: serving(body), environment: {} });
    expect(data?.fathomSimulatorUrl).toBe("http://127.0.0.1:4400");
  });
});

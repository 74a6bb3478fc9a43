import { createClient } from "@supabase/supabase-js";
import { expect, test } from "vitest";
import { theStack } from "../support/the-stack.ts";

const stack = theStack();

test("a meeting that the demo user ends in the simulated Fathom arrives in the demo workspace", async () => {
  const title = `Ended ${crypto.randomUUID()}`;
  const guests = [{ name: "Walk In", email: "walk.in@example.net" }];
  const response = await fetch(`${stack.fathomUrl}/simulator/meetings`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ recordedBy: stack.demo.email, title, guests }),
  });
  expect(response.status).toBe(201);
  const { recordingId } = await response.json();
  const client = createClient(stack.apiUrl, stack.publishableKey, { auth: { persistSession: false } });
  await client.auth.signInWithPassword({ email: stack.demo.email, password: stack.demo.password });
  const arrived = async () =>
    (await client.from("meetings").select("external_id, recorded_by_email, summary").eq("title", title)).data;
  await expect.poll(arrived, { timeout: 15_000 }).toMatchObject([
    {
      external_id: String(recordingId),
      recorded_by_email: stack.demo.email,
      summary: expect.stringContaining("Meeting Purpose"),
    },
  ]);
});

test("the demo user's key opens the simulated Fathom, with the past meetings of the company", async () => {
  const response = await fetch(`${stack.fathomUrl}/external/v1/meetings`, {
    headers: { "x-api-key": stack.demo.fathomApiKey ?? "" },
  });
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ items: { length: 10 }, next_cursor: expect.any(String) });
});

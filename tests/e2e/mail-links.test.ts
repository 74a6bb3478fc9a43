import { createClient } from "@supabase/supabase-js";
import { expect, test } from "vitest";
import { linkTo, mailsTo } from "../support/simulated-mail.ts";
import { createTeam } from "../support/team.ts";
import { theStack } from "../support/the-stack.ts";

const newClient = () => {
  const { apiUrl, publishableKey } = theStack();
  return createClient(apiUrl, publishableKey, { auth: { persistSession: false } });
};

/** What the functions answer to a session: they check its key, its issuer and its signature. */
const statusOfApi = async (accessToken: string | undefined): Promise<number> => {
  const response = await fetch(`${theStack().apiUrl}/functions/v1/api/invitations/accept`, {
    method: "POST",
    headers: { authorization: `Bearer ${accessToken}`, "content-type": "application/json" },
    body: JSON.stringify({ token: "none" }),
  });
  return response.status;
};

test("a sign-in link leads to the web client, is good for one session, and the functions take it", async () => {
  const team = await createTeam({ crm: false });
  const { error } = await newClient().auth.signInWithOtp({ email: team.email, options: { shouldCreateUser: false } });
  expect(error).toBeNull();
  const link = await linkTo(team.email);
  expect(link.origin + link.pathname).toBe(`${theStack().webUrl}/auth/confirm`);
  expect(link.searchParams.get("type")).toBe("magiclink");
  const hash = { token_hash: link.searchParams.get("token_hash") ?? "", type: "magiclink" as const };
  const { data } = await newClient().auth.verifyOtp(hash);
  expect(data.user?.email).toBe(team.email);
  expect(await statusOfApi(data.session?.access_token)).toBe(409);
  const again = await newClient().auth.verifyOtp(hash);
  expect([again.error?.code, again.data.session]).toEqual(["otp_expired", null]);
});

test("a link of the usual kind, with the session in the fragment, works with the functions too", async () => {
  const team = await createTeam({ crm: false });
  await newClient().auth.resetPasswordForEmail(team.email);
  const token = (await linkTo(team.email)).searchParams.get("token_hash") ?? "";
  const { apiUrl, webUrl } = theStack();
  const answer = await fetch(`${apiUrl}/auth/v1/verify?token=${token}&type=recovery&redirect_to=${webUrl}`, {
    redirect: "manual",
  });
  expect(answer.status).toBe(303);
  const [place, fragment] = (answer.headers.get("location") ?? "").split("#");
  expect(place).toBe(webUrl);
  const session = new URLSearchParams(fragment);
  expect(session.get("type")).toBe("recovery");
  expect(await statusOfApi(session.get("access_token") ?? "")).toBe(409);
});

test("an address that nobody has is sent nothing, and nobody is made", async () => {
  const email = `nobody-${Date.now()}@example.net`;
  await newClient().auth.resetPasswordForEmail(email);
  await newClient().auth.signInWithOtp({ email, options: { shouldCreateUser: false } });
  expect(await mailsTo(email)).toEqual([]);
  const { error } = await newClient().auth.signInWithPassword({ email, password: "correct horse battery" });
  expect(error?.code).toBe("invalid_credentials");
});

import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { readHtml } from "./read-html.ts";
import { createMailSimulator } from "./simulator.ts";

const link = "http://127.0.0.1:5173/auth/confirm?token_hash=abc&amp;type=magiclink";
const mail = {
  to: "ana@example.com",
  subject: "Your sign-in link",
  html: `<p>Hello.</p><p><a href="${link}">Sign in</a></p>`,
};

test("a message is read as words and links; what is no web address is no link", () => {
  expect(readHtml(`<style>p { color: red }</style><h2>Hi &amp; hello</h2><p>One<br>two</p>${mail.html}`)).toEqual({
    text: "Hi & hello\nOne\ntwo\nHello.",
    links: [{ words: "Sign in", href: "http://127.0.0.1:5173/auth/confirm?token_hash=abc&type=magiclink" }],
  });
  expect(readHtml('<a href="javascript:alert(1)">x</a><a href="data:text/html,x">y</a>').links).toEqual([]);
});

test("the page shows what was sent, the newest first, and lets nothing of it run", async () => {
  const { app, send } = createMailSimulator();
  expect(await (await app.request("/")).text()).toContain("No messages");
  send(mail);
  send({ to: "<b>x</b>@example.com", subject: "<script>alert(1)</script>", html: "<p>&lt;img src=x&gt;</p>" });
  const response = await app.request("/");
  const page = await response.text();
  expect(response.headers.get("content-security-policy")).toMatch(/^default-src 'none'/);
  expect(page).toContain("Simulated mailbox");
  expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  expect(page).not.toMatch(/<script|<img|<b>/);
  expect(page.indexOf("alert(1)")).toBeLessThan(page.indexOf("Your sign-in link"));
  expect(page).toContain("token_hash=abc&amp;type=magiclink");
});

test("messages survive a restart, and are gone when the mailbox is emptied", async () => {
  const journalPath = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "debrief-mail-")), "mail.jsonl");
  createMailSimulator({ journalPath }).send(mail);
  const { app } = createMailSimulator({ journalPath });
  expect(await (await app.request("/simulator/mails")).json()).toMatchObject({
    mails: [{ id: 1, to: "ana@example.com", subject: "Your sign-in link", text: "Hello." }],
  });
  await app.request("/simulator/mails", { method: "DELETE" });
  const again = createMailSimulator({ journalPath });
  expect(await (await again.app.request("/simulator/mails")).json()).toEqual({ mails: [] });
});

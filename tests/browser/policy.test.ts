import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import { theStack } from "../support/the-stack.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe("the client's Content-Security-Policy", () => {
  test("the page itself has no inline script, no handler and nothing of a third party", async () => {
    const html = await (await fetch(`${theStack().webUrl}/meetings`)).text();
    const scripts = [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)];
    expect(scripts.length).toBeGreaterThan(0);
    for (const [, attributes = "", content = ""] of scripts) {
      expect(attributes).toMatch(/\bsrc="\/[^/]/);
      expect(content).toBe("");
    }
    expect(html).not.toMatch(/\son\w+=|javascript:|(?:src|href)="(?:https?:)?\/\//i);
  });

  test("scripts run from the client's own files only", async () => {
    const response = await fetch(theStack().webUrl);
    const policy = response.headers.get("content-security-policy") ?? "";
    const directives = new Map(policy.split(/;\s*/).map((part) => [part.split(" ")[0], part.split(" ").slice(1)]));
    expect(directives.get("script-src") ?? directives.get("default-src")).toEqual(["'self'"]);
    for (const name of ["object-src", "frame-src", "worker-src", "manifest-src"])
      expect(directives.get(name) ?? directives.get("default-src")).toEqual(["'self'"]);
    expect(directives.get("frame-ancestors")).toEqual(["'none'"]);
    expect(directives.get("base-uri")).toEqual(["'none'"]);
    expect(directives.get("form-action")).toEqual(["'self'"]);
  });

  test("whatever somebody could bring into a page does not run, and reaches nobody", async () => {
    const page = await browser.newPage({ baseURL: theStack().webUrl });
    const reached: string[] = [];
    // Stands for the whole Internet: what the policy lets through is answered here.
    await page.route(/example\.net/, (route) => {
      reached.push(route.request().url());
      return route.fulfill({ status: 200, contentType: "text/javascript", body: "window.ran = 'third party'" });
    });
    // A file of the client's own may run, and may not make code of text. (What is evaluated from here is allowed to.)
    await page.route("**/probe.js", (route) =>
      route.fulfill({
        contentType: "text/javascript",
        body: `try { (0, eval)("window.ran = 'eval'") } catch { document.title = "no eval" }`,
      }),
    );
    await page.goto("/sign-in");
    await page.getByLabel("E-mail").waitFor();
    const { ran, blocked } = await page.evaluate(async () => {
      const violations: string[] = [];
      document.addEventListener("securitypolicyviolation", (event) => violations.push(event.effectiveDirective));
      const add = (name: string, values: Record<string, string>) =>
        document.body.append(Object.assign(document.createElement(name), values));
      add("script", { textContent: "window.ran = 'inline'" });
      add("script", { src: "https://example.net/x.js" });
      add("script", { src: "data:text/javascript,window.ran='data'" });
      add("img", { src: "https://example.net/pixel.gif" });
      add("iframe", { src: "https://example.net/" });
      add("object", { data: "https://example.net/x.swf" });
      add("base", { href: "https://example.net/" });
      const holder = document.createElement("div");
      holder.innerHTML = `<img src="data:," onerror="window.ran = 'handler'"><a id="trap" href="javascript:window.ran='link'">x</a>`;
      document.body.append(holder);
      document.querySelector<HTMLElement>("#trap")?.click();
      await fetch("https://example.net/steal").catch(() => violations.push("fetch"));
      add("script", { src: "/probe.js" });
      await new Promise((resolve) => setTimeout(resolve, 500));
      return { ran: Reflect.get(window, "ran"), blocked: [...new Set(violations)] };
    });
    expect(ran).toBeUndefined();
    expect(await page.title()).toBe("no eval");
    expect(reached).toEqual([]);
    expect(blocked).toEqual(
      expect.arrayContaining([
        "script-src-elem",
        "script-src-attr",
        "img-src",
        "frame-src",
        "object-src",
        "connect-src",
        "fetch",
        "base-uri",
      ]),
    );
    await page.close();
  });

  test("no other page can show it in a frame", async () => {
    const page = await browser.newPage();
    await page.route("http://frames.example.net/", (route) =>
      route.fulfill({ contentType: "text/html", body: `<iframe src="${theStack().webUrl}/sign-in"></iframe>` }),
    );
    await page.goto("http://frames.example.net/");
    await page.waitForTimeout(1000);
    const shown = await Promise.all(page.frames().map((frame) => frame.getByLabel("E-mail").count()));
    expect(shown).toEqual([0, 0]);
    await page.close();
  });
});

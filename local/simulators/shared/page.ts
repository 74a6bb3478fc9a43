import type { MiddlewareHandler } from "hono";
import { html, raw } from "hono/html";
import { css } from "./page-style.ts";

/** A page that nobody can take for the real service's. */
export const simulatorPage = (service: string, title: string, content: unknown) =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – Simulated ${service}</title>
        <style>
          ${raw(css)}
        </style>
      </head>
      <body>
        <header>
          <h1><a href="/">Simulated ${service}</a></h1>
          <p>Stands in for the real ${service} on this machine.</p>
        </header>
        <main>${content}</main>
      </body>
    </html>`;

/** Nothing on a page can run or load anything. */
export const pageHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  context.header("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'");
  context.header("referrer-policy", "no-referrer");
  context.header("x-content-type-options", "nosniff");
};

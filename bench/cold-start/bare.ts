// Run by Deno, as a function is: one that does nothing.
import { Hono } from "hono";

const app = new Hono().basePath("/bare");
app.get("/health", (c) => c.json({ status: "ok" }));

export default { fetch: app.fetch };

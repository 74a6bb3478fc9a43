import fs from "node:fs";
import path from "node:path";

const source = path.resolve(import.meta.dirname, "../../web/src");

/** The path of every route of the web client, as its code has them. */
export const clientRoutes = (): string[] =>
  fs
    .readdirSync(source, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) => {
      const text = fs.readFileSync(path.join(source, file), "utf8");
      return [...text.matchAll(/createRoute\(\{[^}]*?\bpath: "([^"]+)"/gs)].map(([, route = ""]) => route);
    });

import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Child, type StartChild, childStarter, startGuard } from "../../local/stack/children.ts";
import { denoEnvironment } from "../../local/stack/functions.ts";
import { projectDir } from "../../local/stack/settings.ts";
import type { Upload } from "./management-api.ts";

/** The Deno that hosted functions run on, for this machine. */
export const oldDeno = (): string => {
  const libc = process.platform === "linux" ? "-glibc" : "";
  const name = process.platform === "win32" ? "deno.exe" : "deno";
  return path.join(projectDir, "node_modules", `deno-2.1-${process.platform}-${process.arch}${libc}`, name);
};

const unpack = (upload: Upload, dir: string): void => {
  fs.rmSync(dir, { recursive: true, force: true });
  for (const [name, content] of upload.files) {
    const file = path.join(dir, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
  }
};

const start = (
  upload: Upload,
  dir: string,
  port: number,
  environment: Record<string, string>,
  startChild: StartChild,
) =>
  startChild(
    upload.slug,
    oldDeno(),
    [
      "serve",
      "--quiet",
      "--no-lock",
      "--no-prompt",
      `--config=${path.join(dir, upload.importMap)}`,
      "--allow-net",
      "--allow-env",
      `--allow-read=${dir}`,
      "--host=127.0.0.1",
      `--port=${port}`,
      path.join(dir, upload.entrypoint),
    ],
    {
      cwd: dir,
      // A folder of its own: the two versions do not share what they keep.
      env: { ...denoEnvironment(path.join(projectDir, "node_modules/.deno-2.1")), ...environment },
      logFile: `${dir}.log`,
      onCrash: (sentence) => console.error(sentence),
    },
  );

const fingerprint = (uploads: Upload[], environment: Record<string, string>): string => {
  const hash = createHash("sha256").update(JSON.stringify(environment));
  for (const { slug, files } of uploads)
    for (const [name, content] of files) hash.update(`${slug} ${name}`).update(content);
  return hash.digest("hex");
};

const untilHealthy = async (child: Child, url: string, logFile: string): Promise<void> => {
  let gone = false;
  void child.exited.then(() => (gone = true));
  for (let tried = 0; tried < 600 && !gone; tried += 1) {
    const response = await fetch(url).catch(() => null);
    await response?.body?.cancel();
    if (response?.ok) return;
    await sleep(100);
  }
  throw new Error(`${child.name} does not come up: ${fs.readFileSync(logFile, "utf8").slice(-1000)}`);
};

/** Runs uploads as hosted Supabase does: each alone, on Deno 2.1.4, with nothing readable but its own files. */
export const runUploads = (dataDir: string, ports: Record<string, number>) => {
  const guard = startGuard();
  const startChild = childStarter(guard);
  let running: Child[] = [];
  let current = "";
  const stop = async (): Promise<void> => {
    await Promise.all(running.splice(0).map((child) => child.stop("SIGKILL")));
  };
  return {
    logOf: (slug: string) => fs.readFileSync(path.join(dataDir, `${slug}.log`), "utf8"),
    /** In place of what ran before, unless that is the same. @throws when one does not answer */
    replace: async (uploads: Upload[], environment: Record<string, string>): Promise<void> => {
      const next = fingerprint(uploads, environment);
      if (next === current) return;
      await stop();
      current = "";
      running = uploads.map((upload) => {
        const dir = path.join(dataDir, upload.slug);
        unpack(upload, dir);
        return start(upload, dir, ports[upload.slug] ?? 0, environment, startChild);
      });
      await Promise.all(
        running.map((child) =>
          untilHealthy(
            child,
            `http://127.0.0.1:${ports[child.name]}/${child.name}/health`,
            path.join(dataDir, `${child.name}.log`),
          ),
        ),
      );
      current = next;
    },
    stop: async () => {
      await stop();
      guard.stdin?.end();
    },
  };
};

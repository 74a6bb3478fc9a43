import fs from "node:fs";
import { parseArgs } from "node:util";
import { signedHeaders } from "./demo/signed-headers.ts";
import { readStackSettings } from "./stack/settings.ts";
import { type StackFile, readStackFile } from "./stack/stack-file.ts";
import { StartError, systemErrorCode } from "./stack/start-error.ts";

const usage = `npm run send -- FILE.json …          signs each file as Fathom does and posts it
npm run send -- --token FILE.json    posts it with the demo token, as Zapier does
npm run send -- --id msg_1 FILE.json sends it under this delivery id (the same id twice is a duplicate)`;

const readBody = (file: string): string => {
  try {
    return fs.readFileSync(file, "utf8");
  } catch (error) {
    throw new StartError(`${file} cannot be read (${systemErrorCode(error) ?? "unknown error"}).`);
  }
};

const readArguments = () => {
  try {
    return parseArgs({ allowPositionals: true, options: { token: { type: "boolean" }, id: { type: "string" } } });
  } catch {
    throw new StartError(usage);
  }
};

const sendFile = async (
  file: string,
  { webhookUrl, demo }: StackFile,
  asZapier: boolean,
  id: string,
): Promise<void> => {
  const body = readBody(file);
  const url = new URL(webhookUrl);
  if (asZapier) url.searchParams.set("token", demo.webhookToken);
  // The address that Debrief registers in Fathom names the integration.
  else url.searchParams.set("integration", demo.integrationId);
  const headers = asZapier ? { "content-type": "application/json" } : signedHeaders(demo.webhookSecret, id, body);
  const startedAt = performance.now();
  const response = await fetch(url, { method: "POST", headers, body }).catch(() => {
    throw new StartError(`Nobody answers at ${webhookUrl}. Start the stack first: npm start`);
  });
  console.log(`${response.status} in ${Math.round(performance.now() - startedAt)} ms  ${await response.text()}`);
  if (!response.ok) process.exitCode = 1;
};

const send = async (): Promise<void> => {
  const { values, positionals } = readArguments();
  const isPlain = values.id === undefined || /^[\w.-]+$/.test(values.id);
  if (positionals.length === 0 || !isPlain) throw new StartError(usage);
  const stack = readStackFile(readStackSettings(process.env).dataDir);
  for (const file of positionals) {
    const id = values.id ?? `msg_${crypto.randomUUID().replaceAll("-", "")}`;
    await sendFile(file, stack, values.token ?? false, id);
  }
};

await send().catch((error: unknown) => {
  console.error(error instanceof StartError ? error.message : error);
  process.exitCode = 1;
});

// Run as a process of its own, by place.ts: the embedded stack's gateway, as `npm start` has it.
import { startGateway } from "../../local/gateway/gateway.ts";
import { keys } from "./keys.ts";

const environment = (name: string): string => process.env[name] ?? "";

await startGateway({
  databaseUrl: environment("DATABASE_URL"),
  port: Number(environment("PORT")),
  keys,
  logFile: environment("LOG"),
  functionPorts: { worker: Number(environment("WORKER_PORT")) },
  siteUrl: "http://127.0.0.1:5173",
});

import os from "node:os";

/** What the figures were measured on: `2 processors (…), 24 GB, linux, Node 24.21.0`. */
export const describeMachine = (): string => {
  const processors = os.cpus();
  const memory = Math.round(os.totalmem() / 1024 ** 3);
  return `${processors.length} processors (${processors[0]?.model ?? "unknown"}), ${memory} GB, ${os.platform()}, Node ${process.versions.node}`;
};

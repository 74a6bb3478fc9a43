import net from "node:net";
import { StartError, systemErrorCode } from "./start-error.ts";

const listenOnce = (port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once("error", reject);
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : port));
    });
  });

// Below the ports that systems give to outgoing connections: one of those may be taken again before it is listened on.
const lowest = 15_000;
const highest = 32_000;
const given = new Set<number>();

/** A port nobody listens on, and none that this process was given before. @throws the system's error when there is none */
export const freePort = async (triesLeft = 50): Promise<number> => {
  const port = lowest + Math.floor(Math.random() * (highest - lowest));
  if (given.has(port)) return freePort(triesLeft);
  given.add(port);
  try {
    return await listenOnce(port);
  } catch (error) {
    if (triesLeft === 0) throw error;
    return freePort(triesLeft - 1);
  }
};

/** The port if it is free, else any free one. */
export const preferPort = (port: number): Promise<number> => listenOnce(port).catch(() => freePort());

/** @throws StartError that names the setting to change when the port is taken. */
export const requirePort = async (port: number, setting: string): Promise<void> => {
  try {
    await listenOnce(port);
  } catch (error) {
    throw new StartError(
      systemErrorCode(error) === "EACCES"
        ? `Port ${port} may not be used by this user. Set ${setting} to a port above 1023.`
        : `Port ${port} is in use by another program. Stop that program, or set ${setting} to another port.`,
    );
  }
};

import net from "node:net";
import type { Random } from "../../soak/random.ts";

/** Opens a connection and says this; whatever becomes of it afterwards is no error. */
export const openRaw = async (port: number, text: string | Buffer): Promise<net.Socket> => {
  const socket = net.connect(port, "127.0.0.1");
  socket.on("error", () => undefined);
  await new Promise((resolve) => socket.once("connect", resolve));
  socket.write(text);
  return socket;
};

/** What is answered on a connection until it is closed, or within a short time. */
export const answerOf = (socket: net.Socket, withinMs: number): Promise<string> =>
  new Promise((resolve) => {
    let text = "";
    const finish = () => {
      clearTimeout(timer);
      socket.destroy();
      resolve(text);
    };
    const timer = setTimeout(finish, withinMs);
    socket.on("data", (data) => (text += data.toString("latin1")));
    socket.once("close", finish);
    socket.once("error", finish);
  });

const start = "POST /fathom-webhook HTTP/1.1\r\nhost: x\r\nconnection: close\r\n";

const kinds: ((random: Random) => string)[] = [
  () => `${start}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n`,
  () => `${start}content-length: 2\r\ncontent-length: 9\r\n\r\n{}`,
  () => `${start}content-length: -1\r\n\r\n{}`,
  () => `${start}content-length: 1e9\r\n\r\n{}`,
  () => `${start}transfer-encoding: chunked\r\n\r\nZZ\r\n{}\r\n0\r\n\r\n`,
  () => `${start}transfer-encoding: chunked\r\n\r\nffffffffffffffff\r\n{}`,
  () => `${start}transfer-encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`,
  () => `${start}transfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nwebhook-signature: v1,AAAA\r\n\r\n`,
  () => `${start}expect: 100-continue\r\ncontent-length: 2\r\n\r\n{}`,
  () => `${start}upgrade: websocket\r\nconnection: upgrade\r\n\r\n`,
  () => `${start}webhook-id: a\0b\r\n\r\n`,
  () => `${start}webhook-id: a\r\nwebhook-id: b\r\ncontent-length: 2\r\n\r\n{}`,
  () => `${start}x: ${"y".repeat(300_000)}\r\n\r\n`,
  () => `${start}${Array.from({ length: 500 }, (_, at) => `x${at}: y\r\n`).join("")}\r\n`,
  () => `POST http://127.0.0.1:1/fathom-webhook HTTP/1.1\r\nhost: example.net\r\nconnection: close\r\n\r\n`,
  () => `POST /fathom-webhook?${"a".repeat(70_000)} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`,
  () => "POST /fathom-webhook\r\n\r\n",
  () => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  () => "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
  () => `${start}\r\n${start}\r\n${start}\r\n`,
  (random) => Array.from({ length: 300 }, () => String.fromCharCode(random.between(0, 256))).join(""),
  (random) => {
    const text = `${start}content-type: application/json\r\ncontent-length: 2\r\n\r\n{}`;
    const at = Math.floor(random.between(0, text.length));
    return `${text.slice(0, at)}${String.fromCharCode(random.between(0, 256))}${text.slice(at + 1)}`;
  },
];

/** Bytes that are hardly HTTP, or HTTP that two programs may understand differently. */
export const rawRequest = (random: Random): Buffer => Buffer.from(random.pick(kinds)(random), "latin1");

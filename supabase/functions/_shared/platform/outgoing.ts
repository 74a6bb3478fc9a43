import type { Settings } from "./settings.ts";

/** What the functions may call, whatever else goes wrong: these hosts over https, and the addresses that the operator has set. */
const hosts = [/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.pipedrive\.com$/, /^api\.fathom\.ai$/, /^hooks\.slack\.com$/];

type Places = Pick<
  Settings,
  "supabaseUrl" | "pipedriveUrl" | "simulatedPipedrive" | "fathomUrl" | "simulatedFathom" | "simulatedSlack"
>;

/** A call that was not made: to nowhere that is known, or one that would follow whatever it is told. Names no address. */
export class OutgoingError extends Error {
  override name = "OutgoingError";
}

const originOf = (url: string | undefined): string[] => (url === undefined ? [] : [new URL(url).origin]);

/**
 * The only way out of the functions: `fetch` that goes to places that are known, follows no redirect and takes no credentials
 * from an address. @throws OutgoingError, as a rejection
 */
export const createOutgoing = (settings: Places, fetch: typeof globalThis.fetch): typeof globalThis.fetch => {
  const { supabaseUrl, pipedriveUrl, simulatedPipedrive, fathomUrl, simulatedFathom, simulatedSlack } = settings;
  const own = [
    supabaseUrl,
    pipedriveUrl,
    simulatedPipedrive?.url,
    fathomUrl,
    simulatedFathom?.url,
    simulatedSlack?.url,
  ];
  const origins = new Set(own.flatMap((url) => originOf(url ?? undefined)));
  const isKnown = ({ protocol, origin, hostname, port, username, password }: URL): boolean =>
    username === "" &&
    password === "" &&
    (origins.has(origin) || (protocol === "https:" && port === "" && hosts.some((host) => host.test(hostname))));

  return async (input, init) => {
    const isRequest = input instanceof Request;
    const redirect = init?.redirect ?? (isRequest ? input.redirect : "follow");
    if (redirect !== "manual") throw new OutgoingError("a call must not follow redirects");
    if (!isKnown(new URL(isRequest ? input.url : input)))
      throw new OutgoingError("a call to a place that is not known");
    return fetch(input, init);
  };
};

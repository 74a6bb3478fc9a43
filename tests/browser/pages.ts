import { clientRoutes } from "../support/client-routes.ts";
import type { World } from "../support/world.ts";

/** Where each route is looked at; a route that is not here fails the sweep. */
const addresses: Record<string, (world: World) => string[]> = {
  "/": () => [],
  "/sign-in": () => ["/sign-in", "/sign-in?next=%2Fsettings", "/sign-in?with=link", "/sign-in?with=reset"],
  "/sign-up": () => ["/sign-up"],
  "/auth/confirm": () => [
    "/auth/confirm",
    "/auth/confirm?token_hash=any&type=magiclink",
    "/auth/confirm?problem=expired",
  ],
  "/reset-password": () => ["/reset-password"],
  "/invitation": ({ invitation }) => ["/invitation", invitation],
  "/overview": () => ["/overview"],
  "/meetings": () => ["/meetings"],
  "/meetings/$meetingId": ({ meetingId, longMeetingId }) => [`/meetings/${meetingId}`, `/meetings/${longMeetingId}`],
  "/inbox": ({ eventId }) => ["/inbox", `/inbox?event=${eventId}`],
  "/audit": () => ["/audit"],
  "/settings": () => ["/settings"],
};

/** Of people who are not signed in. */
const open = new Set(["/sign-in", "/sign-up", "/auth/confirm", "/reset-password", "/invitation"]);

/** The routes that nobody has said how to look at. */
export const unknownRoutes = (): string[] => clientRoutes().filter((route) => !Object.hasOwn(addresses, route));

const addressesOf = (world: World, isWanted: (route: string) => boolean): string[] =>
  clientRoutes()
    .filter(isWanted)
    .flatMap((route) => addresses[route]?.(world) ?? []);

export const openPages = (world: World): string[] => addressesOf(world, (route) => open.has(route));
export const signedInPages = (world: World): string[] => addressesOf(world, (route) => !open.has(route));

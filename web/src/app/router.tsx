import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import * as z from "zod/mini";
import { nextSearch, safeNextPath } from "@/auth/next-path.ts";
import type { SessionStore } from "@/auth/session.ts";
import { auditSchema } from "@/audit/audit-search.ts";
import { inboxSchema } from "@/inbox/inbox-search.ts";
import { listSchema } from "@/meetings/filters/list-search.ts";
import { BrokenPage } from "./error-boundary.tsx";
import { NotFoundPage } from "./not-found-page.tsx";
import { Shell } from "./shell.tsx";

interface RouterContext {
  sessions: SessionStore;
}

const root = createRootRouteWithContext<RouterContext>()({ component: Outlet });

// A parameter that is not right is as good as none: an address typed by hand never breaks a page.
const text = z.catch(z.optional(z.string()), undefined);
const nextSchema = z.object({ next: text });
const signInSchema = z.object({ next: text, with: z.catch(z.optional(z.enum(["link", "reset"])), undefined) });
const confirmSchema = z.object({
  token_hash: text,
  type: z.catch(z.optional(z.enum(["magiclink", "email", "recovery", "signup", "invite"])), undefined),
  problem: z.catch(z.optional(z.enum(["expired", "refused"])), undefined),
});
const invitationSchema = z.object({ token: text });
const overviewSchema = z.object({ whose: z.catch(z.optional(z.enum(["mine", "team"])), undefined) });

const onlySignedOut = ({ context, search }: { context: RouterContext; search: { next?: string | undefined } }) => {
  if (context.sessions.current().kind === "signedIn")
    throw redirect({ href: safeNextPath(search.next), replace: true });
};

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: signInSchema,
  beforeLoad: onlySignedOut,
  component: lazyRouteComponent(() => import("@/auth/sign-in-page.tsx"), "SignInPage"),
});

const signUp = createRoute({
  getParentRoute: () => root,
  path: "/sign-up",
  validateSearch: nextSchema,
  beforeLoad: onlySignedOut,
  component: lazyRouteComponent(() => import("@/auth/sign-up-page.tsx"), "SignUpPage"),
});

const confirm = createRoute({
  getParentRoute: () => root,
  path: "/auth/confirm",
  validateSearch: confirmSchema,
  component: lazyRouteComponent(() => import("@/auth/confirm-page.tsx"), "ConfirmPage"),
});

const resetPassword = createRoute({
  getParentRoute: () => root,
  path: "/reset-password",
  component: lazyRouteComponent(() => import("@/auth/reset-password-page.tsx"), "ResetPasswordPage"),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: "/invitation",
  validateSearch: invitationSchema,
  component: lazyRouteComponent(() => import("@/members/invitation-page.tsx"), "InvitationPage"),
});

const signedIn = createRoute({
  getParentRoute: () => root,
  id: "signed-in",
  beforeLoad: ({ context, location }) => {
    const session = context.sessions.current();
    if (session.kind === "signedIn") return;
    const left = session.kind === "signedOut" && session.why === "left";
    throw redirect({ to: "/sign-in", search: left ? {} : nextSearch(location.href), replace: true });
  },
  component: Shell,
});

const start = createRoute({
  getParentRoute: () => signedIn,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/overview", replace: true });
  },
});

const overview = createRoute({
  getParentRoute: () => signedIn,
  path: "/overview",
  validateSearch: overviewSchema,
  component: lazyRouteComponent(() => import("@/overview/overview-page.tsx"), "OverviewPage"),
});

const meetings = createRoute({
  getParentRoute: () => signedIn,
  path: "/meetings",
  validateSearch: listSchema,
  component: lazyRouteComponent(() => import("@/meetings/meetings-page.tsx"), "MeetingsPage"),
});

const meeting = createRoute({
  getParentRoute: () => signedIn,
  path: "/meetings/$meetingId",
  component: lazyRouteComponent(() => import("@/meetings/meeting-page.tsx"), "MeetingPage"),
});

const inbox = createRoute({
  getParentRoute: () => signedIn,
  path: "/inbox",
  validateSearch: inboxSchema,
  component: lazyRouteComponent(() => import("@/inbox/inbox-page.tsx"), "InboxPage"),
});

const audit = createRoute({
  getParentRoute: () => signedIn,
  path: "/audit",
  validateSearch: auditSchema,
  component: lazyRouteComponent(() => import("@/audit/audit-page.tsx"), "AuditPage"),
});

const settings = createRoute({
  getParentRoute: () => signedIn,
  path: "/settings",
  component: lazyRouteComponent(() => import("@/settings/settings-page.tsx"), "SettingsPage"),
});

export const createAppRouter = (context: RouterContext) =>
  createRouter({
    routeTree: root.addChildren([
      signIn,
      signUp,
      confirm,
      resetPassword,
      invitation,
      signedIn.addChildren([start, overview, meetings, meeting, inbox, audit, settings]),
    ]),
    context,
    defaultPreload: "intent",
    scrollRestoration: true,
    defaultNotFoundComponent: NotFoundPage,
    defaultErrorComponent: BrokenPage,
  });

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}

import { Link, Outlet } from "@tanstack/react-router";
import { LogOut } from "lucide-react";
import { type ReactNode, useState } from "react";
import { AlertCount } from "@/alerts/alert-count.tsx";
import { Button } from "@/ui/button.tsx";
import { Logo } from "@/ui/logo.tsx";
import { useServices, useSession } from "./services.tsx";
import { SkipLink } from "./skip-link.tsx";

const NavigationLink = ({ to, children }: { to: "/meetings" | "/settings"; children: ReactNode }) => (
  <Link
    to={to}
    className="rounded-md px-2.5 py-1.5 font-medium transition-colors sm:px-3"
    activeProps={{ className: "bg-accent-soft text-accent" }}
    inactiveProps={{ className: "text-muted hover:text-ink" }}
  >
    {children}
  </Link>
);

const SignOut = () => {
  const { sessions } = useServices();
  const [busy, setBusy] = useState(false);
  const signOut = async () => {
    setBusy(true);
    await sessions.signOut();
  };
  return (
    <Button look="quiet" className="w-10 px-0 md:w-auto md:px-3" busy={busy} onClick={signOut}>
      <LogOut aria-hidden />
      <span className="max-md:sr-only">Sign out</span>
    </Button>
  );
};

/** Around every page of a signed-in person: who they are, where they can go, and the way out. */
export const Shell = () => {
  const session = useSession();
  return (
    <>
      <SkipLink />
      <header className="sticky top-0 z-10 border-b border-line bg-surface">
        <div className="mx-auto flex h-14 max-w-6xl items-center gap-3 px-4 sm:gap-6 sm:px-6">
          <Link to="/meetings" aria-label="Debrief, all meetings" className="flex items-center gap-2 rounded-md">
            <Logo />
            <span className="font-semibold tracking-tight max-sm:hidden">Debrief</span>
          </Link>
          <nav aria-label="Main" className="flex gap-1">
            <NavigationLink to="/meetings">
              Meetings
              <AlertCount />
            </NavigationLink>
            <NavigationLink to="/settings">Settings</NavigationLink>
          </nav>
          <div className="ms-auto flex min-w-0 items-center gap-2">
            {session.kind === "signedIn" && (
              <span className="truncate text-sm text-muted max-md:hidden">{session.email}</span>
            )}
            <SignOut />
          </div>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="mx-auto max-w-6xl px-4 py-6 sm:px-6 sm:py-8">
        <Outlet />
      </main>
    </>
  );
};

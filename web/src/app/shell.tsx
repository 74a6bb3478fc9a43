import { Link, Outlet } from "@tanstack/react-router";
import { Live } from "@/live/live.tsx";
import { Logo } from "@/ui/logo.tsx";
import { ShortcutsHelp } from "@/ui/shortcuts/shortcuts-help.tsx";
import { WorkspaceGate } from "@/workspace/workspace-gate.tsx";
import { AccountMenu } from "./account-menu.tsx";
import { navigation } from "./navigation.ts";
import { OfflineHint } from "./offline-hint.tsx";
import { SkipLink } from "./skip-link.tsx";

const Navigation = () => (
  <nav
    aria-label="Main"
    className="-mx-4 overflow-x-auto px-4 max-sm:order-last max-sm:w-[calc(100%+2rem)] sm:mx-0 sm:px-0"
  >
    <ul className="-ms-1.5 flex w-max gap-0.5 max-sm:pb-2 sm:ms-0 sm:gap-1">
      {navigation.map(({ to, words, Count }) => (
        <li key={to}>
          <Link
            to={to}
            className="block rounded-md px-1.5 py-1.5 font-medium transition-colors max-sm:text-sm sm:px-2 lg:px-3"
            activeProps={{ className: "bg-accent-soft text-accent" }}
            inactiveProps={{ className: "text-muted hover:text-ink" }}
          >
            {words}
            {Count && <Count />}
          </Link>
        </li>
      ))}
    </ul>
  </nav>
);

/** Around every page of a signed-in person: where they can go, who they are, and the way out. */
export const Shell = () => (
  <>
    <SkipLink />
    <ShortcutsHelp />
    <Live />
    {/* On a phone only the second row, the navigation, stays at the top. */}
    <header className="sticky -top-14 z-10 border-b border-line bg-surface sm:top-0">
      <div className="mx-auto flex max-w-6xl flex-wrap items-center gap-x-3 px-4 sm:h-14 sm:flex-nowrap sm:gap-x-6 sm:px-6">
        <Link to="/overview" aria-label="Debrief, overview" className="flex items-center gap-2 rounded-md max-sm:h-14">
          <Logo />
          <span className="font-semibold tracking-tight sm:max-md:hidden">Debrief</span>
        </Link>
        <Navigation />
        <AccountMenu />
      </div>
    </header>
    <main id="main" tabIndex={-1} className="mx-auto max-w-6xl px-4 py-6 sm:px-6 sm:py-8">
      <WorkspaceGate>
        <Outlet />
      </WorkspaceGate>
    </main>
    <OfflineHint />
  </>
);

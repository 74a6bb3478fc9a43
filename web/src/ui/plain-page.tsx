import type { ReactNode } from "react";
import { Logo } from "./logo.tsx";

/** A page without navigation: before signing in, and when there is nothing else to show. */
export const PlainPage = ({ children }: { children: ReactNode }) => (
  <div className="flex min-h-dvh flex-col items-center px-4 pt-12 sm:pt-[12vh] pb-12">
    <header className="mb-8 flex items-center gap-2.5">
      <Logo className="size-9" />
      <span className="text-xl font-semibold tracking-tight">Debrief</span>
    </header>
    <main
      id="main"
      tabIndex={-1}
      className="w-full max-w-md sm:rounded-2xl sm:border sm:border-line sm:bg-surface sm:p-8"
    >
      {children}
    </main>
  </div>
);

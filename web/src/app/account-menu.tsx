import { CircleUserRound, Keyboard, LogOut } from "lucide-react";
import { useId, useState } from "react";
import { classes } from "@/lib/classes.ts";
import { ThemeChoice } from "@/theme/theme-choice.tsx";
import { Button, buttonStyle } from "@/ui/button.tsx";
import { WorkspaceChoice } from "@/workspace/workspace-choice.tsx";
import { showShortcuts } from "@/ui/shortcuts/use-shortcuts.ts";
import { useServices, useSession } from "./services.tsx";

const SignOut = () => {
  const { sessions } = useServices();
  const [busy, setBusy] = useState(false);
  const signOut = async () => {
    setBusy(true);
    await sessions.signOut();
  };
  return (
    <Button look="secondary" className="w-full" busy={busy} onClick={() => void signOut()}>
      <LogOut aria-hidden />
      Sign out
    </Button>
  );
};

/** Who is signed in, how it looks for them, and the way out. The browser's own popover: Escape and a click beside close it. */
export const AccountMenu = () => {
  const id = useId();
  const session = useSession();
  if (session.kind !== "signedIn") return null;
  return (
    <div className="flex min-w-0 flex-1 justify-end">
      <button
        type="button"
        popoverTarget={id}
        className={classes(buttonStyle({ look: "quiet" }), "min-w-0 shrink px-2 sm:max-lg:w-10")}
      >
        <CircleUserRound aria-hidden className="size-5!" />
        <span className="sr-only">Account of </span>
        <span className="truncate text-sm font-normal sm:max-lg:sr-only">{session.email}</span>
      </button>
      <div
        id={id}
        popover="auto"
        role="group"
        aria-label="Account"
        className={classes(
          "inset-auto end-[max(1rem,calc((100%-72rem)/2+1.5rem))] top-13 w-72 max-w-[calc(100%-2rem)]",
          "rounded-xl border border-line bg-surface p-4 text-ink shadow-lg",
        )}
      >
        <div className="grid gap-4">
          <p className="text-sm">
            <span className="block text-muted">Signed in as</span>
            <bdi className="font-medium">{session.email}</bdi>
          </p>
          <WorkspaceChoice />
          <ThemeChoice />
          <Button look="secondary" className="w-full" onClick={() => showShortcuts(true)}>
            <Keyboard aria-hidden />
            Keyboard shortcuts
          </Button>
          <SignOut />
        </div>
      </div>
    </div>
  );
};

import { type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { classes } from "@/lib/classes.ts";
import { passFocusOn } from "@/lib/pass-focus-on.ts";

/**
 * Something to be settled before anything else. The browser's own modal dialog: the rest of the page is inert, Escape closes
 * it, and the focus goes back to where it was. It is open while it is rendered; `onClose` is to stop rendering it. What has
 * `data-initial-focus` gets the focus at first, else the heading.
 */
export const Dialog = ({
  title,
  onClose,
  className,
  children,
}: {
  title: ReactNode;
  onClose: () => void;
  className?: string;
  children: ReactNode;
}) => {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    if (!element) return;
    element.showModal();
    (element.querySelector<HTMLElement>("[data-initial-focus]") ?? heading.current)?.focus();
    return () => {
      element.close();
      // Where the focus was may be gone.
      passFocusOn(element);
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      // Browsers let nobody hold a dialog open against a second Escape.
      onClose={(event) => {
        if (!event.currentTarget.open) onClose();
      }}
      className={classes(
        "m-auto max-h-[calc(100dvh-2rem)] w-[calc(100%-2rem)] max-w-lg overflow-y-auto overscroll-contain",
        "rounded-xl border border-line bg-surface p-5 text-ink shadow-xl backdrop:bg-black/50",
        className,
      )}
    >
      {/* Takes the focus when the button that had it goes. */}
      <div tabIndex={-1} className="outline-none">
        <h2 id={id} ref={heading} tabIndex={-1} className="text-lg leading-6 font-semibold tracking-tight outline-none">
          {title}
        </h2>
        {children}
      </div>
    </dialog>
  );
};

/** The buttons at a dialog's end. */
export const DialogButtons = ({ children }: { children: ReactNode }) => (
  <div className="mt-5 flex flex-wrap justify-end gap-3">{children}</div>
);

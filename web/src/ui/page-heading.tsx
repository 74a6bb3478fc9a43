import { type ReactNode, useEffect, useRef } from "react";

/** The path whose heading was shown last; null until the first page, which leaves the focus where the browser puts it. */
let shownPath: string | null = null;

/**
 * The heading of a page. Names the browser's tab, and takes the focus when a person has come from another page, so that
 * a screen reader starts to read where the new content starts.
 */
export const PageHeading = ({ title, children }: { title: string; children?: ReactNode }) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const path = window.location.pathname;
    if (shownPath !== null && shownPath !== path) heading.current?.focus({ preventScroll: true });
    shownPath = path;
  }, []);
  useEffect(() => {
    document.title = `${title} · Debrief`;
  }, [title]);
  return (
    <h1 ref={heading} tabIndex={-1} className="text-2xl leading-tight font-semibold tracking-tight">
      {children ?? title}
    </h1>
  );
};

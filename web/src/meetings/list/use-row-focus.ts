import { type FocusEvent, type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from "react";
import { useShortcuts } from "@/ui/shortcuts/use-shortcuts.ts";

const linkOf = (list: HTMLElement | null, id: string): HTMLElement | null =>
  list?.querySelector<HTMLElement>(`[data-id="${id}"] a`) ?? null;

/**
 * Moves the focus from row to row by j, k and the arrows. The row that has it is pinned: it has to be rendered wherever the
 * page is scrolled to, or the focus would be lost.
 */
export const useRowFocus = (list: RefObject<HTMLElement | null>, ids: readonly string[], firstSeen: number) => {
  const [pinnedId, setPinnedId] = useState<string | null>(null);
  const wanted = useRef<string | null>(null);
  const pinned = pinnedId === null ? null : ids.indexOf(pinnedId);

  useLayoutEffect(() => {
    if (wanted.current === null) return;
    const link = linkOf(list.current, wanted.current);
    wanted.current = null;
    link?.focus();
  });

  const move = (by: 1 | -1): void => {
    const focused = document.activeElement?.closest<HTMLElement>("[data-id]")?.dataset["id"];
    const from = focused === undefined ? -1 : ids.indexOf(focused);
    const id = ids[from < 0 ? firstSeen : from + by];
    if (id === undefined) return;
    wanted.current = id;
    setPinnedId(id);
    // It may be pinned already, and nothing be rendered anew.
    linkOf(list.current, id)?.focus();
  };
  useShortcuts([
    { keys: ["j"], does: "Next meeting", run: () => move(1) },
    { keys: ["k"], does: "Previous meeting", run: () => move(-1) },
    { keys: ["Enter"], does: "Open the meeting" },
  ]);
  return {
    pinned,
    onFocus: (event: FocusEvent<HTMLElement>): void =>
      setPinnedId(event.target.closest<HTMLElement>("[data-id]")?.dataset["id"] ?? null),
    onBlur: (event: FocusEvent<HTMLElement>): void => {
      if (!event.currentTarget.contains(event.relatedTarget)) setPinnedId(null);
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>): void => {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    },
  };
};

import { useState } from "react";

const keyOf = (workspaceId: string): string => `debrief.steps-hidden.${workspaceId}`;

const read = (workspaceId: string): boolean => {
  try {
    return window.localStorage.getItem(keyOf(workspaceId)) !== null;
  } catch {
    return false;
  }
};

/** Whether the person has put the first steps of a workspace away on this device. */
export const useHidden = (workspaceId: string) => {
  const [isHidden, setHidden] = useState(() => read(workspaceId));
  const hide = () => {
    setHidden(true);
    try {
      window.localStorage.setItem(keyOf(workspaceId), "yes");
    } catch {
      // Without storage they are away until the page is loaded anew.
    }
  };
  return { isHidden, hide };
};

import { useLocation } from "@tanstack/react-router";
import { useEffect } from "react";

/** Goes to the part of the page that the address names (`/settings#pipedrive`), as soon as the parts are there. */
export const usePlace = (isReady: boolean) => {
  const { hash } = useLocation();
  useEffect(() => {
    if (!isReady || hash === "") return;
    const place = document.getElementById(hash);
    place?.scrollIntoView({ block: "start" });
    place?.focus({ preventScroll: true });
  }, [isReady, hash]);
};

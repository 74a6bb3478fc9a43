import { useRouter } from "@tanstack/react-router";
import type { ComponentProps, MouseEvent } from "react";

const isPlain = (event: MouseEvent): boolean =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

/** A link inside this client whose path was put together, search and all: followed without loading the page anew. */
export const PathLink = ({
  href,
  children,
  ...props
}: Omit<ComponentProps<"a">, "href" | "onClick"> & { href: string }) => {
  const router = useRouter();
  return (
    <a
      {...props}
      href={href}
      onClick={(event) => {
        if (!isPlain(event)) return;
        event.preventDefault();
        void router.navigate({ href });
      }}
    >
      {children}
    </a>
  );
};

import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

/** More that is there when somebody asks for it. */
export const Disclosure = ({ title, startsOpen = false, children }: DisclosureProps) => (
  <details open={startsOpen} className="group/disclosure">
    <summary className="flex w-fit cursor-pointer list-none items-center gap-1.5 rounded-md py-0.5 font-medium [&::-webkit-details-marker]:hidden">
      <ChevronRight
        aria-hidden
        className="size-4 shrink-0 text-muted transition-transform group-open/disclosure:rotate-90"
      />
      {title}
    </summary>
    <div className="mt-3">{children}</div>
  </details>
);

interface DisclosureProps {
  title: string;
  /** Must stay what it was at first: afterwards it is open or not as the person left it. */
  startsOpen?: boolean;
  children: ReactNode;
}

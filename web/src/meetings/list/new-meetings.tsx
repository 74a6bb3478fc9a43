import { ArrowUp } from "lucide-react";
import { Button } from "@/ui/button.tsx";

/** Says, over the list that somebody reads, that there is something new at its top. Takes no room. */
export const NewMeetings = ({ count, onShow }: { count: number; onShow: () => void }) => (
  <div role="status" className="sticky top-18 z-5 flex h-0 justify-center">
    {count > 0 && (
      <Button size="small" className="rounded-full shadow-lg" onClick={onShow}>
        <ArrowUp aria-hidden />
        {count === 1 ? "1 new meeting" : `${count} new meetings`}
      </Button>
    )}
  </div>
);

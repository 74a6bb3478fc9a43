import { Card } from "@/ui/card.tsx";
import { Skeleton } from "@/ui/skeleton.tsx";

const ATTENDEES = [0, 1, 2];
const LINES = ["w-40", "w-full", "w-11/12", "w-4/5", "w-32", "w-full", "w-10/12"];

export const AttendeesSkeleton = () => (
  <Card title="Attendees">
    <div className="grid gap-5 md:pt-8">
      {ATTENDEES.map((row) => (
        <div key={row} className="grid gap-3 md:grid-cols-[32%_26%_1fr]">
          <div className="grid gap-2">
            <Skeleton className="w-32" />
            <Skeleton className="h-3.5 w-44" />
          </div>
          <Skeleton className="h-6 w-40" />
          <Skeleton className="w-3/4" />
        </div>
      ))}
    </div>
  </Card>
);

export const ContentSkeleton = () => (
  <Card title="Summary">
    <div className="grid max-w-2xl gap-3 py-1">
      {LINES.map((width, index) => (
        <Skeleton key={index} className={width} />
      ))}
    </div>
  </Card>
);

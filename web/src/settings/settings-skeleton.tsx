import { Card } from "@/ui/card.tsx";
import { Skeleton } from "@/ui/skeleton.tsx";

const TITLES = ["Workspace", "Pipedrive", "Fathom"];

export const SettingsSkeleton = () => (
  <>
    <p role="status" className="sr-only">
      Loading settings…
    </p>
    {TITLES.map((title) => (
      <Card key={title} title={title}>
        <div className="grid max-w-md gap-3 py-1">
          <Skeleton className="w-2/3" />
          <Skeleton className="h-10" />
          <Skeleton className="h-10" />
        </div>
      </Card>
    ))}
  </>
);

import { Skeleton } from "@/ui/skeleton.tsx";

const BOX = "rounded-xl border border-line bg-surface p-4 sm:p-5";
const TILES = ["one", "two", "three", "four"];

/** Stands where the overview will be, as high as it. */
export const OverviewSkeleton = () => (
  <>
    <p role="status" className="sr-only">
      Loading the overview…
    </p>
    <div aria-hidden className="grid gap-5">
      <div>
        <Skeleton className="mb-4 h-5 w-40" />
        <div className="grid grid-cols-2 gap-3 lg:grid-cols-4 lg:gap-4">
          {TILES.map((tile) => (
            <div key={tile} className={`${BOX} h-28`}>
              <Skeleton className="h-8 w-12" />
              <Skeleton className="mt-3 w-24" />
            </div>
          ))}
        </div>
      </div>
      <div className="grid gap-5 lg:grid-cols-2">
        <div className={`${BOX} h-80`}>
          <Skeleton className="h-5 w-36" />
          <Skeleton className="mt-8 h-40" />
        </div>
        <div className={`${BOX} h-80`}>
          <Skeleton className="h-5 w-40" />
          <Skeleton className="mt-6 h-8 w-24" />
          <Skeleton className="mt-6 h-5" />
        </div>
      </div>
    </div>
  </>
);

import { PageHeading } from "@/ui/page-heading.tsx";
import { PlainPage } from "@/ui/plain-page.tsx";

const EXAMPLE = `{
  "supabaseUrl": "https://….supabase.co",
  "publishableKey": "sb_publishable_…"
}`;

/** Shown instead of a blank page when nobody has said where the server is. For the person who deploys it. */
export const ConfigPage = ({ problems }: { problems: string[] }) => (
  <PlainPage>
    <PageHeading title="Debrief is not set up yet" />
    <p className="mt-2 text-muted">
      {problems.length === 0
        ? "This page does not know where its server is. Whoever runs it puts a file config.json next to it:"
        : "The file config.json next to this page is not right:"}
    </p>
    {problems.length > 0 && (
      <ul className="mt-3 list-disc ps-5 font-mono text-sm">
        {problems.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    )}
    <pre
      tabIndex={0}
      aria-label="Example of config.json"
      className="mt-4 overflow-x-auto rounded-lg border border-line bg-sunken p-4 font-mono text-sm"
    >
      {EXAMPLE}
    </pre>
    <p className="mt-4 text-muted">Then reload this page.</p>
  </PlainPage>
);

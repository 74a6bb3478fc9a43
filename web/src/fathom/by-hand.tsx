import type { Integration } from "@/settings/read-settings.ts";
import { Disclosure } from "@/ui/disclosure.tsx";
import { HandForm } from "./hand-form.tsx";
import { TokenUrl } from "./token-url.tsx";

/** For those without an API key, and for senders that cannot sign. */
export const ByHand = ({ integrations }: { integrations: Integration[] }) => {
  const connected = integrations.filter(({ status }) => status !== "disconnected");
  return (
    <Disclosure title="Set up by hand">
      <div className="grid gap-6">
        <section aria-label="Webhook made in Fathom" className="grid gap-4">
          <p className="max-w-2xl text-sm text-muted">
            Without an API key: make the webhook in Fathom yourself, and enter its signing secret here. Debrief then
            knows only what Fathom sends: it cannot look for missed meetings or import past ones.
          </p>
          <HandForm />
        </section>
        {connected.length > 0 && (
          <section aria-label="URLs with a token" className="grid gap-3 border-t border-line pt-5">
            <div>
              <h3 className="font-semibold">URLs with a token</h3>
              <p className="mt-1 max-w-2xl text-sm text-muted">
                For senders that cannot sign, such as Zapier: the URL itself is the proof.
              </p>
            </div>
            <ul className="divide-y divide-line">
              {connected.map((integration) => (
                <TokenUrl key={integration.id} integration={integration} />
              ))}
            </ul>
          </section>
        )}
      </div>
    </Disclosure>
  );
};

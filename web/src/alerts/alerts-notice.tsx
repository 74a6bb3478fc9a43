import { Link } from "@tanstack/react-router";
import { ApiButton } from "@/api/api-button.tsx";
import { Moment } from "@/ui/moment.tsx";
import { Notice } from "@/ui/notice.tsx";
import { alertWords } from "./alert-words.ts";
import { FailedAttendees } from "./failed-attendees.tsx";
import { ALERTS_KEY, type Alert, useAlerts } from "./use-alerts.ts";
import { isAboutAttendees } from "./use-failed.ts";

const refreshed = [ALERTS_KEY];

const AlertRow = ({ alert }: { alert: Alert }) => {
  const { headline, nextStep, settings } = alertWords(alert.kind, alert.count);
  return (
    <li className="grid gap-1 py-2.5 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1.5">
        <div className="min-w-0 flex-1 basis-64">
          <p>
            <strong className="font-semibold">{headline}</strong>{" "}
            <span className="text-muted">
              since <Moment iso={alert.first_at} within />
            </span>
          </p>
          <p>
            {nextStep}{" "}
            {settings && (
              <Link to="/settings" hash={settings} className="text-link">
                Open Settings
              </Link>
            )}
          </p>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <ApiButton path={`alerts/${alert.id}/acknowledge`} refresh={refreshed} label={`Seen: ${headline}`}>
            Seen
          </ApiButton>
        </div>
      </div>
      {isAboutAttendees(alert) && <FailedAttendees alert={alert} />}
    </li>
  );
};

/** What somebody should look at, until one of them says that they have. */
export const AlertsNotice = () => {
  const { alerts } = useAlerts();
  if (alerts.length === 0) return null;
  return (
    <section aria-label="Alerts" tabIndex={-1} className="outline-none">
      <Notice tone="warn">
        <ul className="divide-y divide-warn/20">
          {alerts.map((alert) => (
            <AlertRow key={alert.id} alert={alert} />
          ))}
        </ul>
      </Notice>
    </section>
  );
};

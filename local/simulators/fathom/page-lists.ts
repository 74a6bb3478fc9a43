import { html } from "hono/html";
import type { Delivery, FathomControls } from "./controls.ts";
import { hasSummary, hasTranscript } from "./meeting-body.ts";
import type { Recording } from "./records.ts";
import { sharingAt } from "./visibility.ts";

const perPage = 10;
const mostDeliveries = 15;

const time = (iso: string, length = 16) =>
  html`<time datetime="${iso}">${iso.slice(0, length).replace("T", " ")} UTC</time>`;
const toSeconds = 19;
const count = (number: number, one: string, several = `${one}s`): string => `${number} ${number === 1 ? one : several}`;

/** Each user with the key to copy into Debrief. */
export const usersSection = (controls: FathomControls) =>
  html`<h2 id="users">Users and their API keys</h2>
    <ul class="people">
      ${controls.users().map(
        ({ name, email, team, plan, accountAdmin, outside, apiKey, revoked }) =>
          html`<li>
            <strong>${name}</strong>
            <form method="post" action="/${revoked ? "restored-keys" : "revoked-keys"}">
              <input type="hidden" name="email" value="${email}" />
              <button class="small">${revoked ? "Give the key back" : "Revoke the key"}</button>
            </form>
            <span class="quiet"
              >${[email, team ?? `${plan} plan`, accountAdmin ? "account admin" : "", outside ? "another company" : ""]
                .filter(Boolean)
                .join(" · ")}</span
            >
            <code class="${revoked ? "revoked" : ""}">${apiKey}</code>
          </li>`,
      )}
    </ul>`;

const stateOf = (recording: Recording, at: Date): string => {
  if (Date.parse(recording.createdAt) > at.getTime()) return "ended, not listed yet";
  if (hasSummary(recording, at)) return "complete";
  if (hasTranscript(recording, at)) return recording.summaryAt === null ? "transcript, no summary" : "transcript";
  return "no contents yet";
};

/** The newest first, ten a page. */
export const recordingsSection = (controls: FathomControls, { now, page }: { now: Date; page: number }) => {
  const all = controls.meetings();
  const pages = Math.max(1, Math.ceil(all.length / perPage));
  const shown = all.slice((page - 1) * perPage, page * perPage);
  return html`<h2 id="recordings">${count(all.length, "recording")}</h2>
    <ul class="people">
      ${shown.map(
        (recording) =>
          html`<li>
            <span>${recording.title}</span>
            <span class="notes">${stateOf(recording, now)}</span>
            <span class="quiet"
              >${recording.id} · ${time(recording.start)} · ${recording.recordedBy} ·
              ${recording.guests.length === 0 ? "no guests" : recording.guests.map(({ name, email }) => name ?? email).join(", ")}
              ·
              ${sharingAt(recording, now).sharedWith.replace("_", " ")}${
                ["past", "normal"].includes(recording.scenario) ? "" : ` · ${recording.scenario.replaceAll("_", " ")}`
              }</span
            >
          </li>`,
      )}
    </ul>
    <p class="pages">
      ${page > 1 ? html`<a href="/?page=${page - 1}#recordings">Newer</a>` : ""} Page ${page} of ${pages}
      ${page < pages ? html`<a href="/?page=${page + 1}#recordings">Older</a>` : ""}
    </p>`;
};

export const webhooksSection = (controls: FathomControls) => {
  const webhooks = controls.webhooks();
  return html`<h2 id="webhooks">${webhooks.length === 0 ? "No webhooks" : count(webhooks.length, "webhook")}</h2>
    <ul class="people">
      ${webhooks.map(
        ({ id, owner, url, triggered_for, created_at }) =>
          html`<li>
            <span>${owner}</span>
            <span class="notes">${id}</span>
            <span class="quiet">${url} · since ${time(created_at)} · ${triggered_for.join(", ")}</span>
          </li>`,
      )}
    </ul>`;
};

const stateNames: Record<Delivery["state"], string> = {
  pending: "under way",
  delivered: "delivered",
  failed: "given up",
  lost: "lost on purpose",
  cancelled: "webhook deleted",
};

/** The newest messages with what came of each attempt. */
export const deliveriesSection = (controls: FathomControls) => {
  const all = controls.deliveries();
  return html`<h2 id="deliveries">
      ${all.length === 0 ? "No deliveries yet" : count(all.length, "delivery", "deliveries")}
    </h2>
    <ul class="people">
      ${all.slice(0, mostDeliveries).map(
        ({ title, recordingId, webhookMessageId, state, attempts, nextAttemptAt, url }) =>
          html`<li>
            <span>${title}</span>
            <span class="notes state-${state}">${stateNames[state]}</span>
            <span class="quiet">
              ${recordingId} · ${webhookMessageId} · to ${url}
              ${attempts.map(
                ({ at, status, error }) =>
                  html`<br />${time(at, toSeconds)}: ${status === null ? `no answer (${error})` : `answered ${status}`}`,
              )}
              ${nextAttemptAt === null ? "" : html`<br />next try ${time(nextAttemptAt, toSeconds)}`}
            </span>
          </li>`,
      )}
    </ul>
    ${all.length > mostDeliveries ? html`<p class="quiet">The newest ${mostDeliveries} are shown.</p>` : ""}`;
};

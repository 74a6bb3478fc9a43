import { html } from "hono/html";
import { apiBase } from "./call-counts.ts";
import type { FathomControls } from "./controls.ts";
import type { FaultInput } from "./faults.ts";
import { type ListEnd, listEnds } from "./pages-of.ts";
import { usualHeavyLimit } from "./rate-limits.ts";

const meetings = `${apiBase}/meetings`;
const webhooks = `${apiBase}/webhooks`;

/** What the page offers; over HTTP every kind can be had for every address. */
export const presets: Record<string, { label: string; fault: FaultInput }> = {
  busy: { label: "Answer the next 5 calls with 503", fault: { kind: "503", times: 5 } },
  slow: { label: "Answer the next 20 calls after 3 seconds", fault: { kind: "slow", times: 20, milliseconds: 3_000 } },
  silent: { label: "Never answer the next call", fault: { kind: "timeout", times: 1 } },
  refused: { label: "Refuse every webhook address", fault: { kind: "refused", method: "POST", path: webhooks } },
  lost: {
    label: "Create the next webhook, but break the connection off",
    fault: { kind: "lost_after_write", times: 1, method: "POST", path: webhooks },
  },
  loop: { label: "Let lists of meetings lead round in circles", fault: { kind: "cursor_loop", path: meetings } },
  odd: { label: "Put odd items among the meetings", fault: { kind: "odd_items", path: meetings } },
  html: { label: "Answer the next list with a web page", fault: { kind: "html_page", times: 1, path: meetings } },
  empty: { label: "Answer the next list with {}", fault: { kind: "empty_object", times: 1, path: meetings } },
};

const endNames: Record<ListEnd, string> = { null: "null", empty: "an empty string", absent: "no key at all" };

const faultInWords = ({ kind, times, method, path, email }: FaultInput): string =>
  [kind, times === "always" || times === undefined ? "until switched off" : `${times} more`, method, path, email]
    .filter((part) => part !== undefined && part !== "/*")
    .join(" · ");

/** The faults and limits that can be switched on, and those that are. */
export const switchesSection = (controls: FathomControls, heavyLimit: number, listEnd: ListEnd) => {
  const faults = controls.faults();
  const normal = faults.length === 0 && heavyLimit === usualHeavyLimit && listEnd === "null";
  return html`<h2 id="switches">Make things go wrong</h2>
    <article>
      <p class="quiet">${normal ? "Everything works as it should." : "Switched on now:"}</p>
      ${
        normal
          ? ""
          : html`<ul>
                ${faults.map((fault) => html`<li>${faultInWords(fault)}</li>`)}
                ${heavyLimit === usualHeavyLimit ? "" : html`<li>${heavyLimit} heavy calls a minute</li>`}
                ${listEnd === "null" ? "" : html`<li>lists end with ${endNames[listEnd]}</li>`}
              </ul>
              <form method="post" action="/normal"><button>Back to normal</button></form>`
      }
      <form method="post" action="/faults" class="fields">
        <label for="preset">Fault</label>
        <div class="row">
          <select id="preset" name="preset">
            ${Object.entries(presets).map(([name, { label }]) => html`<option value="${name}">${label}</option>`)}
          </select>
          <button>Switch on</button>
        </div>
      </form>
      <form method="post" action="/limits" class="fields">
        <label for="heavyLimit">Heavy calls a minute (summaries, transcripts)</label>
        <input id="heavyLimit" name="heavyLimit" type="number" min="0" max="30" value="${heavyLimit}" />
        <label for="listEnd">At the end of a list, the cursor is</label>
        <div class="row">
          <select id="listEnd" name="listEnd">
            ${listEnds.map(
              (end) => html`<option value="${end}" ${end === listEnd ? "selected" : ""}>${endNames[end]}</option>`,
            )}
          </select>
          <button>Set</button>
        </div>
      </form>
    </article>`;
};

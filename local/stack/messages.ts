import type { StackFile } from "./stack-file.ts";

/** The block on the screen when everything is up. */
export const stackIsUp = (stack: StackFile, dataDir: string, startedInMs: number): string => `
  Debrief is up (${(startedInMs / 1000).toFixed(1)} s)

  Web client      ${stack.webUrl}
    sign in       ${stack.demo.email}   ${stack.demo.password}
  Webhook         ${stack.webhookUrl}
  API             ${stack.apiUrl}
  Database        ${stack.dbUrl}
  Pipedrive       ${stack.pipedriveUrl}   (simulated: people and their notes)
    connect       ${stack.demo.pipedriveAccount}   ${stack.demo.pipedriveToken}
  Fathom          ${stack.fathomUrl}   (simulated)

  Send a meeting  npm run send -- tests/fixtures/fathom/02_webhook_all_fields_mid_2026.json
  Data and logs   ${dataDir || "."}   (keys for scripts: .local/stack.json)
  Stop            Ctrl-C
`;

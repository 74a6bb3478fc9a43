import type { StackFile } from "./stack-file.ts";

const fathomLines = ({ fathomUrl, demo }: StackFile): string =>
  demo.fathomApiKey === null
    ? `  Fathom          ${fathomUrl}`
    : `  Fathom          ${fathomUrl}   (simulated: end a meeting there, and its webhook comes)
    connect       ${demo.fathomApiKey}`;

/** The block on the screen when everything is up. */
export const stackIsUp = (stack: StackFile, dataDir: string, stackFile: string, startedInMs: number): string => `
  Debrief is up (${(startedInMs / 1000).toFixed(1)} s)

  Web client      ${stack.webUrl}
    sign in       ${stack.demo.email}   ${stack.demo.password}
  Webhook         ${stack.webhookUrl}
  API             ${stack.apiUrl}
  Database        ${stack.dbUrl}
  Pipedrive       ${stack.pipedriveUrl}   (simulated: people and their notes)
    connect       ${stack.demo.pipedriveAccount}   ${stack.demo.pipedriveToken}
${fathomLines(stack)}
  Slack           ${stack.slackUrl}   (simulated: the alerts)
    connect       ${stack.demo.slackWebhookUrl}
  Mail            ${stack.mailUrl}   (simulated: sign-in links)

  Send a meeting  npm run send -- tests/fixtures/fathom/70_webhook_five_attendees.json
  Data and logs   ${dataDir}   (keys for scripts: ${stackFile})
  Stop            Ctrl-C
`;

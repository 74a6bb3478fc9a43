/** The pages' only style: system fonts, one column, readable from 360 px on. */
export const css = `
:root { color-scheme: light; --ink: #1c2420; --quiet: #55605a; --line: #d5dcd8; --accent: #0b6b3a; }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: #f5f7f6; overflow-wrap: anywhere; }
header { background: #17352a; color: #fff; padding: 12px 16px; }
header > * { max-width: 728px; margin: 0 auto; }
header h1 { font-size: 18px; }
header p { font-size: 14px; color: #d4e5dc; }
header a { color: #fff; text-decoration: none; }
main { max-width: 760px; margin: 0 auto; padding: 16px; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid #1769d2; outline-offset: 2px; }
h2 { font-size: 20px; margin: 20px 0 8px; }
h3 { font-size: 16px; margin: 20px 0 8px; }
.row { display: flex; gap: 8px; margin-top: 4px; }
input, select, textarea { flex: 1; min-width: 0; font: inherit; padding: 8px 10px; border: 1px solid #7d8983; border-radius: 6px; background: #fff; }
.fields { display: flex; flex-direction: column; gap: 4px; }
.fields + .fields { margin-top: 12px; }
.fields label { margin-top: 6px; }
.fields > input, .fields > select, .fields > textarea { flex: none; width: 100%; }
.fields > button { align-self: flex-start; margin-top: 12px; }
.pair { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 1fr); gap: 12px; }
.pair > div { min-width: 0; display: flex; flex-direction: column; gap: 4px; }
.pair input, .pair select { flex: none; width: 100%; }
nav { font-size: 14px; }
.notice { background: #fff; border-left: 4px solid var(--accent); padding: 8px 14px; white-space: pre-line; }
.pages { font-size: 14px; display: flex; gap: 12px; }
code { font: 14px/1.5 ui-monospace, monospace; grid-column: 1 / -1; user-select: all; }
code.revoked { text-decoration: line-through; color: var(--quiet); }
.state-failed, .state-lost { color: #a5281b; }
button { font: inherit; padding: 8px 16px; border: 0; border-radius: 6px; background: var(--accent); color: #fff; }
button.small { font-size: 14px; padding: 4px 10px; background: #fff; color: var(--accent); border: 1px solid currentColor; }
.people { list-style: none; margin: 0; padding: 0; background: #fff; border: 1px solid var(--line); border-radius: 8px; }
.people li { display: grid; grid-template-columns: 1fr auto; gap: 0 12px; padding: 10px 14px; }
.people li + li { border-top: 1px solid var(--line); }
.people .quiet { grid-column: 1 / -1; }
.notes { font-size: 14px; }
.quiet { color: var(--quiet); font-size: 14px; margin: 0; }
article { background: #fff; border: 1px solid var(--line); border-radius: 8px; padding: 12px 16px; margin: 0 0 12px; }
.content p { margin: 8px 0; }
.content ul, .content ol { margin: 4px 0 8px; padding-left: 22px; }
`;

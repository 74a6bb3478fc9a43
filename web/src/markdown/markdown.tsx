import { Lexer, type Token, type Tokens } from "marked";
import { Fragment, type ReactNode, useMemo } from "react";
import { isShallow, isWithinBudget } from "./budget.ts";
import { headingLevels } from "./headings.ts";
import { inline } from "./inline.tsx";

type Levels = ReadonlyMap<Token, number>;

const headingTag = (level: number) => (["h2", "h3", "h4", "h5", "h6"] as const)[level - 2] ?? "h6";

const isList = (token: Token): token is Tokens.List => token.type === "list" && "items" in token;
const isTable = (token: Token): token is Tokens.Table => token.type === "table" && "header" in token;
const tokensOf = (token: Token): readonly Token[] => ("tokens" in token && token.tokens) || [];

const List = ({ list, levels }: { list: Tokens.List; levels: Levels }) => {
  const items = list.items.map((item, index) => <li key={index}>{blocks(item.tokens, levels)}</li>);
  return list.ordered ? <ol start={list.start === "" ? 1 : list.start}>{items}</ol> : <ul>{items}</ul>;
};

const Table = ({ table }: { table: Tokens.Table }) => (
  // Wide tables scroll by themselves, also with the keyboard.
  <div className="overflow-x-auto" tabIndex={0} role="region" aria-label="Table">
    <table>
      <thead>
        <tr>
          {table.header.map((cell, index) => (
            <th key={index}>{inline(cell.tokens)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row, rowIndex) => (
          <tr key={rowIndex}>
            {row.map((cell, index) => (
              <td key={index}>{inline(cell.tokens)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const block = (token: Token, levels: Levels): ReactNode => {
  if (isList(token)) return <List list={token} levels={levels} />;
  if (isTable(token)) return <Table table={token} />;
  switch (token.type) {
    case "space":
    case "def":
      return null;
    case "heading": {
      const level = levels.get(token);
      if (!level) return <p>{inline(tokensOf(token))}</p>;
      const Heading = headingTag(level);
      return <Heading>{inline(tokensOf(token))}</Heading>;
    }
    case "paragraph":
      return <p>{inline(tokensOf(token))}</p>;
    case "blockquote":
      return <blockquote>{blocks(tokensOf(token), levels)}</blockquote>;
    case "code":
      return (
        <pre tabIndex={0}>
          <code>{"text" in token ? token.text : token.raw}</code>
        </pre>
      );
    case "hr":
      return <hr />;
    case "html":
      return <p>{token.raw.trim()}</p>;
    default:
      return inline([token]);
  }
};

const blocks = (tokens: readonly Token[], levels: Levels): ReactNode =>
  tokens.map((token, index) => <Fragment key={index}>{block(token, levels)}</Fragment>);

/** null when it is too much or too deep to be read as Markdown. */
const lex = (source: string): Token[] | null => {
  if (!isWithinBudget(source)) return null;
  try {
    const tokens = new Lexer({ gfm: true }).lex(source);
    return isShallow(tokens) ? tokens : null;
  } catch {
    return null;
  }
};

/**
 * Markdown from outside as React elements: no markup of its own reaches the page, no image is fetched, only http(s)
 * addresses become links. `parentLevel` is the level of the heading it stands under.
 */
export const Markdown = ({ source, parentLevel }: { source: string; parentLevel: number }) => {
  const tokens = useMemo(() => lex(source), [source]);
  return (
    <div className="prose" dir="auto">
      {tokens ? blocks(tokens, headingLevels(tokens, parentLevel)) : <p className="whitespace-pre-wrap">{source}</p>}
    </div>
  );
};

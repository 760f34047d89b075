import { stringify } from 'yaml';

/** The fields of a front matter, in the order in which they are written; null is left out. */
export type FrontMatterFields = Readonly<Record<string, string | null>>;

/** Writes a corpus file: each field as a line of YAML, then the text. `parseArticle` reads it back. */
export function formatArticle(fields: FrontMatterFields, markdown: string): string {
  const lines = Object.entries(fields)
    .filter((field): field is [string, string] => field[1] !== null)
    .map(([name, value]) => `${name}: ${scalar(value)}`);
  return `---\n${lines.join('\n')}\n---\n\n${markdown}\n`;
}

/** Quoted unless it is a plain word, day or address: in one line, and nothing for YAML to guess. */
function scalar(value: string): string {
  if (
    /^[\p{L}\p{N}][\p{L}\p{N}._~/-]*$|^https?:\/\/[^\s#"'[\]{},&*!|>%@`]+$/u.test(value) &&
    !/:$/.test(value)
  ) {
    return value;
  }
  return stringify(value, { defaultStringType: 'QUOTE_DOUBLE', lineWidth: 0 }).trimEnd();
}

import { type Document, isNode, LineCounter, parseDocument, visit } from 'yaml';
import { z } from 'zod';
import type { IsoDay } from './article.ts';
import { MAX_ID_LENGTH } from './limits.ts';
import { isWebAddress } from './web-address.ts';

/** The checked front matter; null where a field is missing. */
interface FrontMatter {
  readonly id: string | null;
  readonly title: string | null;
  readonly category: string | null;
  readonly url: string | null;
  readonly published: IsoDay | null;
  /** 1-based line of the `id` field in the file, or null. */
  readonly idLine: number | null;
}

/** What is wrong with a front matter, at which line of the file. */
interface FrontMatterProblem {
  readonly line: number;
  readonly problem: string;
  readonly remedy: string;
}

/** A file's text, divided. */
export interface DividedText {
  readonly frontMatter: FrontMatter;
  readonly text: string;
  /** Lines of the file before `text`. */
  readonly linesBefore: number;
  readonly problems: readonly FrontMatterProblem[];
}

const NONE: FrontMatter = { id: null, title: null, category: null, url: null, published: null, idLine: null };
const OPENING = /^---[ \t]*\n/;
const CLOSING = /^(?:---|\.\.\.)[ \t]*$/m;
const FIELD_LINE = /^(?:id|title|category|url|published)[ \t]*:/m;

/** `null`, `~` and nothing mean that the field is missing, as YAML has it. */
const text = z
  .string('must be text')
  .transform((value) => value.trim())
  .transform((value) => (value === '' || value === 'null' || value === '~' ? null : value))
  .nullable()
  .default(null);

const schema = z.object({
  id: text.refine(
    (id) => id === null || id.length <= MAX_ID_LENGTH,
    `is longer than ${MAX_ID_LENGTH} characters`,
  ),
  title: text,
  category: z.union([text, z.array(z.string()).transform((list) => list.join(', ') || null)], 'must be text'),
  url: text.refine((url) => url === null || isWebAddress(url), 'is no web address'),
  published: text.transform((day, context) => {
    if (day === null) return null;
    const iso = toIsoDay(day);
    if (iso === null) context.addIssue({ code: 'custom', message: 'is no day of the calendar' });
    return iso;
  }),
});

const YAML_REMEDY = `Write one field a line as 'name: "value"', with quotation marks around a value that holds a colon.`;

const REMEDIES: Record<string, string> = {
  id: `Give the article a short text as id, such as 'id: annual-forum-2024', or take the line out: the file name serves then.`,
  title: `Write the title as one text in quotation marks: 'title: "Annual Forum"'.`,
  category: `Write the category as one text: 'category: News'.`,
  url: `Write the whole address with https:// (or http://), or take the line out: the article is then cited without a link.`,
  published: `Write the day as YYYY-MM-DD, such as 2023-11-14, or take the line out.`,
};

/**
 * Divides a file's text into front matter and the rest. Every scalar is read as text ('id: 007' stays
 * '007'), so that nothing depends on YAML's guesses.
 *
 * @param source line ends must be `\n`.
 */
export function divideFrontMatter(source: string): DividedText {
  const opening = OPENING.exec(source);
  if (!opening) return { frontMatter: NONE, text: source, linesBefore: 0, problems: [] };
  const from = opening[0].length;
  const rest = source.slice(from);
  const closing = CLOSING.exec(rest);
  if (!closing) {
    // A rule of '---' at the top of a plain text is no front matter.
    if (!FIELD_LINE.test(rest)) return { frontMatter: NONE, text: source, linesBefore: 0, problems: [] };
    const problem = 'The front matter is not closed.';
    return {
      frontMatter: NONE,
      text: rest,
      linesBefore: 1,
      problems: [{ line: 1, problem, remedy: `Put a line of '---' after the last field.` }],
    };
  }
  const yaml = rest.slice(0, closing.index);
  const bodyStart = from + closing.index + closing[0].length;
  return {
    ...checkFields(yaml),
    text: source.slice(bodyStart),
    linesBefore: countLines(source, bodyStart),
  };
}

/** Number of line ends before an offset. */
export function countLines(source: string, offset: number): number {
  let lines = 0;
  for (let at = source.indexOf('\n'); at >= 0 && at < offset; at = source.indexOf('\n', at + 1)) lines++;
  return lines;
}

function checkFields(yaml: string): Pick<DividedText, 'frontMatter' | 'problems'> {
  const counter = new LineCounter();
  const document = parseYaml(yaml, counter);
  if (document === null) {
    const problem = 'The front matter is no valid YAML: it is nested too deeply.';
    return { frontMatter: NONE, problems: [{ line: 2, problem, remedy: YAML_REMEDY }] };
  }
  const error = document.errors[0];
  /** The front matter begins in the file's second line. */
  const lineAt = (offset: number) => counter.linePos(offset).line + 1;
  const invalid = (problem: string, offset: number) => ({
    frontMatter: NONE,
    problems: [{ line: lineAt(offset), problem, remedy: YAML_REMEDY }],
  });
  if (error) {
    const problem = `The front matter is no valid YAML: ${error.message.trim().replace(/\.$/, '')}.`;
    return invalid(problem, openQuote(yaml, error.message) ?? error.pos[0]);
  }
  const alias = /(?:^|[\s[,])\*(?=\w)/m.exec(yaml);
  if (alias && hasAlias(document)) {
    return invalid('The front matter refers to itself with YAML aliases.', alias.index + 1);
  }
  const lineOf = (field: string): number | null => {
    const node: unknown = document.get(field, true);
    return isNode(node) && node.range ? lineAt(node.range[0]) : null;
  };
  const fields: unknown = yaml.trim() === '' ? {} : document.toJS();
  const checked = schema.safeParse(fields ?? {});
  if (checked.success) return { frontMatter: { ...checked.data, idLine: lineOf('id') }, problems: [] };
  const problems = checked.error.issues.map((issue) => {
    const field = String(issue.path[0] ?? '');
    if (field === '') {
      return {
        line: 2,
        problem: 'The front matter holds no fields.',
        remedy: `Write one field a line, such as 'title: "Annual Forum"'.`,
      };
    }
    const value = (fields as Record<string, unknown>)[field];
    const shown = typeof value === 'string' ? ` '${value.slice(0, 80)}'` : '';
    return {
      line: lineOf(field) ?? 1,
      problem: `'${field}'${shown} ${issue.message}.`,
      remedy: REMEDIES[field] ?? 'Correct the field.',
    };
  });
  return { frontMatter: NONE, problems };
}

/** A front matter is flat; this many opening brackets or list marks can only be an attack on the parser. */
const MAX_OPENINGS = 500;

/**
 * Null where it is nested too deeply. The parser is recursive, and a regular expression that is first compiled at the
 * end of the stack ends the process, which no `catch` can prevent: so the openings are counted beforehand.
 */
function parseYaml(yaml: string, lineCounter: LineCounter): Document | null {
  if ((yaml.match(/[[{]|[-?:](?=\s)/gu)?.length ?? 0) > MAX_OPENINGS) return null;
  try {
    return parseDocument(yaml, { schema: 'failsafe', lineCounter, prettyErrors: false, logLevel: 'silent' });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Aliases are no use in a front matter, and a way to make a small file huge. */
function hasAlias(document: Document): boolean {
  let found = false;
  visit(document, {
    Alias: () => {
      found = true;
      return visit.BREAK;
    },
  });
  return found;
}

/** Where a quotation mark opens that is never closed: the parser notices it only at the end. */
function openQuote(yaml: string, message: string): number | null {
  if (!/closing .*quote/i.test(message)) return null;
  const open = /^[^\n:#]+:[ \t]*(["'])(?:(?!\1)[^\n])*$/m.exec(yaml);
  return open ? open.index : null;
}

/** Takes 'YYYY-MM-DD' or an ISO date with a time; the day as written counts, whatever the zone. */
function toIsoDay(value: string): IsoDay | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}.*)?$/.exec(value);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(2000, 0, 1));
  date.setUTCFullYear(year, month - 1, day);
  const real =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real && year > 0 ? `${match[1]}-${match[2]}-${match[3]}` : null;
}

import { type FrontMatterFields, formatArticle } from '../corpus/format-article.ts';
import { MAX_FILE_BYTES } from '../corpus/limits.ts';
import { parseArticle } from '../corpus/parse-article.ts';
import { escapeMarkdown } from '../html/escape-markdown.ts';
import type { ArticleDraft } from '../sources/source.ts';

/** Where an article comes from; written into its file, so that it is recognised without the state. */
export interface Origin {
  readonly source: string;
  readonly key: string;
}

/** A corpus file's text, or why there can be none. */
export type ArticleText = { readonly text: string } | { readonly problem: string };

/** Writes the file of an article, and checks that the corpus will load it. */
export function articleText(draft: ArticleDraft, name: string, { source, key }: Origin): ArticleText {
  const fields: FrontMatterFields = {
    id: name,
    title: draft.title === null ? null : escapeMarkdown(draft.title),
    category: draft.categories.map((category) => escapeMarkdown(category.name)).join(', ') || null,
    url: draft.url,
    published: draft.published,
    modified: draft.modified,
    source,
    key,
  };
  const text = formatArticle(fields, draft.markdown);
  if (Buffer.byteLength(text) > MAX_FILE_BYTES) {
    return { problem: `The article has more than ${MAX_FILE_BYTES.toLocaleString('en')} bytes.` };
  }
  const { article, problems } = parseArticle(`${name}.md`, text);
  if (article) return { text };
  return { problem: `The article cannot be used: ${problems[0]?.problem ?? 'it has no text.'}` };
}

/** Whether a file's front matter says that it comes from there. */
export function comesFrom(text: string, origin: Origin): boolean {
  const lines = text.split('\n', 20);
  const marks = formatArticle({ ...origin }, '')
    .split('\n')
    .slice(1, 3);
  return lines[0] === '---' && marks.every((mark) => lines.includes(mark));
}

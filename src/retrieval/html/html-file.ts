import { formatArticle } from '../corpus/format-article.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import { readChosenPage } from './read-page.ts';

/**
 * A saved page as the text of a corpus file, with what the page says of itself in the front matter.
 *
 * @throws HtmlProblem
 */
export function htmlToCorpusText(html: string): string {
  const { title, categories, canonical, published, markdown } = readChosenPage(html);
  const fields = {
    title: title === null ? null : escapeMarkdown(title),
    category: categories.length === 0 ? null : escapeMarkdown(categories.join(', ')),
    url: canonical,
    published,
  };
  return formatArticle(fields, markdown);
}

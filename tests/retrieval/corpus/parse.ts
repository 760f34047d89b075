import type { Article, Block } from '../../../src/retrieval/corpus/article.ts';
import { parseArticle } from '../../../src/retrieval/corpus/parse-article.ts';

/** Parses a text that must be usable. */
export function parse(text: string, file = 'article.md'): Article {
  const { article, problems } = parseArticle(file, text);
  if (!article) throw new Error(problems.map(({ problem }) => problem).join(' '));
  return article;
}

/** An article with a title of its own, so that the text's first line is text. */
export function article(text: string): Article {
  return parse(`---\ntitle: A title\ncategory: News\n---\n\n${text}`);
}

/** The blocks as `kind: text`, with ` < lead-in` behind it. */
export function outline(text: string): string[] {
  const { body, blocks } = article(text);
  const show = (block: Block) => body.slice(block.start, block.end);
  return blocks.map((block) => {
    const leadIn = block.leadIn === null ? undefined : blocks[block.leadIn];
    return `${block.kind}: ${show(block)}${leadIn ? ` < ${show(leadIn)}` : ''}`;
  });
}

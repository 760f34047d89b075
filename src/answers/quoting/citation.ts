import type { Article } from '../../retrieval/corpus/article.ts';
import type { Citation, Source, Span } from '../answer.ts';
import { linkToQuote } from './text-fragment.ts';

/** Where a quote stands: offsets in the body or the title of an article. */
export interface Place {
  readonly article: Article;
  readonly field: 'body' | 'title';
  readonly start: number;
  readonly end: number;
}

export function sourceOf({ id, title, category, url, published }: Article): Source {
  return { articleId: id, title, category, url, published };
}

/** @param highlights spans relative to the quote */
export function citationOf(
  { article, field, start, end }: Place,
  highlights: readonly Span[] = [],
): Citation {
  const quote = (field === 'body' ? article.body : article.title).slice(start, end);
  return {
    ...sourceOf(article),
    quote,
    field,
    start,
    end,
    highlights,
    link: field === 'title' ? article.url : linkToQuote(article.url, quote),
    corrects: null,
  };
}

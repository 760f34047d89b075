import type { IsoDay } from '../corpus/article.ts';
import { isWebAddress } from '../corpus/web-address.ts';
import { dayOf, instantOf } from './day-of.ts';
import type { DomDocument } from './dom.ts';
import { type LinkedData, readLinkedData } from './linked-data.ts';

/** What a page says about its article, apart from the text. */
export interface PageMetadata {
  readonly title: string | null;
  readonly categories: readonly string[];
  readonly published: IsoDay | null;
  readonly modified: string | null;
  /** The address that the page gives itself. */
  readonly canonical: string | null;
  /** The page says that it lists articles and is none. */
  readonly isList: boolean;
}

const PUBLISHED = [
  'article:published_time',
  'og:published_time',
  'datePublished',
  'dcterms.created',
  'dcterms.date',
  'dc.date.issued',
  'dc.date',
  'date',
  'pubdate',
];
const MODIFIED = [
  'article:modified_time',
  'og:updated_time',
  'dateModified',
  'dcterms.modified',
  'last-modified',
];

/** Reads JSON-LD first, then `<meta>`, then the page's own elements. */
export function pageMetadata(document: DomDocument): PageMetadata {
  const data = readLinkedData(document);
  const meta = metaOf(document);
  const article =
    data.find(({ types }) => types.some((type) => /Article|BlogPosting|^Report/.test(type))) ?? null;
  const first = (names: readonly string[]) =>
    names.map((name) => meta.get(name.toLowerCase())).find(Boolean) ?? null;
  const canonical = document.querySelector('link[rel="canonical"]')?.getAttribute('href')?.trim() ?? null;
  return {
    title: titleOf(document, article, meta),
    categories: article?.sections.length
      ? article.sections
      : [meta.get('article:section') ?? ''].filter(Boolean),
    published: dayOf(article?.published) ?? dayOf(first(PUBLISHED)) ?? dayOf(timeOf(document)),
    modified: instantOf(article?.modified) ?? instantOf(first(MODIFIED)),
    canonical: canonical !== null && isWebAddress(canonical) ? canonical : null,
    isList:
      article === null &&
      data.some(({ types }) =>
        types.some((type) => /^(?:CollectionPage|SearchResultsPage|ProfilePage)$/.test(type)),
      ),
  };
}

function metaOf(document: DomDocument): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const element of document.querySelectorAll('meta[content]')) {
    const name =
      element.getAttribute('property') ?? element.getAttribute('name') ?? element.getAttribute('itemprop');
    const content = element.getAttribute('content')?.trim();
    const key = name?.trim().toLowerCase();
    if (key && content && !found.has(key)) found.set(key, content);
  }
  return found;
}

function titleOf(
  document: DomDocument,
  article: LinkedData | null,
  meta: ReadonlyMap<string, string>,
): string | null {
  const headings = document.querySelectorAll('h1');
  const heading = headings.length === 1 ? oneLine(headings[0]?.textContent) : '';
  return (
    article?.headline ||
    heading ||
    meta.get('og:title') ||
    oneLine(document.querySelector('title')?.textContent) ||
    null
  );
}

function timeOf(document: DomDocument): string | null {
  const time =
    document.querySelector(
      'time[pubdate], time[itemprop="datePublished"], time.entry-date, time.published',
    ) ?? document.querySelector('article time[datetime], main time[datetime], header time[datetime]');
  return time?.getAttribute('datetime') ?? null;
}

function oneLine(text: string | null | undefined): string {
  return (text ?? '').replace(/\s+/g, ' ').trim();
}

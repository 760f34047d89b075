import { fold } from '../text/fold.ts';
import { words } from '../text/words.ts';
import type { Article } from './article.ts';

/** How an article says that it takes another one's place, in its title or at its beginning. */
const CUE =
  /\b(?:corrected|correction|corrigendum|corrigenda|erratum|errata|updated|update|revised|amended|republished|rectified|rectification|berichtigt\w*|berichtigung|korrigiert\w*|korrektur|corrige\w*|rectificad\w+|corregid\w+|corretto|rettifica|popravek|popravljen\w*|replaces? (?:our|the|an) (?:earlier |previous )?(?:article|text|version|report|news|post|item))\b/u;
const CUES = new RegExp(CUE, 'gu');
/** Characters of the body in which a notice of correction stands. */
const NOTICE_LENGTH = 400;
/** Words in a row that count as one shared piece of text (Broder, "On the resemblance of documents", 1997). */
const SHINGLE_WORDS = 4;
/** Share of the smaller article's shingles that a correction repeats; unrelated news of one event share under 0.1. */
const MIN_CONTAINMENT = 0.4;
/** A web address that a publishing system numbered because the first was taken: '…/visit-2/'. */
const NUMBERED_COPY = /-\d{1,2}(?=\/?$)/;
/** What an address of a news site carries of its date: '/2023/11/14/'. */
const DATED_PATH = /\/\d{4}(?:\/\d{1,2}){0,2}(?=\/)/;

/**
 * The articles that a later one corrects or replaces, which must not be quoted any more. A correction repeats much of
 * the text, and says so, or was posted again later under the same title or address. Articles are compared when they are asked
 * about, not before: of a large corpus a question meets a few.
 */
export class Corrections {
  /** Articles that may correct others, the newest first. */
  readonly #candidates: readonly Article[];
  /** For each shingle the candidates that hold it, by index. */
  readonly #holders = new Map<string, number[]>();
  readonly #sizes: number[] = [];
  readonly #correctionOf = new Map<Article, Article | null>();
  readonly #corrects = new Map<Article, Article>();
  readonly #families: Families;

  constructor(articles: readonly Article[]) {
    this.#families = familiesOf(articles);
    const reposts = laterOfKin(this.#families);
    this.#candidates = articles
      .filter((article) => reposts.has(article) || saysSo(article))
      .toSorted((a, b) => (b.published ?? '').localeCompare(a.published ?? ''));
    for (const [index, candidate] of this.#candidates.entries()) {
      const shingles = shingleSet(candidate.body);
      this.#sizes.push(shingles.size);
      for (const shingle of shingles) {
        const holders = this.#holders.get(shingle);
        if (holders) holders.push(index);
        else this.#holders.set(shingle, [index]);
      }
    }
  }

  /** Whether a later article takes this one's place. */
  has(article: Article): boolean {
    return this.correctionOf(article) !== null;
  }

  /** The article that takes this one's place, the newest of several; or null. */
  correctionOf(article: Article): Article | null {
    const known = this.#correctionOf.get(article);
    if (known !== undefined) return known;
    const correction = this.#candidates.length === 0 ? null : this.#find(article);
    this.#correctionOf.set(article, correction);
    if (correction) {
      const other = this.#corrects.get(correction);
      if (!other || isNewer(article, other)) this.#corrects.set(correction, article);
    }
    return correction;
  }

  /**
   * The article whose place this one takes, the newest of several; or null. Those of its title or address are looked
   * at now. One under another title and address must have been met: a search that finds the correction finds it too,
   * by the text that they share, while looking for it here would take a comparison with every article.
   */
  correctedBy(correction: Article): Article | null {
    for (const kin of familiesWith(correction)) {
      for (const article of this.#families.get(kin) ?? []) {
        if (!isAfter(article, correction)) this.correctionOf(article);
      }
    }
    return this.#corrects.get(correction) ?? null;
  }

  #find(article: Article): Article | null {
    const shingles = shingleSet(article.body);
    const shared = new Uint32Array(this.#candidates.length);
    for (const shingle of shingles) {
      for (const index of this.#holders.get(shingle) ?? []) shared[index] = (shared[index] as number) + 1;
    }
    const found = this.#candidates.find((candidate, index) => {
      const smaller = Math.min(shingles.size, this.#sizes[index] as number);
      return (
        candidate !== article &&
        smaller > 0 &&
        (shared[index] as number) / smaller >= MIN_CONTAINMENT &&
        takesPlaceOf(candidate, article)
      );
    });
    return found ?? null;
  }
}

/** Whether the dates allow it, and it says so or is of the same title or address. */
function takesPlaceOf(candidate: Article, article: Article): boolean {
  if (isAfter(article, candidate)) return false;
  if (saysSo(candidate)) return isAfter(candidate, article) || !saysSo(article);
  return isAfter(candidate, article) && kinOf(candidate).some((kin) => kinOf(article).includes(kin));
}

/** Whether an article was published on a later day than another; false where either day is unknown. */
export function isAfter(a: Article, b: Article): boolean {
  return a.published !== null && b.published !== null && a.published > b.published;
}

/** An order of all articles, so that what is named does not depend on what was met first. */
function isNewer(a: Article, b: Article): boolean {
  const [day, other] = [a.published ?? '', b.published ?? ''];
  return day === other ? a.id > b.id : day > other;
}

function saysSo({ title, body }: Article): boolean {
  return CUE.test(fold(`${title} ${body.slice(0, NOTICE_LENGTH)}`));
}

/** Articles that share a title or address, by it; families of one are left out. */
type Families = ReadonlyMap<string, readonly Article[]>;

function familiesOf(articles: readonly Article[]): Families {
  const families = new Map<string, Article[]>();
  for (const article of articles) {
    for (const kin of familiesWith(article)) {
      const family = families.get(kin);
      if (family) family.push(article);
      else families.set(kin, [article]);
    }
  }
  return new Map([...families].filter(([, family]) => family.length > 1));
}

/** Articles of a family that has an earlier one. */
function laterOfKin(families: Families): ReadonlySet<Article> {
  const later = new Set<Article>();
  for (const family of families.values()) {
    const dated = family.filter((article) => article.published !== null);
    const first = dated.toSorted((a, b) => (a.published ?? '').localeCompare(b.published ?? ''))[0];
    for (const article of dated) if (first && isAfter(article, first)) later.add(article);
  }
  return later;
}

/** What an article shares with its reposts: the title as a reader sees it, the address without date and number. */
function kinOf({ title, url }: Pick<Article, 'title' | 'url'>): string[] {
  const named = words(title).map((word) => fold(word.text));
  const kin = named.length > 0 ? [`title ${named.join(' ')}`] : [];
  if (url === null || !URL.canParse(url)) return kin;
  const { host, pathname } = new URL(url);
  const path = pathname.replace(NUMBERED_COPY, '').replace(DATED_PATH, '').replace(/\/+$/, '');
  return path.length > 1 ? [...kin, `address ${host}${path}`] : kin;
}

/** What it shares with those that it may correct, too: the title without the word that says so ('Corrected: …'). */
function familiesWith({ title, url }: Article): ReadonlySet<string> {
  return new Set([...kinOf({ title, url }), ...kinOf({ title: fold(title).replace(CUES, ' '), url })]);
}

function shingleSet(text: string): ReadonlySet<string> {
  const all = words(text).map((word) => fold(word.text));
  const set = new Set<string>();
  for (let i = 0; i + SHINGLE_WORDS <= all.length; i++) set.add(all.slice(i, i + SHINGLE_WORDS).join(' '));
  return set;
}

import { decodeHTML } from 'entities';

/** Brings quotes and expected strings to one form: case, entities, markup, quotation marks and white space. */
export function foldForMatching(text: string): string {
  return decodeHTML(text)
    .normalize('NFKC')
    .replace(/<[^<>]+>/gu, ' ')
    .replace(/[‘’]/gu, "'")
    .replace(/[“”]/gu, '"')
    .replace(/[‐-―]/gu, '-')
    .replace(/[*_`|#>[\]]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase();
}

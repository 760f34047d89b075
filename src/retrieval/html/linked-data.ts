import { decodeHTML } from 'entities';
import type { DomDocument } from './dom.ts';

/** One thing that a page describes in JSON-LD (https://schema.org). */
export interface LinkedData {
  readonly types: readonly string[];
  readonly headline: string | null;
  readonly published: string | null;
  readonly modified: string | null;
  readonly sections: readonly string[];
}

/** A page describes some ten things; more are not looked at. */
const MOST_THINGS = 100;

/** What a page's JSON-LD describes, at the top and in its graphs; what is no JSON is passed over. */
export function readLinkedData(document: DomDocument): LinkedData[] {
  const things: LinkedData[] = [];
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    const open: unknown[] = [parse(script.textContent ?? '')];
    while (open.length > 0 && things.length < MOST_THINGS) {
      const value = open.shift();
      if (Array.isArray(value)) open.push(...value.slice(0, MOST_THINGS));
      else if (typeof value === 'object' && value !== null) {
        const record = value as Record<string, unknown>;
        things.push(thing(record));
        if (Array.isArray(record['@graph'])) open.push(record['@graph']);
      }
    }
  }
  return things;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

function thing(record: Record<string, unknown>): LinkedData {
  return {
    types: texts(record['@type']),
    headline: texts(record.headline)[0] ?? null,
    published: texts(record.datePublished)[0] ?? null,
    modified: texts(record.dateModified)[0] ?? null,
    sections: texts(record.articleSection),
  };
}

/** The texts of a field that holds one or several; many sites encode them for HTML once too often. */
function texts(value: unknown): string[] {
  return (Array.isArray(value) ? value.slice(0, MOST_THINGS) : [value])
    .filter((text): text is string => typeof text === 'string')
    .map((text) => decodeHTML(text).replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '');
}

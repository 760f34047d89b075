import type { Article } from '../corpus/article.ts';
import { makePassage } from './make-passage.ts';
import type { Passage } from './passage.ts';
import { type Unit, unitsOf } from './units.ts';

/**
 * A passage is closed when the next part would carry it beyond this; UTF-16 units. Some 130 tokens: a
 * paragraph or a short section, well within the 256 tokens that all-MiniLM-L6-v2 was trained with.
 * On the 2,048 answerable questions of `shared/training/programmes`, the answer is in the first passage
 * (first three) for 66 % (89 %); with 450 it is 65 % (87 %), with 800 68 % (90 %), of texts 30 % longer.
 */
export const TARGET_LENGTH = 600;

/** No passage is longer than this, so that no embedding model cuts off its end; UTF-16 units. */
export const HARD_LENGTH = 900;

/** A paragraph, list or table that can be ended within this length is not divided; UTF-16 units. */
const STRETCHED_LENGTH = 750;

/** From this length on, a heading begins a new passage; UTF-16 units. */
const SECTION_LENGTH = 300;

/** What is left over at the end of an article joins the passage before if it is shorter; UTF-16 units. */
const REMNANT_LENGTH = 150;

/** A lead-in or header row that is longer is not repeated where its list goes on; UTF-16 units. */
const LONGEST_REPEATED = 300;

/** Options of `segmentArticle`. */
export interface SegmentOptions {
  /** BCP 47 code of the articles' language; default `en`. */
  readonly language?: string;
}

/**
 * Divides an article into passages of some 400 to 700 characters, broken preferably before headings and
 * paragraphs, and never between a heading or lead-in and what it introduces.
 */
export function segmentArticle(article: Article, options: SegmentOptions = {}): Passage[] {
  const units = unitsOf(article, HARD_LENGTH, options.language ?? 'en');
  const leadIns = leadInUnits(article, units);
  const drafts: Draft[] = [];
  const rests = restsOf(units, leadIns);
  for (const part of parts(units, leadIns)) {
    const open = drafts.at(-1);
    if (open && !begins(open, part, rests, leadIns)) {
      for (const unit of part) open.add(unit);
      continue;
    }
    const draft = new Draft(repeatedFor(part, leadIns));
    for (const unit of part) draft.add(unit);
    drafts.push(draft);
  }
  mergeRemnant(drafts);
  return drafts.map((draft, index) => draft.passage(article, index));
}

/** For each unit that a lead-in introduces, the lead-in's last unit. */
type LeadIns = ReadonlyMap<Unit, Unit>;

function leadInUnits(article: Article, units: readonly Unit[]): LeadIns {
  const lastOfBlock = new Map<number, Unit>();
  for (const unit of units) lastOfBlock.set(unit.block, unit);
  const leadIns = new Map<Unit, Unit>();
  for (const unit of units) {
    const leadIn = lastOfBlock.get(article.blocks[unit.block]?.leadIn ?? -1);
    if (leadIn) leadIns.set(unit, leadIn);
  }
  return leadIns;
}

/** How much of its paragraph, list or table there is from a unit on, in UTF-16 units. */
type Rests = ReadonlyMap<Unit, number>;

function restsOf(units: readonly Unit[], leadIns: LeadIns): Rests {
  const rests = new Map<Unit, number>();
  units.forEach((_, i) => {
    const at = units.length - 1 - i;
    const unit = units[at];
    if (!unit) return;
    const next = units[at + 1];
    const leadIn = leadIns.get(unit);
    const goesOn = next && (next.block === unit.block || (leadIn && leadIns.get(next) === leadIn));
    rests.set(unit, unit.end - unit.start + (goesOn ? 1 + (rests.get(next) ?? 0) : 0));
  });
  return rests;
}

/** Groups the units that no break may part: headings with what follows, lead-ins with their first item. */
function parts(units: readonly Unit[], leadIns: LeadIns): Unit[][] {
  const grouped: Unit[][] = [];
  for (const unit of units) {
    const group = grouped.at(-1);
    const previous = group?.at(-1);
    const bound = previous && (previous.kind === 'heading' || leadIns.get(unit) === previous);
    if (group && bound && lengthOf(group) + 1 + unit.end - unit.start <= HARD_LENGTH) group.push(unit);
    else grouped.push([unit]);
  }
  return grouped;
}

/** The lead-in to repeat in front of a passage that begins with `part`. */
function repeatedFor(part: readonly Unit[], leadIns: LeadIns): Unit | null {
  const first = part[0];
  const leadIn = first && leadIns.get(first);
  if (!leadIn || leadIn.end - leadIn.start > LONGEST_REPEATED) return null;
  return leadIn.end - leadIn.start + 1 + lengthOf(part) <= HARD_LENGTH ? leadIn : null;
}

/** Whether `part` begins a new passage instead of going on with the open one. */
function begins(open: Draft, part: readonly Unit[], rests: Rests, leadIns: LeadIns): boolean {
  const length = open.length + 1 + lengthOf(part);
  if (length > HARD_LENGTH) return true;
  const first = part[0];
  const last = open.units.at(-1);
  if (!first || !last) return false;
  if (first.kind === 'heading' && open.length >= SECTION_LENGTH) return true;
  const whole = open.length + 1 + (rests.get(first) ?? 0);
  const leadIn = leadIns.get(first);
  const inside = first.block === last.block || (leadIn !== undefined && leadIn === leadIns.get(last));
  if (inside) return length > TARGET_LENGTH && whole > STRETCHED_LENGTH;
  return length > TARGET_LENGTH || (open.length >= SECTION_LENGTH && whole > TARGET_LENGTH);
}

function lengthOf(units: readonly Unit[]): number {
  return units.reduce((sum, unit) => sum + unit.end - unit.start + 1, -1);
}

function mergeRemnant(drafts: Draft[]): void {
  const last = drafts.at(-1);
  const previous = drafts.at(-2);
  if (!last || !previous) return;
  const own = lengthOf(last.units);
  if (own >= REMNANT_LENGTH || previous.length + 1 + own > HARD_LENGTH) return;
  drafts.pop();
  for (const unit of last.units) previous.add(unit);
}

/** A passage in the making. */
class Draft {
  readonly repeated: Unit | null;
  readonly units: Unit[] = [];
  length: number;

  constructor(repeated: Unit | null) {
    this.repeated = repeated;
    this.length = repeated ? repeated.end - repeated.start : -1;
  }

  add(unit: Unit): void {
    this.units.push(unit);
    this.length += 1 + unit.end - unit.start;
  }

  passage(article: Article, index: number): Passage {
    const units = this.repeated ? [this.repeated, ...this.units] : this.units;
    return makePassage(article, index, units, this.repeated !== null);
  }
}

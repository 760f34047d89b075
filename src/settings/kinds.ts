import { z } from 'zod';

const YES: readonly string[] = ['1', 'true', 'yes', 'on'];
const NO: readonly string[] = ['0', 'false', 'no', 'off'];

/** A text without blanks around it. */
export const text = z.string().trim();

/** 'on' or 'off', or another word for it. */
export const onOff = text
  .toLowerCase()
  .refine((word) => YES.includes(word) || NO.includes(word), 'must be on or off')
  .transform((word) => YES.includes(word));

export const wholeNumber = text.regex(/^\d{1,6}$/, 'must be a whole number').transform(Number);

const DAY_MS = 86_400_000;
const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: DAY_MS };

/** A timer holds 2^31 − 1 ms, which is 24.8 days; one that is set to more fires at once. */
const MOST_DAYS = 24;

/** A time such as '30m', in ms, that a timer holds; 'off' is 0. */
export const duration = text
  .toLowerCase()
  .regex(/^(?:off|0|[1-9]\d{0,4}[smhd])$/, "must be a time such as 30m, 1h or 1d, or 'off'")
  .transform((time) => (UNITS[time.slice(-1)] ?? 0) * (Number.parseInt(time, 10) || 0))
  .refine((ms) => ms <= MOST_DAYS * DAY_MS, `must be ${MOST_DAYS} days at most`);

export const port = text
  .regex(/^\d{1,5}$/, 'must be a port number')
  .transform(Number)
  .refine((number) => number < 65_536, 'must be a port number');

/** A comma-separated list, as allow-lists are written. */
export const list = text.transform((items) =>
  items
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);

/** Addresses are shown and logged, so that nothing in them can be secret. */
const NO_USER_INFO = 'must hold no user and no password';

export const webAddress = text
  .pipe(z.url({ protocol: /^https?$/, error: 'must be an http(s) address' }))
  .refine((address) => !hasUserInfo(address), NO_USER_INFO);

/** A comma-separated list of them. */
export const webAddresses = list
  .refine(
    (addresses) => addresses.every((address) => /^https?:\/\//i.test(address) && URL.canParse(address)),
    'must be http(s) addresses, separated by commas',
  )
  .refine((addresses) => !addresses.some(hasUserInfo), NO_USER_INFO);

function hasUserInfo(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { username, password } = new URL(address);
  return username !== '' || password !== '';
}

/** One of a few words. */
export function oneOf<const T extends string>(...words: readonly [T, ...T[]]) {
  return text.pipe(z.enum(words, { error: `must be ${words.join(', ')}` }));
}

/** A token that a platform issued, known by how it begins. */
export function tokenWith(prefix: string, what: string) {
  return text.startsWith(prefix, `does not look like ${what} (it begins with ${prefix})`);
}

import { randomBytes, randomInt } from 'node:crypto';

/** Without letters that are read as others (I, L, O, U), after Crockford's base 32. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** `7F3K-9QWM`: short enough to read out to whoever has the log. */
export function newReference(): string {
  const letters = Array.from({ length: 8 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/** Key of a stored answer: 72 random bits, in letters that any button value can bear. */
export function newReplyId(): string {
  return randomBytes(9).toString('base64url');
}

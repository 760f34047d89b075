import { MAX_SHOWN_LENGTH } from './limits.ts';

/** Control and format characters, among them line breaks and those that turn the direction of writing. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu;
const USERINFO = /^([a-z][a-z0-9+.-]*:)?[/\\]{2,}[^/\\?#]*@/i;
/** Parameters that are likely to carry a secret: `api_key`, `token`, `X-Amz-Signature`, `password`. */
const SECRET = /key|token|secret|pass|pwd|sig|auth|session/i;
const PARAMETER = /([?&;])([^=&;#]+)=([^&;#]*)/g;

/** A string that somebody else chose, on one line. */
export function cleanText(text: string): string {
  return text.replace(UNSEEN, ' ').trim();
}

/** A string that somebody else chose, fit for a message. */
export function showText(text: string): string {
  const seen = cleanText(text.slice(0, 4 * MAX_SHOWN_LENGTH));
  return seen.length > MAX_SHOWN_LENGTH ? `${seen.slice(0, MAX_SHOWN_LENGTH - 1)}…` : seen;
}

/** An address for a message: without user and password, without the values of parameters that look secret. */
export function showAddress(address: string | URL): string {
  return showText(
    withoutUser(String(address)).replace(PARAMETER, (whole, mark: string, name: string) =>
      SECRET.test(name) ? `${mark}${name}=…` : whole,
    ),
  );
}

/** What is not quite an address is judged by its looks. */
function withoutUser(address: string): string {
  const looks = address.replace(USERINFO, '$1//');
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || (url.username === '' && url.password === '')) return looks;
  url.username = '';
  url.password = '';
  return url.href;
}

/** '1.5 s' for 1,500. */
export function showSeconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}

/** '5 MB' for 5 × 1,024 × 1,024. */
export function showBytes(bytes: number): string {
  const [size, unit] = bytes < 1024 * 1024 ? [bytes / 1024, 'kB'] : [bytes / 1024 / 1024, 'MB'];
  return `${Math.round(size * 10) / 10} ${unit}`;
}

/** Whether a text is a whole web address that a reader can open: http or https, with a host. */
export function isWebAddress(value: string): boolean {
  if (!/^https?:\/\/[^\s/?#]+/i.test(value) || /\s/.test(value)) return false;
  return URL.canParse(value);
}

/** Schemes that a link of an article may have besides the web's. */
const OTHER_SCHEMES = /^(?:mailto:[^\s@]+@[^\s@]+|tel:\+?[\d\s().-]+)$/i;
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;

/** Whether a link's target can lead anywhere: a web address, mail, telephone, or a path on the same site. */
export function isLinkTarget(target: string): boolean {
  if (target === '' || /\s/.test(target)) return false;
  if (SCHEME.test(target)) return isWebAddress(target) || OTHER_SCHEMES.test(target);
  // 'https//example.org' and 'http:example' are addresses with a slip, not paths.
  if (/^(?:https?|www)\b/i.test(target)) return isWebAddress(`https://${target}`) && /^www\./i.test(target);
  return URL.canParse(target, 'https://example.org/');
}

/**
 * An address as it may stand in a link; null for one that is no web address, or too long. One that is too long only by
 * its fragment loses it: it still opens the article, if not at the quote.
 *
 * @param most Characters that the platform takes, after `escaped`.
 * @param escaped Escapes what the platform would read as the link's end.
 */
export function webAddress(
  url: string,
  most: number,
  escaped: (href: string) => string = (href) => href,
): string | null {
  if (!URL.canParse(url)) return null;
  const parsed = new URL(url);
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') return null;
  if (escaped(parsed.href).length > most) parsed.hash = '';
  const address = escaped(parsed.href);
  return address.length > most ? null : address;
}

/** Media types that servers give to what a source can read; many serve feeds as plain XML or text. */
export const HTML_TYPES = ['text/html', 'application/xhtml+xml'] as const;
export const XML_TYPES = ['application/xml', 'text/xml', 'text/plain'] as const;
const GZIP_TYPES = ['application/gzip', 'application/x-gzip', 'application/octet-stream'] as const;
/** Large sites compress theirs: 'sitemap.xml.gz'. */
export const SITEMAP_TYPES = [...XML_TYPES, ...GZIP_TYPES] as const;
export const JSON_TYPES = ['application/json', 'text/json'] as const;
export const FEED_TYPES = [
  'application/rss+xml',
  'application/atom+xml',
  'application/rdf+xml',
  'application/feed+json',
  ...XML_TYPES,
  ...JSON_TYPES,
] as const;

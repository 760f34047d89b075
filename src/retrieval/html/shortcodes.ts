/** Shortcodes of WordPress and its page builders, which stay in the text where their plug-in is gone. */
const NAME =
  '(?:caption|wp_caption|gallery|audio|video|playlist|embed|contact-form(?:-7)?|(?:vc|et_pb|fusion|su|av|mk|tve|kc|cs|x|rev)_[a-z0-9_]+|rev_slider)';
/** None holds a bracket: each shortcode is looked at up to the next one only, however many are left open. */
const VALUE = `(?:"[^"[\\]]*"|'[^'[\\]]*'|[“”″][^“”″[\\]]*[“”″]|[^\\s[\\]"'“”″]+)`;
const SHORTCODE = new RegExp(
  `\\[(?:/${NAME}|${NAME}(?:\\s+[a-z_-][a-z0-9_-]*\\s*=\\s*${VALUE}|\\s+[^\\s[\\]=]{1,80})*\\s*/?)\\]`,
  'giu',
);

/** Takes out shortcodes; '[sic]', '[2024]' and '[…]' are text. */
export function withoutShortcodes(text: string): string {
  return text.includes('[') ? text.replace(SHORTCODE, '') : text;
}

/** Control characters but line feed and tab: they are invisible, and some clients choke on them. */
const CONTROLS = /(?![\n\t])\p{Cc}/gu;
/** Marks that turn the direction of text: one in a title could reverse a whole line (CVE-2021-42574 is the same trick). */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const LONE_SURROGATES = /\p{Cs}/gu;

/** Takes out what cannot be shown or would disturb what stands beside it. The words stay as they are. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(CONTROLS, '')
    .replace(DIRECTION, '')
    .replace(LONE_SURROGATES, '\ufffd');
}

/** Text for one line: cleaned, and every run of white space is one space. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/gu, ' ').trim();
}

/** Several such lines; ones that come out empty are left out. */
export function cleanLines(lines: readonly string[]): string[] {
  return lines.map(cleanLine).filter((line) => line !== '');
}

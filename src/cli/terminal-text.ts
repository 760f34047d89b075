import pc from 'picocolors';

/** Control and formatting characters, which could move the cursor or turn the text around; line breaks stay. */
const UNSAFE = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/gu;

/** Text from an article or a person, made safe for a terminal. */
export function safeText(text: string): string {
  return text.replace(UNSAFE, ' ');
}

/** Breaks a text into lines of at most `width` characters, after an indent. */
export function wrap(text: string, width: number, indent: string): string {
  const room = Math.max(20, width - indent.length);
  return text
    .split('\n')
    .flatMap((line) => wrapLine(line.trimEnd(), room))
    .map((line) => (line === '' ? '' : indent + line))
    .join('\n');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control sequences, which take no room
const COLOUR = /\u001b\[\d+m/gu;

function wrapLine(line: string, room: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(/(?<=\s)/u)) {
    if (current !== '' && (current + word).replace(COLOUR, '').trimEnd().length > room) {
      lines.push(current.trimEnd());
      current = '';
    }
    current += word;
  }
  return [...lines, current.trimEnd()];
}

/** Colours that are used only where the output is a terminal. */
export function colours(enabled: boolean) {
  return pc.createColors(enabled);
}

import { readFileSync } from 'node:fs';
import { AttacheError } from '../../errors.ts';
import { packageFile } from '../../package-files.ts';

/** The product's name in the User-Agent, by which robots.txt may address it. */
export const AGENT_NAME = 'Attache';

/**
 * 'Attache/0.1.0 (+https://example.org/about-our-bot)'
 *
 * @throws AttacheError INPUT_INVALID when the contact cannot stand in a header
 */
export function userAgent(contact: string | undefined): string {
  const { version } = JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as { version: string };
  const name = `${AGENT_NAME}/${version}`;
  if (contact === undefined || contact === '') return name;
  if (!/^[\x21-\x27\x2a-\x7e]{1,200}$/.test(contact)) {
    throw new AttacheError(
      'INPUT_INVALID',
      'The contact must be a web or mail address of at most 200 characters.',
    );
  }
  return `${name} (+${contact})`;
}

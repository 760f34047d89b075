import type { RESTPostAPIApplicationCommandsJSONBody } from 'discord.js';
import type { DiscordApi } from '../api.ts';

/** What a command is to us; Discord's answer has ids, versions and defaults beside it. */
const COMPARED = [
  'type',
  'name',
  'name_localizations',
  'description',
  'description_localizations',
  'options',
  'required',
  'autocomplete',
  'max_length',
  'contexts',
  'integration_types',
];

/**
 * Brings Discord's list of our commands up to date; leaves it alone if it is, since an app may create only 200
 * commands a day. Resolves to whether anything had to change.
 */
export async function registerCommands(
  api: Pick<DiscordApi, 'commands' | 'setCommands'>,
  place: { readonly application: string; readonly guild: string | null },
  wanted: readonly RESTPostAPIApplicationCommandsJSONBody[],
): Promise<boolean> {
  const present = await api.commands(place.application, place.guild);
  if (sameCommands(present, wanted)) return false;
  await api.setCommands(place.application, place.guild, wanted);
  return true;
}

/** Whether two lists of commands are the same to the people who use them, in whatever order. */
export function sameCommands(present: readonly object[], wanted: readonly object[]): boolean {
  // Of a command for one server Discord reports places of use that nobody chose.
  const chosen = wanted.some((command) => 'contexts' in command)
    ? {}
    : { contexts: [], integration_types: [] };
  const forms = (commands: readonly object[]) =>
    commands
      .map((command) => JSON.stringify(normalForm({ ...command, ...chosen })))
      .sort()
      .join('\n');
  return forms(present) === forms(wanted);
}

/** Only what is compared, keys in order, without empty values: Discord leaves defaults out, or writes null. */
function normalForm(value: unknown, compares = (key: string) => COMPARED.includes(key)): unknown {
  if (Array.isArray(value)) {
    return value.every((item) => typeof item === 'number')
      ? [...value].sort()
      : value.map((item) => normalForm(item));
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([key, item]) => compares(key) && !isEmpty(item))
    // The keys of a localization map are locales, and each of them counts.
    .map(
      ([key, item]) =>
        [key, normalForm(item, key.endsWith('_localizations') ? () => true : undefined)] as const,
    )
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries);
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === false ||
    value === '' ||
    (typeof value === 'object' && Object.keys(value).length === 0)
  );
}

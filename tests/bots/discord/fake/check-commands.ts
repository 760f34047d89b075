import { type Json, list } from './check-message.ts';

/** https://docs.discord.com/developers/reference#locales */
const LOCALES =
  'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko'.split(
    ' ',
  );
/** https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-naming */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

/** What Discord would refuse in a list of commands; empty if it would take it. */
export function checkCommands(commands: unknown): string[] {
  if (!Array.isArray(commands)) return ['not a list'];
  const problems = list(commands).flatMap((command) => checkCommand(command, command.type === 1));
  return JSON.stringify(commands).length > 3 * 8_000 ? [...problems, 'too long together'] : problems;
}

function checkCommand(command: Json, chatInput: boolean): string[] {
  const options = list(command.options);
  const required = options.map((option) => option.required === true);
  return [
    ...checkWords(command, chatInput),
    ...(required.lastIndexOf(true) > required.indexOf(false) && required.includes(false)
      ? ['required options come first']
      : []),
    ...options.flatMap((option) => checkWords(option, true)),
  ];
}

function checkWords(command: Json, strict: boolean): string[] {
  const names = [command.name, ...localised(command.name_localizations)].map(String);
  const descriptions = strict
    ? [command.description, ...localised(command.description_localizations)].map((words) =>
        String(words ?? ''),
      )
    : [];
  const locales = [command.name_localizations, command.description_localizations].flatMap((map) =>
    Object.keys(map ?? {}),
  );
  return [
    ...names
      .filter((name) =>
        strict ? !NAME.test(name) || name !== name.toLowerCase() : name.length > 32 || name === '',
      )
      .map((name) => `name ${name}`),
    ...descriptions
      .filter((words) => words.length < 1 || words.length > 100)
      .map((words) => `description ${words}`),
    ...locales.filter((locale) => !LOCALES.includes(locale)).map((locale) => `locale ${locale}`),
  ];
}

const localised = (map: unknown) => Object.values((map ?? {}) as Json);

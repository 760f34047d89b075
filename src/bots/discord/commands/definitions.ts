import {
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord.js';
import { MAX_QUESTION_LENGTH } from '../../../answers/assistant.ts';
import { ENGLISH, translations } from './localisations.ts';

/** Names by which interactions call the commands, whatever the language of the person. */
export const COMMANDS = { ask: ENGLISH.ask, articles: ENGLISH.articles, find: ENGLISH.find } as const;
/** Names of the options. */
export const OPTIONS = {
  question: ENGLISH.question,
  private: ENGLISH.private,
  since: ENGLISH.since,
  until: ENGLISH.until,
  search: ENGLISH.search,
} as const;

/** Longer than any way to write a day. */
const MAX_DATE = 40;

/** The commands as Discord has to know them, https://docs.discord.com/developers/interactions/application-commands. */
export function commandDefinitions(places: {
  /** Registered in one server only; there the places of use are not chosen. */
  readonly guildOnly: boolean;
  /** Whether people may install the app for themselves. */
  readonly userInstall: boolean;
}): RESTPostAPIApplicationCommandsJSONBody[] {
  const everywhere = places.guildOnly
    ? {}
    : {
        contexts: [
          InteractionContextType.Guild,
          InteractionContextType.BotDM,
          ...(places.userInstall ? [InteractionContextType.PrivateChannel] : []),
        ],
        integration_types: [
          ApplicationIntegrationType.GuildInstall,
          ...(places.userInstall ? [ApplicationIntegrationType.UserInstall] : []),
        ],
      };
  return [
    {
      type: ApplicationCommandType.ChatInput,
      ...words('ask', 'askDescription'),
      options: [
        {
          ...text('question', 'questionDescription', MAX_QUESTION_LENGTH),
          required: true,
          autocomplete: true,
        },
        { type: ApplicationCommandOptionType.Boolean, ...words('private', 'privateDescription') },
        text('since', 'sinceDescription', MAX_DATE),
        text('until', 'untilDescription', MAX_DATE),
      ],
      ...everywhere,
    },
    {
      type: ApplicationCommandType.ChatInput,
      ...words('articles', 'articlesDescription'),
      options: [text('search', 'searchDescription', 100)],
      ...everywhere,
    },
    {
      type: ApplicationCommandType.Message,
      name: COMMANDS.find,
      name_localizations: translations('find'),
      ...everywhere,
    },
  ];
}

type Key = keyof typeof ENGLISH;

function words(name: Key, description: Key) {
  return {
    name: ENGLISH[name],
    name_localizations: translations(name),
    description: ENGLISH[description],
    description_localizations: translations(description),
  };
}

function text(name: Key, description: Key, longest: number) {
  return {
    type: ApplicationCommandOptionType.String,
    ...words(name, description),
    max_length: longest,
  } satisfies APIApplicationCommandOption;
}

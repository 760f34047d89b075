import { describe, expect, it } from 'vitest';
import { answerView } from '../../../src/bots/chat/build-view.ts';
import { newReplyId } from '../../../src/bots/chat/reference.ts';
import { commandDefinitions } from '../../../src/bots/discord/commands/definitions.ts';
import {
  MAX_BUTTON_LABEL,
  MAX_BUTTON_URL,
  MAX_BUTTONS_A_ROW,
  MAX_COMMAND_DESCRIPTION,
  MAX_COMMAND_NAME,
  MAX_CUSTOM_ID,
  MAX_EMBED_FOOTER,
  MAX_FIELD_NAME,
  MAX_FIELD_VALUE,
  MAX_NONCE,
  MAX_SOURCE_LABEL,
} from '../../../src/bots/discord/limits.ts';
import { answerButtons } from '../../../src/bots/discord/render/buttons.ts';
import { renderReply } from '../../../src/bots/discord/render/message.ts';
import { sourceFields } from '../../../src/bots/discord/render/quotes.ts';
import { answered, citation } from '../fake-assistant.ts';
import { snowflake } from './fake/snowflake.ts';

interface Words {
  readonly name: string;
  readonly description?: string;
  readonly name_localizations?: Record<string, string>;
  readonly description_localizations?: Record<string, string>;
  readonly options?: readonly Words[];
}

const withOptions = (command: Words): Words[] => [command, ...(command.options ?? []).flatMap(withOptions)];

describe('what does not depend on anybody’s words keeps within the limits', () => {
  it('names and descriptions of commands, in every language', () => {
    const commands = commandDefinitions({ guildOnly: false, userInstall: true }) as readonly Words[];
    for (const { name, description, ...words } of commands.flatMap(withOptions)) {
      for (const each of [name, ...Object.values(words.name_localizations ?? {})]) {
        expect(each.length, each).toBeLessThanOrEqual(MAX_COMMAND_NAME);
      }
      for (const each of [description ?? '', ...Object.values(words.description_localizations ?? {})]) {
        expect(each.length, each).toBeLessThanOrEqual(MAX_COMMAND_DESCRIPTION);
      }
    }
  });

  it('options of one command have different names in every language', () => {
    for (const { options = [] } of commandDefinitions({
      guildOnly: true,
      userInstall: false,
    }) as readonly Words[]) {
      for (const locale of Object.keys(options[0]?.name_localizations ?? {})) {
        const names = options.map((option) => option.name_localizations?.[locale]);
        expect(new Set(names).size).toBe(names.length);
      }
    }
  });

  it('buttons', () => {
    const [row] = answerButtons(newReplyId(), { more: true, link: 'https://example.org' });
    expect(row?.components.length).toBeLessThanOrEqual(MAX_BUTTONS_A_ROW);
    for (const button of row?.components ?? []) {
      if ('label' in button) expect(button.label?.length).toBeLessThanOrEqual(MAX_BUTTON_LABEL);
      if ('custom_id' in button) expect(button.custom_id.length).toBeLessThanOrEqual(MAX_CUSTOM_ID);
    }
  });

  it('the footer', () => {
    const view = answerView(answered('', [citation()]), newReplyId());
    const { length = 0 } = renderReply(view).embeds[0]?.footer?.text ?? '';
    expect(length).toBeGreaterThan(0);
    expect(length).toBeLessThanOrEqual(MAX_EMBED_FOOTER);
  });

  it('the nonce of a message is an id', () => {
    expect(snowflake().length).toBeLessThanOrEqual(MAX_NONCE);
  });

  it('a source with the longest label and address', () => {
    const source = { number: 25, title: '', category: null, published: null };
    const link = `https://example.org/${'a'.repeat(MAX_BUTTON_URL - 20)}`;
    const label = `[${'*'.repeat(MAX_SOURCE_LABEL * 2)}`;
    const [field] = sourceFields([{ ...source, label, link }]);
    expect(field?.value.length).toBeGreaterThan(MAX_BUTTON_URL);
    expect(field?.value.length).toBeLessThanOrEqual(MAX_FIELD_VALUE);
    expect(field?.name.length).toBeLessThanOrEqual(MAX_FIELD_NAME);
  });
});

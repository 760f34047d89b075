/**
 * Discord's limits as its documents state them, written down here once more: the fake must not learn them from the code
 * under test. https://docs.discord.com/developers/resources/message
 */
const LIMITS = {
  content: 2_000,
  embeds: 10,
  title: 256,
  description: 4_096,
  fields: 25,
  fieldName: 256,
  fieldValue: 1_024,
  footer: 2_048,
  total: 6_000,
  rows: 5,
  buttons: 5,
  label: 80,
  customId: 100,
  url: 512,
  nonce: 25,
};

export type Json = Record<string, unknown>;

export const list = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
/** Discord trims what it stores and takes nothing that is blank then. */
const blank = (value: unknown) => text(value).trim() === '';

/** What Discord would refuse in a message (50035, 50006); empty if it would take it. */
export function checkMessage(message: Json): string[] {
  const embeds = list(message.embeds);
  const empty = blank(message.content) && embeds.length === 0 ? ['empty message'] : [];
  const nonce = message.nonce;
  return [
    ...empty,
    ...atMost('content', message.content, LIMITS.content),
    ...(nonce === undefined || String(nonce).length <= LIMITS.nonce ? [] : ['nonce is too long']),
    ...(embeds.length > LIMITS.embeds ? ['too many embeds'] : []),
    ...embeds.flatMap(checkEmbed),
    ...(embeds.reduce((sum, embed) => sum + lengthOf(embed), 0) > LIMITS.total
      ? ['embeds are too long together']
      : []),
    ...checkComponents(list(message.components)),
  ];
}

function checkEmbed(embed: Json): string[] {
  const fields = list(embed.fields);
  const footer = embed.footer as Json | undefined;
  const nothing = blank(embed.title) && blank(embed.description) && fields.length === 0;
  return [
    ...(nothing ? ['empty embed'] : []),
    ...atMost('title', embed.title, LIMITS.title),
    ...atMost('description', embed.description, LIMITS.description),
    ...atMost('footer', footer?.text, LIMITS.footer),
    ...(footer && blank(footer.text) ? ['empty footer'] : []),
    ...(fields.length > LIMITS.fields ? ['too many fields'] : []),
    ...fields.flatMap(({ name, value }) => [
      ...(blank(name) || blank(value) ? ['empty field'] : []),
      ...atMost('field name', name, LIMITS.fieldName),
      ...atMost('field value', value, LIMITS.fieldValue),
    ]),
  ];
}

function lengthOf(embed: Json): number {
  const fields = list(embed.fields).reduce(
    (sum, { name, value }) => sum + text(name).length + text(value).length,
    0,
  );
  const footer = embed.footer as Json | undefined;
  return text(embed.title).length + text(embed.description).length + text(footer?.text).length + fields;
}

function checkComponents(rows: Json[]): string[] {
  const buttons = rows.flatMap((row) => list(row.components));
  const ids = buttons.flatMap(({ custom_id }) => (custom_id === undefined ? [] : [custom_id]));
  return [
    ...(rows.length > LIMITS.rows ? ['too many rows'] : []),
    ...(new Set(ids).size < ids.length ? ['custom ids repeat'] : []),
    ...rows.flatMap((row) => {
      const count = list(row.components).length;
      return row.type === 1 && count > 0 && count <= LIMITS.buttons ? [] : [`a row of ${count}`];
    }),
    ...buttons.flatMap(checkButton),
  ];
}

function checkButton(button: Json): string[] {
  if (button.type !== 2) return [`component ${String(button.type)}`];
  const isLink = button.style === 5;
  const url = text(button.url);
  return [
    ...(blank(button.label) && !button.emoji ? ['button without label'] : []),
    ...atMost('label', button.label, LIMITS.label),
    ...atMost('custom_id', button.custom_id, LIMITS.customId),
    ...(isLink === (button.custom_id !== undefined) ? ['a button has either custom_id or url'] : []),
    ...(isLink && (url.length > LIMITS.url || !/^https?:\/\/\S+$/.test(url)) ? ['button url'] : []),
  ];
}

function atMost(name: string, value: unknown, most: number): string[] {
  const { length } = text(value);
  return length > most ? [`${name} of ${length} characters`] : [];
}

import { ApplicationFlags } from 'discord.js';
import { AttacheError } from '../../errors.ts';
import type { Environment } from '../../settings/variable.ts';
import { bad, examineShared, type Finding, good } from '../chat/findings.ts';
import { DiscordApi } from './api.ts';
import { commandDefinitions } from './commands/definitions.ts';
import { sameCommands } from './commands/register.ts';
import { connectionError } from './discord-errors.ts';
import {
  allowsUserInstall,
  missingPermissions,
  PERMISSIONS,
  serverInvite,
  userInvite,
} from './installation.ts';
import type { Application } from './payloads.ts';
import { type DiscordSettings, parseDiscordSettings } from './settings.ts';

/** Below this, a bot that keeps restarting is about to be locked out for the day. */
const FEW_SESSIONS = 50;

/** Looks at the settings, the token, intents, permissions, commands and the data folder. Changes nothing in Discord. */
export async function examine(env: Environment): Promise<Finding[]> {
  let settings: DiscordSettings;
  try {
    settings = parseDiscordSettings(env);
  } catch (error) {
    return [bad(message(error))];
  }
  return [...(await examineDiscord(settings)), ...(await examineShared(settings, 'server'))];
}

async function examineDiscord(settings: DiscordSettings): Promise<Finding[]> {
  const api = new DiscordApi(settings);
  try {
    const application = await api.application();
    return [
      good(
        `DISCORD_TOKEN is ${application.bot?.username ?? application.name} (application ${application.id})`,
      ),
      ...examineIntents(application),
      await examineGateway(api),
      ...(await examineGuilds(api, settings)),
      await examineCommands(api, settings, application),
      good('to add it to a server, open', serverInvite(application.id)),
      allowsUserInstall(application)
        ? good('to use it in every chat of your own, open', userInvite(application.id))
        : good(
            'people cannot install it for themselves',
            "switch on 'User Install' on the page 'Installation'",
          ),
    ];
  } catch (error) {
    return [bad(message(connectionError(settings.apiUrl, error)))];
  } finally {
    api.close();
  }
}

function examineIntents({ flags }: Application): Finding[] {
  const privileged: readonly [number, string][] = [
    [
      ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited,
      'Message Content',
    ],
    [ApplicationFlags.GatewayGuildMembers | ApplicationFlags.GatewayGuildMembersLimited, 'Server Members'],
    [ApplicationFlags.GatewayPresence | ApplicationFlags.GatewayPresenceLimited, 'Presence'],
  ];
  const superfluous = privileged.filter(([bits]) => (flags & bits) !== 0);
  return [
    good('asks for no privileged intent'),
    ...superfluous.map(([, name]) =>
      good(`the intent ${name} is not needed`, "switch it off on the page 'Bot'"),
    ),
  ];
}

async function examineGateway(api: DiscordApi): Promise<Finding> {
  const { remaining, total } = (await api.gateway()).session_start_limit;
  const what = `the gateway takes ${remaining} of ${total} more starts today`;
  if (remaining === 0) return bad(what, 'wait until tomorrow, and find out why it was started so often');
  return good(what, remaining < FEW_SESSIONS ? 'find out why it was started so often' : null);
}

async function examineGuilds(api: DiscordApi, { guildId }: DiscordSettings): Promise<Finding[]> {
  const guilds = await api.guilds();
  const findings = guilds.map(({ id, name, permissions }) => {
    const missing = missingPermissions(permissions);
    if (missing.length === 0) return good(`in the server ${name} (${id}) it has the permissions it needs`);
    const reasons = missing.map((permission) => `${permission} (to ${PERMISSIONS[permission]})`).join(', ');
    return bad(`in the server ${name} (${id}) it lacks ${reasons}`, 'open the invite link below once more');
  });
  const inNone = guilds.length === 0 ? [good('it is in no server yet', 'open the invite link below')] : [];
  const isMissing = guildId !== null && !guilds.some(({ id }) => id === guildId);
  const missing = isMissing
    ? [bad(`it is not in the server DISCORD_GUILD_ID (${guildId})`, 'open the invite link below')]
    : [];
  return [...findings, ...inNone, ...missing];
}

async function examineCommands(
  api: DiscordApi,
  { guildId }: DiscordSettings,
  application: Application,
): Promise<Finding> {
  const where = guildId === null ? 'everywhere' : `in the server ${guildId}`;
  const wanted = commandDefinitions({
    guildOnly: guildId !== null,
    userInstall: allowsUserInstall(application),
  });
  try {
    const present = await api.commands(application.id, guildId);
    return sameCommands(present, wanted)
      ? good(`its commands are registered ${where}`)
      : good(`its commands are not yet registered ${where}`, "'attache discord' does so when it starts");
  } catch (error) {
    return bad(
      `its commands cannot be read ${where} (${message(error)})`,
      'open the invite link below once more',
    );
  }
}

function message(error: unknown): string {
  return error instanceof AttacheError || error instanceof Error ? error.message : String(error);
}

import {
  ApplicationIntegrationType,
  OAuth2Scopes,
  PermissionFlagsBits,
  PermissionsBitField,
} from 'discord.js';
import type { Application } from './payloads.ts';

/** Permissions of the bot in a server, each with its reason; `doctor` compares an installation with them. */
export const PERMISSIONS = {
  ViewChannel: 'see the channels in which it is mentioned',
  SendMessages: 'reply to mentions',
  SendMessagesInThreads: 'reply to mentions in threads',
  EmbedLinks: 'lay out quotes and sources',
  ReadMessageHistory: 'reply to the message that asked',
} satisfies Partial<Record<keyof typeof PermissionFlagsBits, string>>;

export type PermissionName = keyof typeof PERMISSIONS;

/** Names of the permissions that are missing in a bit set of Discord's. */
export function missingPermissions(granted: string): PermissionName[] {
  const permissions = new PermissionsBitField(BigInt(granted));
  return (Object.keys(PERMISSIONS) as PermissionName[]).filter((name) => !permissions.has(name));
}

/** Link that installs the app in a server, with no more permissions than it needs. */
export function serverInvite(application: string): string {
  const bits = (Object.keys(PERMISSIONS) as PermissionName[]).map((name) => PermissionFlagsBits[name]);
  return invite(application, [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands], {
    permissions: String(bits.reduce((sum, bit) => sum | bit, 0n)),
    integration_type: String(ApplicationIntegrationType.GuildInstall),
  });
}

/** Link by which a person installs the app for themselves. */
export function userInvite(application: string): string {
  return invite(application, [OAuth2Scopes.ApplicationsCommands], {
    integration_type: String(ApplicationIntegrationType.UserInstall),
  });
}

/** Whether 'User Install' is switched on; an application that does not say is taken as it is by default: not. */
export function allowsUserInstall({ integration_types_config: ways }: Application): boolean {
  return String(ApplicationIntegrationType.UserInstall) in (ways ?? {});
}

function invite(application: string, scopes: readonly string[], more: Record<string, string>): string {
  const query = new URLSearchParams({ client_id: application, scope: scopes.join(' '), ...more });
  return `https://discord.com/oauth2/authorize?${query}`;
}

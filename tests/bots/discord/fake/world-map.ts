/** The fake server and who is in it. */
export const BOT = '100000000000000001';
export const GUILD = '200000000000000001';
export const CHANNEL = '300000000000000001';
export const OTHER_CHANNEL = '300000000000000002';
export const THREAD = '300000000000000003';
/** A server in which the app is not a member: it came along with a person who installed it. */
export const FOREIGN_GUILD = '200000000000000009';
export const FOREIGN_CHANNEL = '300000000000000009';

const channel = (id: string, name: string, more: object = {}) => ({
  id,
  guild_id: GUILD,
  type: 0,
  name,
  position: 0,
  permission_overwrites: [],
  parent_id: null,
  ...more,
});

/** https://docs.discord.com/developers/events/gateway-events#guild-create */
export function guildCreate(): object {
  return {
    id: GUILD,
    name: 'Fake',
    owner_id: '400000000000000001',
    roles: [
      {
        id: GUILD,
        name: '@everyone',
        permissions: '0',
        position: 0,
        color: 0,
        hoist: false,
        managed: false,
        mentionable: false,
        flags: 0,
      },
    ],
    emojis: [],
    stickers: [],
    features: [],
    channels: [channel(CHANNEL, 'general'), channel(OTHER_CHANNEL, 'elsewhere')],
    threads: [
      channel(THREAD, 'a thread', {
        type: 11,
        parent_id: CHANNEL,
        owner_id: '400000000000000001',
        message_count: 0,
        member_count: 1,
        thread_metadata: {
          archived: false,
          auto_archive_duration: 1_440,
          archive_timestamp: '2026-01-01T00:00:00Z',
          locked: false,
        },
      }),
    ],
    members: [],
    member_count: 2,
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    unavailable: false,
    joined_at: '2026-01-01T00:00:00Z',
    large: false,
    premium_tier: 0,
    verification_level: 0,
    nsfw_level: 0,
    mfa_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    preferred_locale: 'en-US',
    afk_timeout: 300,
    system_channel_flags: 0,
    premium_progress_bar_enabled: false,
  };
}

/** https://docs.discord.com/developers/events/gateway-events#ready */
export function readyEvent(session: string, resumeUrl: string): object {
  return {
    v: 10,
    user: { id: BOT, username: 'attache', discriminator: '0', avatar: null, bot: true },
    guilds: [{ id: GUILD, unavailable: true }],
    session_id: session,
    resume_gateway_url: resumeUrl,
    shard: [0, 1],
    application: { id: BOT, flags: 0 },
  };
}

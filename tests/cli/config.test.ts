import { describe, expect, it } from 'vitest';
import { configCommand } from '../../src/cli/config-command.ts';

async function run(args: readonly string[], env: Record<string, string> = {}) {
  let output = '';
  let error: Error | null = null;
  const write = (text: string) => {
    output += text;
  };
  try {
    await configCommand({ env, write }).parseAsync([...args], { from: 'user' });
  } catch (caught) {
    error = caught as Error;
  }
  return { output, error };
}

const SECRETS = {
  SLACK_BOT_TOKEN: 'xoxb-very-secret',
  SLACK_APP_TOKEN: 'xapp-very-secret',
  SLACK_SIGNING_SECRET: 'very-secret',
  DISCORD_TOKEN: 'very.secret.token',
  ATTACHE_HTTP_TOKEN: 'a-very-secret-token',
};

describe('attache config', () => {
  it('prints each setting with its value and where that comes from', async () => {
    const { output, error } = await run([], { ATTACHE_RATE_LIMIT: '7', ATTACHE_CORPUS: '/srv/articles' });
    expect(error).toBeNull();
    expect(output).toMatch(/^ {2}ATTACHE_CORPUS +environment +\/srv\/articles$/m);
    expect(output).toMatch(/^ {2}ATTACHE_RATE_LIMIT +environment +7$/m);
    expect(output).toMatch(/^ {2}ATTACHE_RETENTION_DAYS +default +90$/m);
    expect(output).toMatch(/^ {2}ATTACHE_CACHE_DIR +default +\(the user's cache folder\)$/m);
  });

  it('prints the same as JSON, with what is unknown', async () => {
    const { output } = await run(['--json'], { ATTACHE_RATE_LIMIT: '7', ATTACHE_CORPSE: 'x' });
    const { settings, unknown } = JSON.parse(output);
    expect(settings).toContainEqual({
      name: 'ATTACHE_RATE_LIMIT',
      group: 'Chats',
      value: '7',
      otherwise: null,
      from: 'environment',
      problem: null,
    });
    expect(unknown).toEqual(['ATTACHE_CORPSE is not a setting and is ignored. Did you mean ATTACHE_CORPUS?']);
  });

  it.each([[[]], [['--json']]])('masks every secret: %j', async (args) => {
    const { output } = await run(args, SECRETS);
    expect(output).not.toContain('secret-');
    for (const secret of Object.values(SECRETS)) expect(output).not.toContain(secret);
    expect(output.split('********')).toHaveLength(Object.keys(SECRETS).length + 1);
  });

  it('marks what cannot be used, says why, and keeps bad secrets secret', async () => {
    const { output, error } = await run([], { SLACK_BOT_TOKEN: 'xoxp-secret', ATTACHE_READER: 'perhaps' });
    expect(output).toMatch(/^✗ SLACK_BOT_TOKEN +environment +\*{8}$/m);
    expect(output).toMatch(/^✗ ATTACHE_READER +environment +perhaps$/m);
    expect(error?.message).toMatch(/^ATTACHE_READER must be on or off.*\nSLACK_BOT_TOKEN does not look like/);
    expect(output + error?.message).not.toContain('xoxp-secret');
  });

  it.each([
    ['ATTACHE_SOURCES', 'https://a.example/feed, https://ann:hunt-er@b.example/'],
    ['ATTACHE_SOURCES', 'https://ann:hunt,er@b.example/'],
    ['ATTACHE_SOURCES', 'https://ann:hunt/er@b.example/'],
    ['SLACK_API_URL', 'https://ann:hunt-er@slack.example/api/'],
    ['DISCORD_API_URL', 'https://hunt-er@discord.example/api'],
    ['ATTACHE_HTTP_CORS', 'https://ann:hunt-er@c.example'],
  ])('refuses a password in %s without showing it: %s', async (name, value) => {
    const { output, error } = await run([], { [name]: value });
    expect(output).toMatch(new RegExp(`^✗ ${name} +environment +\\*{8}$`, 'm'));
    expect(error?.message).toContain(`${name} must `);
    expect(output + error?.message).not.toMatch(/hunt|er@/);
  });

  it.each([
    ['ATTACHE_SOURCES', 'https://a.example/feed, https://b.example/feed?page=2&api_key=hush'],
    ['ATTACHE_SOURCES', 'www.b.example/feed?page=2&api_key=hush'],
    ['SLACK_API_URL', 'https://slack.example/api/?page=2&token=hush'],
  ])('masks a key in the query of %s: %s', async (name, value) => {
    for (const args of [[], ['--json']]) {
      const { output, error } = await run(args, { [name]: value });
      expect(output).toMatch(/\?page=2&(?:api_key|token)=…/);
      expect(output + error?.message).not.toContain('hush');
    }
  });
});

import { describe, expect, it } from 'vitest';
import { parseSlackSettings } from '../../../src/bots/slack/settings.ts';

const BOT = { SLACK_BOT_TOKEN: 'xoxb-1' };

describe('parseSlackSettings', () => {
  it('uses Socket Mode where there is an app token, even beside a signing secret', () => {
    const settings = parseSlackSettings({ ...BOT, SLACK_APP_TOKEN: 'xapp-1', SLACK_SIGNING_SECRET: 's' });
    expect(settings.transport).toEqual({ kind: 'socket', appToken: 'xapp-1' });
    expect(settings.apiUrl).toBe('https://slack.com/api/');
  });

  it('uses HTTP with a signing secret', () => {
    const { transport } = parseSlackSettings({ ...BOT, SLACK_SIGNING_SECRET: 's', PORT: '8080' });
    expect(transport).toEqual({ kind: 'http', signingSecret: 's', port: 8_080 });
  });

  it('reads lists and adds the slash that the web client needs', () => {
    const settings = parseSlackSettings({
      ...BOT,
      SLACK_APP_TOKEN: 'xapp-1',
      SLACK_API_URL: 'http://127.0.0.1:1/api',
      SLACK_ALLOWED_CHANNELS: 'C1, dm,',
      SLACK_ALLOWED_WORKSPACES: 'T1',
    });
    expect(settings.apiUrl).toBe('http://127.0.0.1:1/api/');
    expect(settings.allow).toEqual({ channels: ['C1', 'dm'], spaces: ['T1'] });
  });

  it.each([
    [{}, /^SLACK_BOT_TOKEN is not set: copy the bot token/],
    [
      { SLACK_BOT_TOKEN: 'xoxp-1' },
      /^SLACK_BOT_TOKEN does not look like a bot token \(it begins with xoxb-\)/,
    ],
    [BOT, /^Set SLACK_APP_TOKEN .* or SLACK_SIGNING_SECRET/],
    [{ ...BOT, SLACK_APP_TOKEN: 'xoxb-1' }, /^SLACK_APP_TOKEN does not look like an app-level token/],
    [{ ...BOT, SLACK_SIGNING_SECRET: 's', PORT: '70000' }, /^PORT must be a port number/],
    [{ ...BOT, SLACK_APP_TOKEN: 'xapp-1', SLACK_API_URL: 'slack' }, /^SLACK_API_URL must be an http/],
  ])('says in one line what to set: %j', (env, line) => {
    expect(() => parseSlackSettings(env)).toThrow(line);
    expect(() => parseSlackSettings(env)).not.toThrow(/\n/);
  });
});

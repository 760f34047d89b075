import { describe, expect, it, onTestFinished } from 'vitest';
import { slackCommand } from '../../../src/bots/slack/command.ts';
import { FakeAssistant } from '../fake-assistant.ts';
import { recordingLogger } from '../recording-logger.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { APP_TOKEN, BOT_TOKEN, FakeSlack } from './fake/fake-slack.ts';

async function run(args: readonly string[], env: Record<string, string> = {}) {
  const output: string[] = [];
  let opened = 0;
  const command = slackCommand({
    env,
    openLog: recordingLogger,
    write: (text) => void output.push(text),
    openAssistant: async () => {
      opened += 1;
      return new FakeAssistant();
    },
  });
  const error = await command.parseAsync([...args], { from: 'user' }).then(
    () => null,
    (reason: Error) => reason.message,
  );
  return { output: output.join(''), error, opened };
}

describe('attache slack', () => {
  it('says what to set before it loads anything', async () => {
    const { error, opened } = await run([]);
    expect(error).toMatch(/^SLACK_BOT_TOKEN is not set/);
    expect(opened).toBe(0);
  });
});

describe('attache slack manifest', () => {
  it('prints a manifest for Socket Mode', async () => {
    const { output } = await run(['manifest']);
    expect(JSON.parse(output)).toMatchSnapshot();
  });

  it('prints one for HTTP with the addresses filled in', async () => {
    const { output } = await run(['manifest', '--url', 'https://bot.example.org', '--name', 'Helper']);
    const manifest = JSON.parse(output);
    const address = 'https://bot.example.org/slack/events';
    expect(manifest.display_information.name).toBe('Helper');
    expect(manifest.settings).toMatchObject({
      socket_mode_enabled: false,
      event_subscriptions: { request_url: address },
      interactivity: { request_url: address },
    });
    expect(manifest.features.slash_commands[0].url).toBe(address);
  });

  it("keeps within the manifest's limits (https://github.com/slackapi/manifest-schema)", async () => {
    const { features, display_information } = JSON.parse(
      (await run(['manifest', '--name', 'x'.repeat(99)])).output,
    );
    expect(display_information.name.length).toBeLessThanOrEqual(35);
    expect(display_information.description.length).toBeLessThanOrEqual(140);
    expect(features.shortcuts[0].name.length).toBeLessThanOrEqual(24);
    expect(features.shortcuts[0].description.length).toBeLessThanOrEqual(150);
    expect(features.agent_view.agent_description.length).toBeLessThanOrEqual(300);
  });

  it('refuses an address that Slack would refuse', async () => {
    expect((await run(['manifest', '--url', 'http://bot.example.org'])).error).toMatch(/https:\/\//);
  });
});

describe('attache slack doctor', () => {
  async function examine(
    env: Record<string, string> = {},
    prepare: (slack: FakeSlack) => void = () => undefined,
  ) {
    const slack = new FakeSlack();
    await slack.start();
    onTestFinished(() => slack.close());
    prepare(slack);
    const ATTACHE_DATA_DIR = await temporaryFolder();
    const sound = {
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_APP_TOKEN: APP_TOKEN,
      SLACK_API_URL: slack.apiUrl,
      ATTACHE_DATA_DIR,
    };
    return run(['doctor'], { ...sound, ...env });
  }

  it('finds nothing to change in a sound installation', async () => {
    const { output, error } = await examine();
    expect(error).toBeNull();
    expect(output).not.toContain('✗');
    expect(output).toContain('✓ SLACK_BOT_TOKEN is @attache in the workspace Fake (T1)');
    expect(output).toContain('✓ all 8 scopes are granted');
    expect(output).toContain('✓ SLACK_APP_TOKEN opens Socket Mode connections');
  });

  it('names missing and superfluous scopes', async () => {
    const { output, error } = await examine({}, (slack) => {
      slack.scopes =
        'app_mentions:read,assistant:write,channels:history,commands,groups:history,im:history,mpim:history,users:read';
    });
    expect(output).toContain('✗ the scope chat:write is missing: it cannot reply');
    expect(output).toContain('the scope users:read is not needed');
    expect(error).toBe('1 thing has to change.');
  });

  it('says which token is wrong', async () => {
    const { output } = await examine({ SLACK_APP_TOKEN: 'xapp-wrong' });
    expect(output).toContain('✗ Slack refuses SLACK_APP_TOKEN (invalid_auth)');
    expect(output).toContain('✓ SLACK_BOT_TOKEN');
  });

  it('says what is not set', async () => {
    const { output, error } = await run(['doctor']);
    expect(output).toContain('✗ SLACK_BOT_TOKEN is not set');
    expect(error).toBe('1 thing has to change.');
  });
});

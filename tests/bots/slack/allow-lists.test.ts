import { describe, expect, it, onTestFinished } from 'vitest';
import { ACTIONS } from '../../../src/bots/slack/render/buttons.ts';
import { openDatabase } from '../../../src/bots/store/database.ts';
import { readReport } from '../../../src/bots/store/report.ts';
import { QUESTION } from '../fake-assistant.ts';
import { until } from '../until.ts';
import type { PostedMessage } from './fake/fake-slack.ts';
import { blockAction, type Delivery, mention, message, messageShortcut } from './fake/payloads.ts';
import { buttonsOf, seeMessage } from './fake/see-message.ts';
import { afterwards, openWorld } from './open-world.ts';

describe('Slack: allow-lists', () => {
  it('answers in the listed channel and nowhere else', async () => {
    const { world, slack, assistant } = await openWorld({ SLACK_ALLOWED_CHANNELS: 'C2' });
    for (const delivery of mention({ user: 'U1', text: QUESTION, ts: slack.timestamp() }))
      await world.deliver(delivery);
    await world.deliver(message({ user: 'U1', text: QUESTION, ts: slack.timestamp(), channel: 'DU1' }));
    await world.deliver(
      mention({ user: 'U1', text: QUESTION, ts: slack.timestamp(), channel: 'C2' })[0] as Delivery,
    );
    await until('the answer', () => slack.messages[0]);
    await world.adapter().stop();
    expect(slack.messages.map(({ channel }) => channel)).toEqual(['C2']);
    expect(assistant.asked).toHaveLength(1);
  });

  it('tells a person who used the command elsewhere, and answers nothing', async () => {
    const { world, assistant } = await openWorld({ SLACK_ALLOWED_CHANNELS: 'C2' });
    const asked = await world.ask({ place: 'slash command', text: QUESTION });
    const seen = await until('the reply', () => world.replies(asked)[0]);
    expect(seen.text).toContain('not set up to answer here');
    expect(assistant.asked).toEqual([]);
  });

  it('answers direct messages if they are listed', async () => {
    const { world } = await openWorld({ SLACK_ALLOWED_CHANNELS: 'dm' });
    const asked = await world.ask({ place: 'direct message', text: QUESTION });
    await until('the answer', () => world.replies(asked)[0]);
  });

  it('does not answer people of other workspaces in a shared channel', async () => {
    const { world, slack } = await openWorld({ SLACK_ALLOWED_WORKSPACES: 'T1' });
    const stranger = mention({ user: 'U9', text: QUESTION, ts: slack.timestamp() }).map((delivery) => {
      const event = { ...(delivery.payload.event as object), user_team: 'T9', team: 'T9' };
      return { ...delivery, payload: { ...delivery.payload, event } };
    });
    for (const delivery of stranger) await world.deliver(delivery);
    const { response, delivery } = messageShortcut(slack, 'U9', QUESTION);
    const foreign = { ...delivery.payload, user: { id: 'U9', team_id: 'T9' } };
    await world.deliver({ ...delivery, payload: foreign });
    await afterwards(world);
    const [refusal, ...more] = slack.messages.filter(({ channel }) => channel === 'C1');
    expect(refusal?.response).toBe(response.id);
    expect(seeMessage(refusal as PostedMessage).text).toMatch(/^I am not set up to answer here\.[^“”]*$/);
    expect(more).toEqual([]);
  });

  it.each([
    ['in a channel that is not listed', { channel: 'C9', team: 'T1' }],
    ['by somebody of another workspace', { channel: 'C1', team: 'T9' }],
  ])('takes no press of a button %s', async (_, { channel, team }) => {
    const { world, slack, dataDir } = await openWorld({
      SLACK_ALLOWED_CHANNELS: 'C1,dm',
      SLACK_ALLOWED_WORKSPACES: 'T1',
    });
    const asked = await world.ask({ place: 'mention', text: QUESTION });
    await until('the answer', () => world.replies(asked)[0]);
    const { ts, thread } = world.messages(asked)[0] as PostedMessage;
    for (const name of ['up', 'more']) {
      const [, action] =
        buttonsOf(world.messages(asked)[0] as PostedMessage).find(([button]) => button === name) ?? [];
      const press = { user: 'U9', channel, messageTs: ts, thread, action: { ...action } };
      const { delivery } = blockAction(slack, press);
      const user = { ...(delivery.payload.user as object), team_id: team };
      await world.deliver({ ...delivery, payload: { ...delivery.payload, user } });
    }
    await afterwards(world);
    expect(slack.messages.filter(({ channel }) => channel !== 'DUlast')).toHaveLength(1);
    const database = await openDatabase(dataDir);
    onTestFinished(() => database.close());
    expect(await readReport(database, 1, 1)).toMatchObject({ up: 0, down: 0 });
  });

  it('answers no example that somebody of another workspace presses', async () => {
    const { world, slack, assistant } = await openWorld({ SLACK_ALLOWED_WORKSPACES: 'T1' });
    const action = { action_id: `${ACTIONS.example}0`, value: QUESTION, type: 'button' };
    const press = { user: 'U9', channel: 'C1', messageTs: '1', thread: null, action };
    const { delivery } = blockAction(slack, press);
    await world.deliver({ ...delivery, payload: { ...delivery.payload, user: { id: 'U9', team_id: 'T9' } } });
    await afterwards(world);
    expect(assistant.asked.map(({ question }) => question)).not.toContain(QUESTION);
  });
});

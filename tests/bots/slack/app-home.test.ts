import { describe, expect, it } from 'vitest';
import { ACTIONS } from '../../../src/bots/slack/render/buttons.ts';
import { FOLLOW_UP, QUESTION, WHEN, WHO } from '../fake-assistant.ts';
import { until } from '../until.ts';
import { blockAction, eventCallback, message } from './fake/payloads.ts';
import { seeMessage } from './fake/see-message.ts';
import { openWorld } from './open-world.ts';

describe('Slack: the App Home', () => {
  const openTab = (tab: string) =>
    eventCallback({ type: 'app_home_opened', user: 'U1', channel: 'DU1', tab, event_ts: '1' });

  it('shows what the bot knows, with examples that are answered in a direct message', async () => {
    const { world, slack } = await openWorld();
    await world.deliver(openTab('home'));
    const view = await until('the view', () => slack.views.get('U1'));
    expect(JSON.stringify(view)).toContain('I know 2 news articles, the newest of 1 Dec 2023.');

    const action = { action_id: `${ACTIONS.example}0`, value: QUESTION, type: 'button' };
    const { delivery } = blockAction(slack, {
      user: 'U1',
      channel: 'C1',
      messageTs: '1',
      thread: null,
      action,
    });
    // A press in a view has neither channel nor response_url.
    const { channel: _, response_url: __, ...payload } = delivery.payload;
    await world.deliver({ ...delivery, payload: { ...payload, container: { type: 'view', view_id: 'V1' } } });
    const posted = await until('the answer', () => slack.messages[0]);
    expect(posted.channel).toBe('U1');
    expect(seeMessage(posted).text).toContain(QUESTION);
    expect(seeMessage(posted).bold).toEqual([WHO]);

    // Follow-ups in a thread below it, whatever is asked outside meanwhile.
    for (const asked of [1, 3]) {
      await world.deliver(
        message({ user: 'U1', text: FOLLOW_UP, ts: slack.timestamp(), thread: posted.ts, channel: 'DU1' }),
      );
      const followUp = await until('the next answer', () => slack.messages[asked]);
      expect(followUp.thread).toBe(posted.ts);
      expect(seeMessage(followUp).bold).toEqual([WHEN]);
      await world.deliver(message({ user: 'U1', text: 'hello', ts: slack.timestamp(), channel: 'DU1' }));
      await until('the greeting', () => slack.messages[asked + 1]);
    }
  });

  it('offers no examples where direct messages are not answered', async () => {
    const { world, slack } = await openWorld({ SLACK_ALLOWED_CHANNELS: 'C2' });
    await world.deliver(openTab('messages'));
    await world.deliver(openTab('home'));
    const view = await until('the view', () => slack.views.get('U1'));
    expect(JSON.stringify(view)).not.toContain(QUESTION);
    expect(slack.prompts.size).toBe(0);
  });

  it('suggests prompts in the Messages tab, as an agent does', async () => {
    const { world, slack } = await openWorld();
    await world.deliver(openTab('messages'));
    expect(await until('the prompts', () => slack.prompts.get('DU1'))).toContainEqual({
      title: QUESTION,
      message: QUESTION,
    });
    expect(slack.refusals).toEqual([]);
  });
});

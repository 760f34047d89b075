import { describeChatAdapter } from '../conformance/describe-chat-adapter.ts';
import { SlackWorld } from './world.ts';

const PLACES = [
  { name: 'mention', conversation: true },
  { name: 'direct message', conversation: true },
  { name: 'slash command', conversation: false },
] as const;

for (const transport of ['socket', 'http'] as const) {
  describeChatAdapter({
    name: transport === 'socket' ? 'Slack in Socket Mode' : 'Slack over HTTP',
    places: [...PLACES],
    findPlace: 'message shortcut',
    open: (options) => SlackWorld.open(transport, options),
  });
}

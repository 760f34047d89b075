import { describeChatAdapter } from '../conformance/describe-chat-adapter.ts';
import { DiscordWorld } from './world.ts';

const MENTION = { name: 'mention', conversation: true };
const COMMAND = { name: 'slash command', conversation: false };
const DIRECT = { name: 'direct message', conversation: true };

// Messages and interactions take different ways through Discord, so the first place is once the one, once the other.
describeChatAdapter({
  name: 'Discord by message',
  places: [MENTION, DIRECT, COMMAND],
  findPlace: 'message command',
  open: (options) => DiscordWorld.open(options),
});
describeChatAdapter({
  name: 'Discord by command',
  places: [COMMAND],
  findPlace: 'message command',
  open: (options) => DiscordWorld.open(options),
});

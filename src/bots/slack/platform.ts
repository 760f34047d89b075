import type { Platform } from '../chat/platform.ts';
import { SlackAdapter } from './adapter.ts';
import { examine } from './doctor.ts';
import { identify } from './identify.ts';
import { parseSlackSettings, type SlackSettings } from './settings.ts';

export const slack: Platform<SlackSettings> = {
  name: 'slack',
  title: 'Slack',
  key: 'SLACK_BOT_TOKEN',
  parse: parseSlackSettings,
  check: identify,
  adapter: (settings, deps) => new SlackAdapter({ settings, ...deps }),
  examine,
};

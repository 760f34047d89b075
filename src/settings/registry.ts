import type { Group } from './variable.ts';
import { articleVariables } from './variables/articles.ts';
import { chatVariables } from './variables/chat.ts';
import { discordVariables } from './variables/discord.ts';
import { httpVariables } from './variables/http.ts';
import { logVariables } from './variables/logs.ts';
import { modelVariables } from './variables/models.ts';
import { slackVariables } from './variables/slack.ts';

/** Every variable that the product reads. What is missing here is reported as unknown. */
export const GROUPS: readonly Group[] = [
  articleVariables,
  modelVariables,
  chatVariables,
  slackVariables,
  discordVariables,
  httpVariables,
  logVariables,
];

/** Claims events until it is killed; reports once that it is well under way. */
import { BotStore } from '../../../src/bots/store/store.ts';

const REPORT_AFTER = 50;
const store = await BotStore.open({ dataDir: process.argv[2] ?? '', storeQuestions: true, retentionDays: 0 });
for (let index = 1; ; index += 1) {
  await store.events.claim('slack', `e${index}`, '{}', Date.now());
  if (index === REPORT_AFTER) process.send?.(index);
}

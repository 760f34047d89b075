import type { Logger } from 'pino';
import type { Assistant } from '../answers/assistant.ts';
import type { KeeperEvent } from '../answers/living/corpus-keeper.ts';
import { openKept } from '../answers/living/open-kept.ts';
import { showAddress } from '../retrieval/fetching/show.ts';
import { parseCoreSettings } from '../settings/core.ts';
import type { Environment } from '../settings/variable.ts';
import { assistantOptions } from './session.ts';
import { shownSummary } from './shown-addresses.ts';

/** Opens the assistant of a long-running command: its corpus is kept current, which the log tells. */
export function openLongLived(env: Environment, logger: Logger, signal?: AbortSignal): Promise<Assistant> {
  const { sources, refreshMs, allowPrivate } = parseCoreSettings(env);
  return openKept(
    { ...assistantOptions({}), withExamples: true, ...(signal && { signal }) },
    {
      sources,
      everyMs: refreshMs,
      fetcherOptions: { allowPrivate },
      onEvent: (event) => tell(logger, event),
    },
  );
}

function tell(logger: Logger, event: KeeperEvent): void {
  switch (event.kind) {
    case 'reloaded': {
      const { added, changed, gone, ms } = event;
      logger.info({ added, changed, gone, ms: Math.round(ms) }, 'the articles have changed');
      break;
    }
    case 'ingested': {
      const { problems, ...summary } = shownSummary(event.summary);
      for (const problem of problems) logger.warn(problem, 'an article could not be brought in');
      logger.info(summary, 'a source was brought in');
      break;
    }
    case 'ingest failed':
      logger.error(
        { source: showAddress(event.source), err: event.error },
        'a source could not be brought in',
      );
      break;
    case 'reload failed':
      logger.error({ err: event.error }, 'the articles could not be loaded again; the old ones stay');
      break;
    case 'watch failed':
      logger.warn({ err: event.error }, 'the folder cannot be watched; it is read on the schedule only');
  }
}

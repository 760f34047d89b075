import type { PlatformSettings } from '../settings.ts';
import { openDatabase } from '../store/database.ts';

/** One thing that a `doctor` looked at. */
export interface Finding {
  readonly ok: boolean;
  readonly what: string;
  /** What to do about it; null if there is nothing to do. */
  readonly remedy: string | null;
}

export const good = (what: string, remedy: string | null = null): Finding => ({ ok: true, what, remedy });
export const bad = (what: string, remedy: string | null = null): Finding => ({ ok: false, what, remedy });

/** Whether the bots' database can be opened. */
async function examineDataFolder(dataDir: string): Promise<Finding> {
  try {
    (await openDatabase(dataDir)).close();
    return good(`${dataDir} can be written`);
  } catch (error) {
    return bad(error instanceof Error ? error.message : String(error));
  }
}

/** What the settings that every platform shares come to; `space` is what the platform calls one. */
export async function examineShared(
  { allow, chat }: PlatformSettings,
  space: 'workspace' | 'server',
): Promise<Finding[]> {
  const { spaces, channels } = allow;
  return [
    await examineDataFolder(chat.dataDir),
    good(
      spaces.length > 0 ? `answers in the ${space}s ${spaces.join(', ')} only` : `answers in every ${space}`,
    ),
    good(
      channels.length > 0 ? `answers in ${channels.join(', ')} only` : 'answers in every channel it is in',
    ),
    good(
      chat.storeQuestions
        ? `keeps questions for ${chat.retentionDays || 'unlimited'} days`
        : 'keeps no questions',
    ),
  ];
}

/** The findings for a terminal. */
export function formatFindings(findings: readonly Finding[]): string {
  return findings
    .map(({ ok, what, remedy }) => `${ok ? '✓' : '✗'} ${what}\n${remedy === null ? '' : `  → ${remedy}\n`}`)
    .join('');
}

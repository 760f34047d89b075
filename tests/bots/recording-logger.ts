import { type Logger, pino } from 'pino';

export interface RecordingLogger {
  readonly logger: Logger;
  /** Parsed lines, oldest first. */
  readonly lines: Record<string, unknown>[];
}

/** A real pino that keeps its lines. */
export function recordingLogger(): RecordingLogger {
  const lines: Record<string, unknown>[] = [];
  const write = (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>);
  return { logger: pino({ level: 'debug' }, { write }), lines };
}

import { Command, InvalidArgumentError } from 'commander';
import type { Environment } from '../../settings/variable.ts';
import { cleanLine } from '../chat/plain-text.ts';
import { parseChatSettings } from '../settings.ts';
import { openDatabase } from './database.ts';
import { type AskedQuestion, type Report, readReport } from './report.ts';

export interface ReportCommandDeps {
  readonly env: Environment;
  readonly write: (text: string) => void;
}

const DEFAULT_DAYS = 30;
const DEFAULT_LIMIT = 10;

/** `attache report`: the questions most asked, unanswered and voted down in Slack and Discord. */
export function reportCommand({ env, write }: ReportCommandDeps): Command {
  return new Command('report')
    .description('print the questions most asked, unanswered and voted down in Slack and Discord')
    .option('--days <days>', 'how many days to look back', wholeNumber, DEFAULT_DAYS)
    .option('--limit <number>', 'how many questions a list', wholeNumber, DEFAULT_LIMIT)
    .option('--json', 'print JSON', false)
    .action(async (options: { days: number; limit: number; json: boolean }) => {
      const client = await openDatabase(parseChatSettings(env).dataDir);
      try {
        const report = await readReport(client, options.days, options.limit);
        write(options.json ? `${JSON.stringify(report, null, 2)}\n` : formatReport(report));
      } finally {
        client.close();
      }
    });
}

/** The report for a terminal. */
export function formatReport(report: Report): string {
  const { days, replies, answered, people, up, down } = report;
  const share = replies === 0 ? '' : ` (${Math.round((100 * answered) / replies)} % answered)`;
  return [
    `Last ${days} days: ${replies} questions${share} from ${people} ${people === 1 ? 'person' : 'people'}, ${up} 👍, ${down} 👎.`,
    ...section('Most asked', report.mostAsked),
    ...section('Not answered', report.unanswered),
    ...section('Voted down', report.votedDown),
    '',
  ].join('\n');
}

function section(title: string, questions: readonly AskedQuestion[]): string[] {
  const lines = questions.map(
    ({ question, times }) => `${String(times).padStart(5)}  ${cleanLine(question)}`,
  );
  return ['', title, ...(lines.length > 0 ? lines : ['       none'])];
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1.');
  return Number(text);
}

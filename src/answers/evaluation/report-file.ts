import { z } from 'zod';
import { AttacheError } from '../../errors.ts';
import type { Report } from './report.ts';

const share = z.object({ right: z.number(), of: z.number() });

/** What a comparison needs of an older report. */
const reportFile = z.looseObject({
  correct: share,
  answerable: share,
  unanswerable: share,
  shortF1: z.number().nullable(),
  auroc: z.number().nullable(),
  points: z.array(
    z.object({
      id: z.string(),
      confidence: z.number(),
      isRight: z.boolean(),
      isAnswerable: z.boolean(),
      wouldBeRight: z.boolean(),
    }),
  ),
});

export type OldReport = Pick<
  Report,
  'correct' | 'answerable' | 'unanswerable' | 'shortF1' | 'auroc' | 'points'
>;

/** @throws AttacheError INPUT_INVALID if the file is no report of `attache eval --out` */
export function parseReport(content: string, file: string): OldReport {
  try {
    return reportFile.parse(JSON.parse(content));
  } catch (cause) {
    throw new AttacheError(
      'INPUT_INVALID',
      `${file} is no report. Make one with 'attache eval --out ${file}'.`,
      {
        cause,
      },
    );
  }
}

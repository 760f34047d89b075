import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { AttacheError } from '../../errors.ts';
import { packageFile } from '../../package-files.ts';
import type { Calibration } from './calibration.ts';
import type { ChoiceModel } from './choice-model.ts';
import type { UtilityModel } from './utility.ts';

const hiddenUnit = z.object({ scale: z.number(), bias: z.number(), weights: z.array(z.number()) });

const utilityModel = z.object({
  features: z.array(z.string()),
  weights: z.array(z.number()),
  hidden: z.array(hiddenUnit),
});

const choiceModel = utilityModel.extend({
  abstain: z.number(),
  calibration: z.object({ bias: z.number(), scale: z.number() }),
  /** Confidence from which an answer is given. */
  threshold: z.number().min(0).max(1),
});

const rankingFile = z.object({
  trained: z.object({ date: z.string(), data: z.string(), command: z.string(), crossValidated: z.unknown() }),
  passages: utilityModel,
  withReader: choiceModel,
  withoutReader: choiceModel,
});

/** A choice model with its calibration and operating point, and the ranking of the passages that it chooses from. */
export interface RankingModel extends ChoiceModel {
  readonly passages: UtilityModel;
  readonly calibration: Calibration;
  readonly threshold: number;
}

/** What there is without learning: the sentence of the highest cosine, and never silence. */
export const BEST_COSINE: RankingModel = {
  features: ['sentenceCosine'],
  weights: [20],
  hidden: [],
  abstain: -100,
  passages: { features: ['score'], weights: [1], hidden: [] },
  calibration: { bias: 0, scale: 1 },
  threshold: 0,
};

const FILE = 'data/models/ranking.json';

/** Reads the weights that ship with the package: one set for answers with the reader, one for answers without. */
export async function loadRankingModels(): Promise<{
  withReader: RankingModel;
  withoutReader: RankingModel;
}> {
  try {
    const { passages, withReader, withoutReader } = rankingFile.parse(
      JSON.parse(await readFile(packageFile(FILE), 'utf8')),
    );
    return { withReader: { ...withReader, passages }, withoutReader: { ...withoutReader, passages } };
  } catch (cause) {
    throw new AttacheError(
      'MODEL_DAMAGED',
      `The ranking weights in ${packageFile(FILE)} cannot be read. Install the package again, or train them with 'training/ranking.sh'.`,
      { cause },
    );
  }
}

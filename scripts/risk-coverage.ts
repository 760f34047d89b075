/**
 * Draws risk against coverage from reports of `attache eval --out`:
 *
 *   tsx scripts/risk-coverage.ts --out docs/risk-coverage.svg "with reader=on.json" "without=off.json"
 *
 * Coverage: share of the questions that are answered when only those at or above a confidence are. Risk: share of
 * the answered ones that are wrong (El-Yaniv and Wiener, "On the foundations of noise-free selective
 * classification", JMLR 2010). An answer to a question that has none counts as wrong.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { parseReport } from '../src/answers/evaluation/report-file.ts';

const { values, positionals } = parseArgs({
  options: { out: { type: 'string' } },
  allowPositionals: true,
});
if (values.out === undefined || positionals.length === 0) {
  throw new Error('usage: risk-coverage.ts --out FILE.svg "name=report.json"...');
}

const WIDTH = 640;
const HEIGHT = 400;
const MARGIN = { left: 64, right: 24, top: 24, bottom: 56 };
/** Told apart by people who see colours differently too (Okabe and Ito, 2008). */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7'];

interface Curve {
  readonly name: string;
  readonly points: readonly { readonly coverage: number; readonly risk: number }[];
}

const curves: Curve[] = [];
for (const argument of positionals) {
  const [name = '', file = ''] = argument.split('=');
  curves.push({ name, points: curveOf(parseReport(await readFile(file, 'utf8'), file).points) });
}
await writeFile(values.out, draw(curves));

/** Risk at each coverage, the most confident answers first; what would be wrong even if answered is wrong here. */
function curveOf(points: ReturnType<typeof parseReport>['points']): Curve['points'] {
  const sorted = points.toSorted((a, b) => b.confidence - a.confidence);
  let wrong = 0;
  return sorted.map(({ isAnswerable, wouldBeRight }, i) => {
    if (!isAnswerable || !wouldBeRight) wrong++;
    return { coverage: (i + 1) / sorted.length, risk: wrong / (i + 1) };
  });
}

function draw(all: readonly Curve[]): string {
  const x = (coverage: number) => MARGIN.left + coverage * (WIDTH - MARGIN.left - MARGIN.right);
  const y = (risk: number) => HEIGHT - MARGIN.bottom - risk * (HEIGHT - MARGIN.top - MARGIN.bottom);
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1];
  const grid = ticks.flatMap((t) => [
    `<line x1="${x(t)}" y1="${y(0)}" x2="${x(t)}" y2="${y(1)}" stroke="#ddd"/>`,
    `<line x1="${x(0)}" y1="${y(t)}" x2="${x(1)}" y2="${y(t)}" stroke="#ddd"/>`,
    `<text x="${x(t)}" y="${y(0) + 18}" text-anchor="middle">${Math.round(100 * t)} %</text>`,
    `<text x="${x(0) - 8}" y="${y(t) + 4}" text-anchor="end">${Math.round(100 * t)} %</text>`,
  ]);
  const lines = all.map(({ points }, i) => {
    const path = points.map((p) => `${x(p.coverage).toFixed(1)},${y(p.risk).toFixed(1)}`).join(' ');
    return `<polyline points="${path}" fill="none" stroke="${COLOURS[i % COLOURS.length]}" stroke-width="2"/>`;
  });
  const legend = all.map(
    ({ name }, i) =>
      `<g transform="translate(${x(0) + 16},${y(1) + 20 + 20 * i})"><line x2="24" stroke="${COLOURS[i % COLOURS.length]}" stroke-width="3"/><text x="32" y="4">${escapeMarkup(name)}</text></g>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" role="img">`,
    '<title>Risk against coverage</title>',
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    ...grid,
    ...lines,
    ...legend,
    `<text x="${x(0.5)}" y="${HEIGHT - 14}" text-anchor="middle">coverage: share of questions answered</text>`,
    `<text transform="translate(18,${y(0.5)}) rotate(-90)" text-anchor="middle">risk: share of answers that are wrong</text>`,
    '</svg>',
    '',
  ].join('\n');
}

function escapeMarkup(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}

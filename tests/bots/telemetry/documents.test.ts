import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Metrics } from '../../../src/bots/telemetry/metrics.ts';
import { packageFile } from '../../../src/package-files.ts';

const metrics = new Metrics({ waiting: () => [], ready: () => [], index: () => null });
const served = metrics.registry
  .getMetricsAsArray()
  .map(({ name }) => name)
  .filter((name) => name.startsWith('attache_'));

/** What of a metric's name Prometheus adds for the series of a histogram. */
const SERIES = /_(?:bucket|count|sum)$/;
/** The metrics that a document names. */
const namedIn = (file: string) => {
  const names = readFileSync(packageFile(file), 'utf8').match(/\battache_[a-z_]+\b/g) ?? [];
  return [...new Set(names.map((name) => name.replace(SERIES, '')))].sort();
};

describe('the metrics in the documents', () => {
  it('are those that are served, each of them', () => {
    expect(namedIn('docs/http.md')).toEqual(served.toSorted());
  });

  it('are not called otherwise in the alerts', () => {
    const alerted = namedIn('docs/deploy.md');
    expect(alerted.length).toBeGreaterThan(0);
    expect(alerted.filter((name) => !served.includes(name))).toEqual([]);
  });
});

import fc from 'fast-check';

/** At the desk every run explores other values; the gate repeats its own, so that a push is judged by its change. */
if (process.env.CI) fc.configureGlobal({ seed: 20231114 });

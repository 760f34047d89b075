import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';

export interface Launched {
  readonly child: ChildProcess;
  /** What it has written so far. */
  readonly output: () => string;
  readonly errors: () => string;
}

/** Runs a TypeScript file as a process of its own with nothing of our environment but PATH and HOME. */
export function launch(file: string, env: Readonly<Record<string, string>>, ...args: string[]): Launched {
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [output, errors]: [string[], string[]] = [[], []];
  child.stdout?.on('data', (chunk) => output.push(String(chunk)));
  child.stderr?.on('data', (chunk) => errors.push(String(chunk)));
  return { child, output: () => output.join(''), errors: () => errors.join('') };
}

/** Resolves when the process has ended; null if a signal ended it. */
export async function exitCode(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}

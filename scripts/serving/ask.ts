/** What became of one question over HTTP. */
export interface Reply {
  /** 'lost': the connection ended without a reply. */
  readonly outcome: 'answered' | 'abstained' | 'refused' | 'lost';
  /** HTTP status, or why there was no reply. */
  readonly why: string;
  /** From sending the question to the end of the reply. */
  readonly ms: number;
}

export interface Target {
  readonly origin: string;
  /** Bearer token, or null. */
  readonly token: string | null;
}

/** Asks once. Never rejects. */
export async function ask(target: Target, question: string, conversation?: string): Promise<Reply> {
  const started = performance.now();
  const done = (outcome: Reply['outcome'], why: string) => ({
    outcome,
    why,
    ms: performance.now() - started,
  });
  try {
    const response = await fetch(`${target.origin}/v1/ask`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...authorization(target) },
      body: JSON.stringify({ question, conversation }),
    });
    const body = (await response.json()) as { status?: unknown };
    const isAnswer = body.status === 'answered' || body.status === 'abstained';
    return done(response.ok && isAnswer ? (body.status as 'answered') : 'refused', String(response.status));
  } catch (error) {
    const { cause } = error as { cause?: { code?: string } };
    return done('lost', cause?.code ?? String(error));
  }
}

export function authorization({ token }: Target): Record<string, string> {
  return token === null ? {} : { authorization: `Bearer ${token}` };
}

/** Does `count` jobs, `clients` of them at a time; each client begins its next job when the last is done. */
export async function withClients(
  clients: number,
  count: number,
  job: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const client = async () => {
    while (next < count) {
      next += 1;
      await job(next - 1);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
}

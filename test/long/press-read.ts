const patienceMs = 60_000;

/** How one press of *I have read this* ended, as the trainee's page knows it. */
export interface Pressed {
  /** How often nothing was known, or the server asked to try again. */
  lost: number;
  /** Null where the server said that it is stored. */
  refused: string | null;
}

/**
 * *I have read this*, as the page sends it: where the connection breaks or the server is away for a moment, the same again until
 * there is an answer.
 */
export async function pressRead(origin: string, session: string, observationId: string): Promise<Pressed> {
  const end = Date.now() + patienceMs;
  for (let lost = 0; ; lost += 1) {
    const response = await fetch(`${origin}/api/observations/${observationId}/read`, {
      method: 'POST',
      // A connection of its own for each press, so that presses reach every process.
      headers: { Authorization: `Bearer ${session}`, 'Content-Type': 'application/json', Connection: 'close' },
      body: '{}',
      redirect: 'error',
      signal: AbortSignal.timeout(15_000),
    }).catch(() => null);
    if (response?.ok) return { lost, refused: null };
    if (response && response.status !== 503)
      return { lost, refused: `read answered ${response.status}: ${(await response.text()).slice(0, 300)}` };
    if (Date.now() > end) return { lost, refused: 'read got no answer within a minute' };
    await new Promise((resolve) => setTimeout(resolve, 100 + Math.random() * 400));
  }
}

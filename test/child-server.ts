import type { ChildProcess } from 'node:child_process';

/** Kills a server as a power cut would, and waits until it is gone. Null or ended already is fine. */
export async function killed(child: ChildProcess | null): Promise<void> {
  if (!child || child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

import { readFileSync } from 'node:fs';
import { startPractice, type PracticeSettings } from './practice.js';

/** The two practice platforms as a process: `node dist/practice/platform.js [configuration.json]`. */
async function run(): Promise<void> {
  const file = process.argv[2];
  const settings = file === undefined ? {} : (JSON.parse(readFileSync(file, 'utf8')) as PracticeSettings);
  const platforms = await startPractice(settings);
  const stop = (): void => {
    void Promise.all([platforms.university.close(), platforms.school.close()]).then(() => process.exit(0));
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
  const { university: first, school: second } = platforms;
  process.stdout.write(
    `${JSON.stringify({ ready: true, university: first.registration, school: second.registration, frontPage: first.origin })}\n`,
  );
}

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});

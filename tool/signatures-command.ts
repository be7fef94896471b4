import { runCommand } from './operator-bench.js';
import { createFounding } from './partnership/founding.service.js';
import { sealedSources } from './sealed-sources.js';
import { checkSignatures } from './signature/signature-check.service.js';

/** `npm run --silent signatures -- check`: compares every signed record with what was signed. Ends with 1 where one differs. */
runCommand(async (ground, argv) => {
  if (argv.length !== 1 || argv[0] !== 'check') throw new Error('Say what to do: signatures -- check');
  const partnerships = await createFounding(ground).list();
  const report = await checkSignatures(ground.db, sealedSources(ground), partnerships.map(({ id }) => id)); // prettier-ignore
  return { answer: report, failed: report.faults.length > 0 };
});

import { configFromProcess } from '../config.js';
import { openDatabase } from '../db/database.js';
import { createLogger } from '../logger.js';
import { registryModel } from './registry.model.js';
import { createSealing } from './sealing.js';

/** `npm run reseal`: seals every stored private key anew with SECRET_KEY, so that SECRET_KEY_PREVIOUS can be forgotten. */
async function reseal(): Promise<{ resealed: number; current: number }> {
  const config = configFromProcess();
  const sealing = createSealing(config.secretKeys);
  const db = openDatabase(config.databaseUrl, createLogger('silent'));
  try {
    const model = registryModel(db);
    return await model.transaction(async (tx) => {
      const rows = await model.find('platform_key', {}, tx);
      const old = rows.filter((row) => row.private_sealed !== '' && !sealing.isCurrent(row.private_sealed));
      for (const { kid, private_sealed: sealed } of old) {
        const pem = sealing.open('platform-key', sealed, kid);
        if (pem === null)
          throw new Error(`The private key ${kid} opens with neither SECRET_KEY nor SECRET_KEY_PREVIOUS. Nothing was changed.`);
        await model.update('platform_key', { kid }, { private_sealed: sealing.seal('platform-key', pem, kid) }, tx);
      }
      return { resealed: old.length, current: rows.length - old.length };
    });
  } finally {
    await db.close();
  }
}

reseal().then(
  (answer) => {
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  },
  (error: unknown) => {
    process.stdout.write(`${JSON.stringify({ error: error instanceof Error ? error.message : String(error) })}\n`);
    process.exitCode = 1;
  },
);

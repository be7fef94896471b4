import { endEverySession } from './access/every-session.js';
import { instantNow } from './clock.js';
import { createFounding } from './partnership/founding.service.js';
import { createPeople } from './partnership/people.service.js';
import { knownUntil, noteRestore } from './passback/restored.js';
import { createAuditSealing } from './privacy/audit-seal.service.js';
import { readErasures } from './privacy/erasure-log.js';
import { createPrivacy } from './privacy/privacy.js';
import { sealedSources } from './sealed-sources.js';
import { checkSignatures, type SignatureReport } from './signature/signature-check.service.js';
import type { Ground } from './slice.js';
import { tableDeclarations } from './table-declarations.js';

export interface AfterRestore {
  /** What happened later is not known here. */
  knownUntil: string;
  erasuresLogged: number;
  erasedAgain: number;
  sessionsEnded: number;
  auditIntact: boolean;
  signatures: SignatureReport;
}

/**
 * What a restored backup needs before anybody is let in: who was erased since goes again, sessions end, gradebooks are compared before
 * anything is sent to them, and every signature and the audit's chain are checked. Done again it does no harm.
 * @param backedUpAt when the backup was begun; null: the last thing the database knows of
 * @throws where the log of erasures cannot be read, or somebody cannot be erased
 */
export async function afterRestore(ground: Ground, backedUpAt: string | null): Promise<AfterRestore> {
  const { db, clock, audit, config } = ground;
  const logged = await readErasures(config.dataDir);
  // Asked before anything here writes an audit row of its own.
  const until = backedUpAt ?? (await knownUntil(db));
  const sessionsEnded = await db.transaction(async (tx) => {
    const now = instantNow(clock);
    await noteRestore(db, { backedUpAt: until, restoredAt: now }, tx);
    await audit.record({ action: 'database.restored', partnershipId: null, detail: `knows what happened until ${until}` }, tx);
    return endEverySession(db, now, tx);
  });
  const privacy = createPrivacy({ ground, declarations: tableDeclarations, people: createPeople(ground), files: [] });
  const erasedAgain = await privacy.erasures.reapply(logged);
  const partnerships = await createFounding(ground).list();
  const signatures = await checkSignatures(db, sealedSources(ground), partnerships.map(({ id }) => id)); // prettier-ignore
  const { intact: auditIntact } = await createAuditSealing({ db, clock }).check();
  return { knownUntil: until, erasuresLogged: logged.length, erasedAgain, sessionsEnded, auditIntact, signatures };
}

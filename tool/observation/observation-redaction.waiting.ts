import type { Reader } from '../access/viewer.js';
import type { WaitingItem } from '../home/home.shared.js';
import type { Parts } from './observation-parts.js';

const mostItems = 20;

/** For coordinators and the school's lead: somebody asked to have words removed from a record. */
export async function redactionsWaiting({ redactions, people }: Parts, viewer: Reader): Promise<WaitingItem[]> {
  const every = viewer.roles.some((held) => held.role === 'coordinator');
  const schools = viewer.roles.flatMap((held) => (held.role === 'school_lead' && held.schoolId !== null ? [held.schoolId] : []));
  if (!every && schools.length === 0) return [];
  const open = await redactions.open(viewer.partnershipId, every ? null : schools, mostItems);
  if (open.length === 0) return [];
  const names = await people.namesOf(viewer.partnershipId, [...new Set(open.map((one) => one.askedBy))]);
  return open.map(({ observationId, askedBy, askedAt }) => ({
    key: `observation:${observationId}:redaction`,
    sentence: `${names.get(askedBy)?.givenName ?? 'Somebody'} asks you to remove words from a signed record.`,
    href: `#/redactions/${observationId}`,
    about: null,
    due: { kind: 'since', at: askedAt },
    minutes: 2,
  }));
}

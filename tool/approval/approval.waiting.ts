import { addDays, dayIn } from '../attention/day.rules.js';
import type { WaitingItem } from '../home/home.shared.js';
import type { WaitingSource } from '../home/waiting.js';
import type { Ground } from '../slice.js';
import { addMs, toInstant } from '../clock.js';
import { findEnding, findTakenBack } from './approval.model.js';
import { maySeeEverySchool } from './approval.policy.js';

/** Long enough to ask a head teacher before a half-term break. */
const aheadDays = 14;
/** It is news for as long. */
const toldForMs = 14 * 24 * 60 * 60_000;

/** For school leads and coordinators: an approval ends before the placements that need it do. For coordinators: one was taken back. */
export const createApprovalWaiting = ({ db, clock }: Pick<Ground, 'db' | 'clock'>): WaitingSource => ({
  async waitingFor(viewer) {
    const led = viewer.roles.flatMap((held) => (held.role === 'school_lead' && held.schoolId !== null ? [held.schoolId] : []));
    const every = maySeeEverySchool(viewer);
    if (!every && led.length === 0) return [];
    const today = dayIn(clock.now(), viewer.timeZone);
    const since = toInstant(addMs(clock.now(), -toldForMs));
    const takenBack = every ? await findTakenBack(db, viewer.partnershipId, { personId: viewer.personId, since, today }) : [];
    const ending = await findEnding(db, viewer.partnershipId, every ? null : led, today, addDays(today, aheadDays));
    const told = takenBack.map(({ schoolId, schoolName, withdrawnAt }): WaitingItem => ({
      key: `approval:${schoolId}:taken-back`,
      sentence: `${schoolName} no longer agrees to pictures or video.`,
      href: `#/approvals/${schoolId}`,
      about: null,
      due: { kind: 'since', at: withdrawnAt },
      minutes: null,
    }));
    const ends = ending.map(({ schoolId, schoolName, untilOn }): WaitingItem => ({
      key: `approval:${schoolId}:ends`,
      sentence: `${schoolName}’s agreement to pictures and video ends soon. Ask whether it goes on.`,
      href: `#/approvals/${schoolId}`,
      about: null,
      due: { kind: 'until', at: untilOn },
      minutes: 5,
    }));
    return [...told, ...ends];
  },
});

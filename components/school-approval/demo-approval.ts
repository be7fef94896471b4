import type { ApprovalVersion, SchoolApproval } from '../../tool/approval/approval.shared.js';

/** A school of the story, and what it has agreed to. */
export const demoSchool = { id: '01930000-0000-7000-8000-0000000000e1', name: 'Harbour Academy' };
export const demoApprovalVersion: ApprovalVersion = {
  id: '01930000-0000-7000-8000-0000000000a1', version: 2, lawfulBasis: 'public_task', covers: ['photo', 'sound', 'video'], classes: ['10Y2', '7B'],
  fromOn: '2026-09-07', untilOn: '2026-12-18', devices: ['school', 'university'], optOuts: 2, retentionDays: 30, audience: ['mentor', 'tutor'],
  approver: { name: 'J. Marsh', role: 'Deputy head' }, agreedOn: '2026-09-03', document: 'https://harbour.example/filming-agreement.pdf',
  recordedBy: 'J. Marsh', recordedAs: 'school_lead', recordedAt: '2026-09-03T09:00:00.000Z', withdrawn: null,
}; // prettier-ignore
export const demoApproval = (changes: Partial<SchoolApproval> = {}): SchoolApproval => ({
  school: demoSchool, today: '2026-11-12', timeZone: 'Europe/London', state: 'in-force', current: demoApprovalVersion, ask: ['J. Marsh'], recordAs: null, barred: false, ...changes,
}); // prettier-ignore

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { KnownViewer } from '../../../tool/access/viewer.js';
import { toInstant } from '../../../tool/clock.js';
import { newId } from '../../../tool/ids.js';
import type { ObservationList, ObservationView } from '../../../tool/observation/observation.shared.js';
import { eachDialect } from '../../database.js';
import { sure } from '../../sure.js';
import { openSetting, type Setting } from './setting.js';

const notFound = { status: 404 };
const dayMs = 24 * 60 * 60_000;
const lesson = { day: '2025-11-12', starts: '09:05', period: 'P2', className: '8B', subject: 'History', topic: 'The Black Death' };

eachDialect('an observation whose mentor’s role has ended', (open) => {
  let setting: Setting;
  let former: KnownViewer;
  let draft: string;
  let planned: string;
  let signedId: string;
  const view = (viewer: KnownViewer, id: string): Promise<ObservationView> => setting.call(viewer, 'get', `/api/observations/${id}`);
  const listed = async (viewer: KnownViewer): Promise<string[]> => {
    const list: ObservationList = await setting.call(viewer, 'get', `/api/placements/${setting.placementId}/observations`);
    return list.observations.map((one) => one.id);
  };
  const waitingFor = async (viewer: KnownViewer): Promise<string[]> =>
    (await setting.slice.waiting.waitingFor(viewer)).map((item) => item.sentence);
  const make = async (writeUp: boolean): Promise<string> => {
    const id = newId();
    const body = { placementId: setting.placementId, kind: 'formal', lesson, focus: 'Questions', writeUp };
    await setting.call(setting.cast.priya, 'put', `/api/observations/${id}`, body);
    if (writeUp) await setting.call(setting.cast.priya, 'put', `/api/observations/${id}/sections/strengths`, { body: 'It held.' });
    return id;
  };
  const endRole = () =>
    setting.db.run(`UPDATE role_held SET ended_at = :now WHERE person_id = :personId AND role = 'mentor'`, {
      now: toInstant(setting.clock.now()),
      personId: setting.cast.priya.personId,
    });

  beforeAll(async () => {
    setting = await openSetting(open);
    const { cast, call } = setting;
    signedId = await make(true);
    const { revision } = await view(cast.priya, signedId);
    await call(cast.priya, 'post', `/api/observations/${signedId}/sign`, {}, revision);
    draft = await make(true);
    planned = await make(false);
    await endRole();
    former = { ...cast.priya, roles: [] };
  });
  afterAll(() => setting.close());

  it('stays under their name where it is signed, for everybody else who reads it', async () => {
    const { cast } = setting;
    for (const reader of [cast.amara, cast.james, cast.helen])
      expect(await view(reader, signedId)).toMatchObject({ access: 'record', observer: { name: 'Priya Nair' } });
    await expect(view(former, signedId)).rejects.toMatchObject(notFound);
    const check = await setting.call(cast.amara, 'get', `/api/observations/${signedId}/check`);
    expect(check).toMatchObject({ intact: true });
  });

  it('is theirs to read and copy for a fortnight where it is a draft, and names nobody else who will see it', async () => {
    expect(await view(former, draft)).toMatchObject({
      access: 'kept', state: 'feedback', keptUntil: '2025-11-26T09:05:00.000Z', trainee: { name: 'Amara Okafor' },
      may: { write: false, sign: false, withdraw: true, correct: false }, visibleTo: { now: [], planOnly: [], onceSigned: [] },
    }); // prettier-ignore
    expect((await view(former, draft)).sections.find((one) => one.section === 'strengths')?.body).toBe('It held.');
    const [first] = await setting.slice.waiting.waitingFor(former);
    expect(first?.href).toMatch(/^#\/draft\/[0-9a-f-]{36}$/);
    expect(await waitingFor(former)).toEqual([
      'Your draft of the lesson on 12 November is not signed. Copy what you need.',
      'Your draft of the lesson on 12 November is not signed. Copy what you need.',
    ]);
  });

  it('is not written, started or signed any more', async () => {
    const { call } = setting;
    const path = `/api/observations/${draft}`;
    const note = { tag: 'none', body: 'late', minuteMs: null, notedAt: '2025-11-12T09:06:00.000Z', position: 0 };
    for (const refusal of [
      call(former, 'put', `${path}/notes/${newId()}`, note),
      call(former, 'put', `${path}/sections/strengths`, { body: 'Other.' }, 1),
      call(former, 'post', `${path}/sign`, {}, 2),
      call(former, 'post', `/api/observations/${planned}/start`, {}),
      call(former, 'post', `/api/observations/${planned}/write-up`, {}),
    ])
      await expect(refusal).rejects.toMatchObject(notFound);
  });

  it('is nobody else’s while it is a draft: not the trainee’s any more, not another mentor’s, not a tutor’s', async () => {
    const { cast } = setting;
    for (const other of [cast.amara, cast.james, cast.helen, cast.carol, cast.tom]) {
      await expect(view(other, draft)).rejects.toMatchObject(notFound);
      await expect(view(other, planned)).rejects.toMatchObject(notFound);
    }
    for (const other of [cast.amara, cast.james, cast.helen]) expect(await listed(other)).toEqual([signedId]);
    expect((await waitingFor(cast.amara)).join()).not.toContain('comes to your lesson');
  });

  it('is withdrawn by them, while they keep it', async () => {
    await setting.call(former, 'post', `/api/observations/${planned}/withdraw`, {});
    await expect(view(former, planned)).rejects.toMatchObject(notFound);
    expect(await waitingFor(former)).toHaveLength(1);
  });

  it('is theirs again where the role begins again, and kept anew from the next end', async () => {
    const held = { id: newId(), role: 'mentor' as const, placementId: setting.placementId, schoolId: null };
    await setting.db.insert('role_held', {
      id: held.id, partnership_id: former.partnershipId, person_id: former.personId, role: 'mentor', placement_id: setting.placementId,
      started_at: toInstant(setting.clock.now()),
    }); // prettier-ignore
    setting.clock.advance(20 * dayMs);
    await setting.slice.withdrawLeftDrafts();
    expect(await view({ ...former, roles: [held] }, draft)).toMatchObject({ access: 'own', state: 'feedback' });
    expect(await listed(setting.cast.amara)).toContain(draft);
    await endRole();
    expect(await view(former, draft)).toMatchObject({ access: 'kept' });
  });

  it('is withdrawn a fortnight after the end by whichever process sweeps, once, with its words left to retention', async () => {
    setting.clock.advance(14 * dayMs - 1);
    await setting.slice.withdrawLeftDrafts();
    expect(await view(former, draft)).toMatchObject({ state: 'feedback' });
    setting.clock.advance(1);
    // Gone for them at that moment, before any sweep.
    await expect(view(former, draft)).rejects.toMatchObject(notFound);
    expect(await waitingFor(former)).toEqual([]);
    setting.audits.length = 0;
    await Promise.all([1, 2, 3].map(() => setting.slice.withdrawLeftDrafts()));
    const [row] = await setting.db.select<{ state: string; body: string }>(
      `SELECT o.state AS state, s.body AS body FROM observation o JOIN observation_section s ON s.observation_id = o.id
        WHERE o.id = :draft AND s.section = 'strengths'`,
      { draft },
    );
    expect(sure(row)).toEqual({ state: 'withdrawn', body: 'It held.' });
    expect(setting.audits.filter((one) => one.action === 'observation.withdrawn')).toHaveLength(1);
    await expect(view(former, draft)).rejects.toMatchObject(notFound);
  });
});

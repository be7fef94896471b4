import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { newId } from '../../../tool/ids.js';
import { createReviewSealed } from '../../../tool/review/review-sealed.js';
import { checkSignatures } from '../../../tool/signature/signature-check.service.js';
import { eachDialect } from '../../database.js';
import { startRace } from '../../race.js';
import { openReviews, type Reviews } from './review-setting.js';

const notFound = { status: 404, message: 'There is nothing here that you can open.' };
const lesson = { day: '2025-11-12', starts: '09:05', period: 'P2', className: '8B', subject: 'History', topic: 'The Black Death' };

eachDialect('a review', (open) => {
  let all: Reviews;
  beforeAll(async () => {
    all = await openReviews(open);
  });
  afterAll(() => all.close());

  /** A lesson that was signed, with one target. */
  const signedLesson = async (): Promise<string> => {
    const { call, cast, placementId } = all;
    const id = newId();
    await call(cast.priya, 'put', `/api/observations/${id}`, { placementId, kind: 'formal', lesson, focus: 'Routines', writeUp: true });
    await call(cast.priya, 'put', `/api/observations/${id}/sections/strengths`, { body: 'Calm voice.' }, 0);
    const target = { wording: 'Wait for silence', actions: '', support: '', byOn: null, position: 0, noteIds: [] };
    const saved: { observationRevision: number } = await call(cast.priya, 'put', `/api/observations/${id}/targets/${newId()}`, target);
    await call(cast.priya, 'post', `/api/observations/${id}/sign`, {}, saved.observationRevision);
    return id;
  };

  it('lists signed lessons and their targets with what they are called, and leaves drafts out', async () => {
    const { cast, begin, call, placementId } = all;
    const observation = await signedLesson();
    const draft = newId();
    await call(cast.priya, 'put', `/api/observations/${draft}`, { placementId, kind: 'formal', lesson, focus: '', writeUp: true });
    const { evidence } = await begin();
    expect(evidence).toContainEqual(
      expect.objectContaining({ kind: 'observation', id: observation, wording: 'History, 8B, The Black Death (seen by Priya Nair)' }),
    );
    expect(evidence).toContainEqual(expect.objectContaining({ kind: 'target', recordId: observation, wording: 'Wait for silence' }));
    expect(evidence.some(({ recordId }) => recordId === draft)).toBe(false);
    expect(JSON.stringify(evidence)).not.toContain('Calm voice');
  });

  it('is written together: a text changed meanwhile is refused with both, and the trainee writes their own words alone', async () => {
    const { cast, begin, write } = all;
    const { id } = await begin();
    await write(cast.priya, id, 'strengths', 'Questions');
    await expect(write(cast.helen, id, 'strengths', 'Pace')).rejects.toMatchObject({
      status: 409,
      extra: { current: { body: 'Questions' }, yours: { body: 'Pace' } },
    });
    await write(cast.helen, id, 'strengths', 'Questions and pace', 1);
    await write(cast.amara, id, 'trainee_words', 'I feel at home here.');
    await expect(write(cast.amara, id, 'strengths', 'Mine', 2)).rejects.toMatchObject(notFound);
    await expect(write(cast.priya, id, 'trainee_words', 'Theirs', 1)).rejects.toMatchObject(notFound);
    await expect(write(cast.priya, id, 'outcome', 'excellent')).rejects.toMatchObject({ status: 400 });
    await expect(write(cast.tom, id, 'strengths', 'Coach')).rejects.toMatchObject(notFound);
  });

  it('is begun once for a placement, also when mentor and tutor begin it at the same moment', async () => {
    const { cast, call, placementId, point } = all;
    const pointId = await point();
    const open = (who: typeof cast.priya) =>
      call(who, 'put', `/api/reviews/${newId()}`, { placementId, pointId }) as Promise<{ id: string }>;
    const [one, other] = await Promise.all([open(cast.priya), open(cast.helen)]);
    expect(one.id).toBe(other.id);
    await expect(open(cast.amara)).rejects.toMatchObject(notFound);
    await expect(open(cast.carol)).rejects.toMatchObject(notFound);
  });

  it('is sealed by the first signature, complete with the third, and tells the gradebook once', async () => {
    const { cast, ready, sign, view, write, values } = all;
    const { id, revision } = await ready({ name: 'Interim review' });
    const before = values.length;
    await sign(cast.amara, id, revision);
    await expect(write(cast.priya, id, 'strengths', 'Later', 1)).rejects.toMatchObject({ type: 'signed' });
    await sign(cast.helen, id, revision);
    await sign(cast.helen, id, revision);
    expect(values).toHaveLength(before);
    const done = await sign(cast.priya, id, revision);
    await sign(cast.priya, id, revision);
    expect(done).toMatchObject({ state: 'complete', missing: [] });
    expect(done.signatures.map(({ role }) => role)).toEqual(['trainee', 'tutor', 'mentor']);
    expect(values.slice(before)).toEqual([
      expect.objectContaining({
        source: 'review', score: 2, maximum: 2, label: 'Interim review', comment: 'On track. An outcome of a review, agreed by three people.',
      }),
    ]); // prettier-ignore
    expect((await view(cast.carol, id)).sections.find(({ section }) => section === 'strengths')?.body).toContain('Calm');
  });

  it('is signed for the words that were read, and by no second mentor', async () => {
    const { cast, ready, sign, write, begin } = all;
    const { id, revision } = await ready();
    await write(cast.amara, id, 'trainee_words', 'New words.');
    await expect(sign(cast.priya, id, revision)).rejects.toMatchObject({ status: 409 });
    await sign(cast.priya, id, revision + 1);
    await expect(sign(cast.james, id, revision + 1)).rejects.toMatchObject({ type: 'signed-already' });
    await expect(sign(cast.carol, id, revision + 1)).rejects.toMatchObject(notFound);
    const empty = await begin();
    await expect(sign(cast.priya, empty.id, empty.revision)).rejects.toMatchObject({ type: 'nothing-written' });
    const written = await write(cast.priya, empty.id, 'strengths', 'Words');
    await expect(sign(cast.priya, empty.id, written.reviewRevision)).rejects.toMatchObject({ type: 'no-outcome' });
  });

  it('is signed by the school lead last on a final report', async () => {
    const { cast, jo, ready, sign, view } = all;
    const { id, revision } = await ready({ leadSigns: true });
    await expect(view(jo, id)).rejects.toMatchObject(notFound);
    await sign(cast.priya, id, revision);
    await expect(sign(jo, id, revision)).rejects.toMatchObject({ type: 'not-yet' });
    await sign(cast.amara, id, revision);
    expect((await sign(cast.helen, id, revision)).state).toBe('sealed');
    expect((await sign(jo, id, revision)).state).toBe('complete');
  });

  it('has each signature once and is complete once when all press at the same moment, again and again', async () => {
    const { cast, ready, sign, values } = all;
    const race = startRace();
    for (let round = 0; round < 3; round += 1) {
      const before = values.length;
      const { id, revision } = await ready();
      const people = [cast.amara, cast.priya, cast.helen, cast.amara, cast.priya, cast.helen];
      await race.begin(people.map((who) => () => sign(who, id, revision)), 15); // prettier-ignore
      const seen = await all.view(cast.amara, id);
      expect(seen.state).toBe('complete');
      expect(seen.signatures.map(({ role }) => role).toSorted()).toEqual(['mentor', 'trainee', 'tutor']);
      expect(values).toHaveLength(before + 1);
    }
  });

  it('is opened again with a dated reason before all have signed, and the signatures given are dropped', async () => {
    const { cast, call, ready, sign, view, write, audits } = all;
    const { id, revision } = await ready();
    await sign(cast.amara, id, revision);
    const reopen = (who: typeof cast.priya, reason: string) => call(who, 'post', `/api/reviews/${id}/reopen`, { reason });
    await expect(reopen(cast.helen, ' ')).rejects.toMatchObject({ type: 'nothing-written' });
    await expect(reopen(cast.carol, 'No')).rejects.toMatchObject(notFound);
    await reopen(cast.helen, 'Attendance was wrong.');
    const again = await view(cast.amara, id);
    expect(again).toMatchObject({ state: 'open', signatures: [], reopenings: [{ reason: 'Attendance was wrong.', signatures: 1 }] });
    expect(audits.filter(({ action, objectId }) => action === 'review.reopened' && objectId === id)).toHaveLength(1);
    // What was signed before is not what is there now: the page that showed it signs nothing.
    await expect(sign(cast.priya, id, revision)).rejects.toMatchObject({ status: 409 });
    const { reviewRevision } = await write(cast.helen, id, 'attendance', '58 of 60');
    for (const who of [cast.priya, cast.helen, cast.amara]) await sign(who, id, reviewRevision);
    await expect(reopen(cast.helen, 'Too late')).rejects.toMatchObject({ type: 'complete' });
  });

  it('keeps what the trainee sees differently beside it, and is found changed where a word is', async () => {
    const { cast, call, ready, sign, view, db, ground, framework } = all;
    const { id, revision } = await ready();
    const remarkId = newId();
    const differ = (who: typeof cast.priya) =>
      call(who, 'put', `/api/reviews/${id}/remarks/${remarkId}`, { body: 'I was ill for two days.' });
    await expect(differ(cast.amara)).rejects.toMatchObject(notFound);
    await sign(cast.priya, id, revision);
    await expect(differ(cast.priya)).rejects.toMatchObject(notFound);
    await differ(cast.amara);
    await differ(cast.amara);
    expect((await view(cast.helen, id)).remarks).toEqual([expect.objectContaining({ body: 'I was ill for two days.' })]);
    const check = () => checkSignatures(db, createReviewSealed({ ground, framework }), [cast.amara.partnershipId]);
    expect((await check()).faults).toEqual([]);
    await db.run("UPDATE review_section SET body = 'Other words' WHERE review_id = :id AND section = 'strengths'", { id });
    expect((await check()).faults).toEqual([{ kind: 'review', id, fault: 'changed', changed: ['section/strengths'] }]);
    expect(await call(cast.amara, 'get', `/api/reviews/${id}/check`)).toMatchObject({ intact: false, changed: ['section/strengths'] });
    await db.run("UPDATE review_section SET body = 'Calm routines in every lesson.' WHERE review_id = :id AND section = 'strengths'", {
      id,
    });
    expect((await check()).faults).toEqual([]);
  });

  it('waits for whose turn it is, and for nobody once it is complete', async () => {
    const { cast, ready, sign, waiting } = all;
    const { id, revision } = await ready({ name: 'Waiting review' });
    const linesOf = async (who: typeof cast.priya) =>
      (await waiting.waitingFor(who)).filter(({ key }) => key.startsWith(`review:${id}:`)).map(({ sentence }) => sentence);
    expect(await linesOf(cast.amara)).toEqual(['Add your own words to your waiting review']);
    await sign(cast.priya, id, revision);
    expect(await linesOf(cast.priya)).toEqual([]);
    expect(await linesOf(cast.amara)).toEqual(['Read your waiting review, then sign it']);
    expect(await linesOf(cast.helen)).toEqual(['Read Amara’s waiting review, then sign it']);
    await sign(cast.amara, id, revision);
    await sign(cast.helen, id, revision);
    expect(await linesOf(cast.helen)).toEqual([]);
  });

  it('changes with nothing that a coordinator sets up after it was begun', async () => {
    const { cast, call, begin, view, list } = all;
    const begun = await begin({ name: 'First name' });
    const lines = (await list(cast.helen)).lines;
    const pointId = lines.find(({ reviewId }) => reviewId === begun.id)?.pointId ?? '';
    const other = { ...(await import('./review-setting.js')).pointBody({ name: 'Second name' }), maximum: 9 };
    await call(cast.carol, 'put', `/api/review-points/${pointId}`, other, 1);
    expect((await view(cast.helen, begun.id)).name).toBe('First name');
    await expect(call(cast.helen, 'put', `/api/review-points/${pointId}`, other, 2)).rejects.toMatchObject(notFound);
  });
});

eachDialect('a support plan', (open) => {
  let all: Reviews;
  beforeAll(async () => {
    all = await openReviews(open);
  });
  afterAll(() => all.close());

  it('is begun by hand by a mentor or tutor of the placement and by nobody else, and is never sent anywhere', async () => {
    const { cast, jo, call, placementId, write, sign, view, values } = all;
    const begin = (who: typeof cast.priya, id = newId()) =>
      call(who, 'put', `/api/support-plans/${id}`, { placementId }) as Promise<{ id: string }>;
    for (const who of [cast.amara, cast.carol, cast.tom, jo]) await expect(begin(who)).rejects.toMatchObject(notFound);
    const { id } = await begin(cast.priya);
    await begin(cast.priya, id);
    for (const who of [cast.amara, cast.helen, jo, cast.carol]) expect((await view(who, id)).kind).toBe('support_plan');
    await expect(view(cast.tom, id)).rejects.toMatchObject(notFound);
    await write(cast.priya, id, 'ground', 'progress');
    const { reviewRevision } = await write(cast.helen, id, 'outcome', 'met');
    for (const who of [cast.amara, cast.priya, cast.helen]) await sign(who, id, reviewRevision);
    expect((await sign(jo, id, reviewRevision)).state).toBe('complete');
    expect(values).toEqual([]);
  });
});

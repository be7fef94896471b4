import { uuidv7 } from 'uuidv7';
import type { MovableClock } from '../../tool/clock.js';
import type { Platform } from '../platform/platform.js';
import { storyLessons, type StoryLesson } from './story-lessons.js';
import { openPage, type OpenPage } from './story-teller.js';

const dayMs = 86_400_000;
/** Week 7 of 12, whenever the practice starts. */
const weeksGone = 6;

export interface StoryScene {
  university: Platform;
  school: Platform;
  toolUrl: string;
  clock: MovableClock;
  /** Makes the code of the first coordinator, as `npm run platform -- coordinator` does. */
  coordinatorCode(): Promise<string>;
  /** Resolves when nothing more is on its way to a gradebook. */
  gradesSettled(): Promise<void>;
}

interface StoryPlacement {
  traineeId: string;
  courseLink: string;
  school: string;
  subject: string;
  phase: string;
  mentor: { platform: 'university' | 'school'; id: string; letterName: string; link: string | null } | null;
  /** How many lessons were observed and signed; the last may be unread. */
  signed: number;
  unread: number;
  planned: boolean;
}

const priya = { platform: 'school', id: '5d0c6c1e-8a52-4f0e-9a35-5a1f7f0b2c01', letterName: 'Ms Nair', link: null } as const;
const ewan = (link: string) => ({ platform: 'university', id: '7', letterName: 'Mr Price', link }) as const;

/** Amara is at five of six signed and read; Jamal's record has been quiet; Connor has no mentor yet. */
const placements: StoryPlacement[] = [
  {
    traineeId: '3',
    courseLink: '1',
    school: 'Harbour Academy',
    subject: 'Mathematics',
    phase: 'Secondary',
    mentor: priya,
    signed: 5,
    unread: 0,
    planned: true,
  },
  {
    traineeId: '4',
    courseLink: '1',
    school: 'Harbour Academy',
    subject: 'Mathematics',
    phase: 'Secondary',
    mentor: priya,
    signed: 3,
    unread: 1,
    planned: false,
  },
  {
    traineeId: '8',
    courseLink: '1',
    school: 'Millbrook School',
    subject: 'Mathematics',
    phase: 'Secondary',
    mentor: ewan('1'),
    signed: 4,
    unread: 0,
    planned: false,
  },
  {
    traineeId: '9',
    courseLink: '1',
    school: 'Millbrook School',
    subject: 'Mathematics',
    phase: 'Secondary',
    mentor: ewan('1'),
    signed: 1,
    unread: 0,
    planned: false,
  },
  {
    traineeId: '10',
    courseLink: '2',
    school: 'Millbrook School',
    subject: 'Primary',
    phase: 'Primary',
    mentor: ewan('2'),
    signed: 2,
    unread: 0,
    planned: false,
  },
  {
    traineeId: '11',
    courseLink: '2',
    school: 'Harbour Academy',
    subject: 'Primary',
    phase: 'Primary',
    mentor: null,
    signed: 0,
    unread: 0,
    planned: false,
  },
];

/** Tom Reid coaches Amara in private; Jo Marsh leads Harbour Academy and reads what is signed there. */
const [tom, jo] = ['5d0c6c1e-8a52-4f0e-9a35-5a1f7f0b2c02', '5d0c6c1e-8a52-4f0e-9a35-5a1f7f0b2c04'];

async function othersJoin(ruth: OpenPage, coach: OpenPage, lead: OpenPage, placementId: string): Promise<void> {
  const made = { name: 'Mr Reid', role: 'coach' };
  await coach.post('/api/codes/use', await codeOf(ruth, `/api/placements/${placementId}/codes`, made));
  const { school } = await ruth.get<{ school: { id: string } }>(`/api/placements/${placementId}`);
  await lead.post('/api/codes/use', await codeOf(ruth, '/api/codes', { name: 'Ms Marsh', role: 'school_lead', schoolId: school.id }));
}

async function codeOf(page: OpenPage, path: string, body: object): Promise<{ code: string }> {
  const { code } = await page.post<{ code: string }>(path, body);
  return { code };
}

const tomorrowAt = (hour: number, minute: number, today: Date): Date => {
  const day = new Date(today.getTime() + dayMs);
  day.setUTCHours(hour, minute, 0, 0);
  return day;
};

const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

/** The demonstration story, told by real launches and the tool's own API under a clock that is moved through seven weeks. */
export async function tellStory(scene: StoryScene): Promise<void> {
  const { clock, university, school, toolUrl } = scene;
  const today = new Date();
  const begins = new Date(today.getTime() - weeksGone * 7 * dayMs);
  const at = (date: Date): void => clock.setTo(date);
  const open = (where: 'university' | 'school', id: string, link: string | null): Promise<OpenPage> =>
    openPage(where === 'university' ? university : school, id, link, toolUrl);

  at(new Date(begins.getTime() - 7 * dayMs));
  for (const [link, tutor] of [
    ['1', '5'],
    ['2', '5'],
  ] as const)
    await open('university', tutor, link);
  for (const { traineeId, courseLink } of placements) await open('university', traineeId, courseLink);
  const ruth = await open('university', '6', '1');
  await ruth.post('/api/codes/use', { code: await scene.coordinatorCode() });
  await ruth.post('/api/courses/current/roster', undefined);
  await ruth.post('/api/roles', { role: 'tutor', who: { sub: '5' } });
  const ids = new Map<StoryPlacement, string>();
  const helen = { '1': await open('university', '5', '1'), '2': await open('university', '5', '2') } as Record<string, OpenPage>;
  for (const placement of placements) {
    const id = uuidv7();
    ids.set(placement, id);
    const page = helen[placement.courseLink];
    if (!page) throw new Error('no such course');
    await page.put(`/api/placements/${id}`, {
      trainee: { sub: placement.traineeId },
      school: placement.school,
      subject: placement.subject,
      phase: placement.phase,
      startsOn: dayOf(begins),
      endsOn: dayOf(new Date(begins.getTime() + 12 * 7 * dayMs - dayMs)),
    });
    if (!placement.mentor) continue;
    const { code } = await page.post<{ code: string }>(`/api/placements/${id}/codes`, { name: placement.mentor.letterName });
    const mentor = await open(placement.mentor.platform, placement.mentor.id, placement.mentor.link);
    await mentor.post('/api/codes/use', { code });
  }
  await othersJoin(
    ruth,
    await open('school', tom, null),
    await open('school', jo, null),
    placements[0] ? (ids.get(placements[0]) ?? '') : '',
  );
  await agreeToFilming(ruth, dayOf(begins));
  await recordContacts(ruth);

  for (let week = 0; week < weeksGone; week += 1) {
    for (const [index, placement] of placements.entries()) {
      const lesson = storyLessons[(week + index) % storyLessons.length];
      if (!placement.mentor || !lesson || week >= placement.signed) continue;
      const taught = new Date(begins.getTime() + (week * 7 + 1 + (index % 3)) * dayMs);
      taught.setUTCHours(9 + index, 5, 0, 0);
      at(taught);
      const observationId = await observe(
        await open(placement.mentor.platform, placement.mentor.id, placement.mentor.link),
        ids.get(placement) ?? '',
        lesson,
        placement,
        scene,
        taught,
      );
      if (week >= placement.signed - placement.unread) continue;
      at(new Date(taught.getTime() + dayMs / 2));
      const trainee = await open('university', placement.traineeId, placement.courseLink);
      await trainee.post(`/api/observations/${observationId}/read`, {});
    }
    await scene.gradesSettled();
  }
  at(new Date(today.getTime() - dayMs));
  for (const placement of placements.filter((one) => one.planned && one.mentor)) {
    const lesson = storyLessons[2];
    if (!lesson || !placement.mentor) continue;
    const mentor = await open(placement.mentor.platform, placement.mentor.id, placement.mentor.link);
    await mentor.put(
      `/api/observations/${uuidv7()}`,
      planOf(ids.get(placement) ?? '', { ...lesson, focus: '' }, placement, tomorrowAt(10, 15, today)),
    );
  }
  clock.release();
}

/** J. Marsh agreed for Harbour Academy; Millbrook School has not been asked yet. */
async function agreeToFilming(ruth: OpenPage, day: string): Promise<void> {
  const { schools } = await ruth.get<{ schools: { school: { id: string; name: string } }[] }>('/api/approvals');
  const harbour = schools.find((one) => one.school.name === 'Harbour Academy');
  if (!harbour) throw new Error('no Harbour Academy');
  const untilOn = dayOf(new Date(Date.parse(day) + 12 * 7 * dayMs));
  await ruth.put(`/api/schools/${harbour.school.id}/approvals/${uuidv7()}`, {
    lawfulBasis: 'public_task', covers: ['photo', 'sound', 'video'], classes: [], fromOn: day, untilOn, devices: ['school', 'university'], optOuts: 2,
    retentionDays: 30, audience: ['mentor', 'tutor'], approver: { name: 'J. Marsh', role: 'Deputy head' }, agreedOn: dayOf(new Date(Date.parse(day) - 7 * dayMs)),
    document: 'Letter of the school in the programme’s folder',
  }); // prettier-ignore
}

/** J. Marsh leads on safeguarding at Harbour Academy, and nobody is recorded for Millbrook School; Sam Cole listens to every trainee. */
async function recordContacts(ruth: OpenPage): Promise<void> {
  const { schools } = await ruth.get<{ schools: { school: { id: string; name: string } }[] }>('/api/contacts');
  const harbour = schools.find((one) => one.school.name === 'Harbour Academy');
  if (!harbour) throw new Error('no Harbour Academy');
  // The numbers belong to nobody: 01632 960000 to 960999 is kept for invented ones.
  await ruth.put(`/api/schools/${harbour.school.id}/contacts`, {
    lead: { name: 'J. Marsh', telephone: '01632 960123' },
    documents: 'https://harbour-academy.example/policies',
  });
  await ruth.put('/api/contacts/someone-else', { someone: { name: 'Sam Cole', reach: '01632 960124' } });
}

const planOf = (placementId: string, lesson: StoryLesson, placement: StoryPlacement, day: Date) => ({
  placementId,
  kind: 'formal',
  lesson: {
    day: dayOf(day),
    starts: day.toISOString().slice(11, 16),
    period: lesson.period,
    className: placement.phase === 'Primary' ? 'Class 4' : lesson.className,
    subject: 'Mathematics',
    topic: lesson.topic,
  },
  focus: lesson.focus,
  writeUp: false,
});

/** One observed lesson, from plan to signature, as the mentor's page would send it. */
async function observe(
  page: OpenPage,
  placementId: string,
  lesson: StoryLesson,
  placement: StoryPlacement,
  scene: StoryScene,
  taught: Date,
): Promise<string> {
  const id = uuidv7();
  const here = `/api/observations/${id}`;
  await page.put(here, planOf(placementId, lesson, placement, taught));
  await page.post(`${here}/start`, {});
  const noteIds: string[] = [];
  for (const [position, [minute, tag, body]] of lesson.notes.entries()) {
    const noteId = uuidv7();
    noteIds.push(noteId);
    const notedAt = new Date(taught.getTime() + minute * 60_000);
    scene.clock.setTo(notedAt);
    await page.put(`${here}/notes/${noteId}`, { tag, body, minuteMs: minute * 60_000, notedAt: notedAt.toISOString(), position });
  }
  scene.clock.setTo(new Date(taught.getTime() + 58 * 60_000));
  await page.post(`${here}/stop`, {});
  await page.put(`${here}/sections/strengths`, { body: lesson.strengths });
  await page.put(`${here}/sections/areas_to_develop`, { body: lesson.areasToDevelop });
  await page.put(`${here}/sections/impact`, { body: lesson.impact });
  await page.put(`${here}/sections/strengths/citations`, {
    noteIds: noteIds.filter((_id, index) => lesson.notes[index]?.[1] === 'strength'),
  });
  await page.put(`${here}/targets/${uuidv7()}`, {
    ...lesson.target,
    byOn: dayOf(new Date(taught.getTime() + 7 * dayMs)),
    position: 0,
    noteIds: noteIds.filter((_id, index) => lesson.notes[index]?.[1] === 'develop').slice(0, 1),
  });
  scene.clock.setTo(new Date(taught.getTime() + 85 * 60_000));
  const { revision } = await page.get<{ revision: number }>(here);
  await page.post(`${here}/sign`, {}, revision);
  return id;
}

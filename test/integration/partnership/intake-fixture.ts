import { MovableClock } from '../../../tool/clock.js';
import { createLogger } from '../../../tool/logger.js';
import { createPartnership } from '../../../tool/partnership/partnership.js';
import type { IntakeRow, IntakeView } from '../../../tool/partnership/placement-intake.shared.js';
import { createServices } from '../../../tool/services.js';
import type { ScratchDatabase } from '../../database.js';
import { startPlatform, type Platform } from '../../platform/platform.js';
import type { Course, Person } from '../../platform/types.js';
import { startTool, type RunningTool } from '../lti/tool-kit.js';

const person = (id: string, given: string, family: string, sourcedId?: string): Person => ({
  id, username: `${given}${id}`.toLowerCase(), given, family, email: `${given}.${family}.${id}@northbridge.example`,
  ...(sourcedId === undefined ? {} : { sourcedId }),
}); // prettier-ignore

/** Student number of the trainee with this number, with the zeros a spreadsheet likes to lose. */
export const numberOf = (index: number): string => String(index).padStart(7, '0');

export const headings = 'Student number;School;Subject;Phase;Start;End;Tutor;Mentor;Mentor e-mail';

/** One line of a list. */
export const lineOf = (
  index: number,
  given: { school?: string; subject?: string; start?: string; end?: string; tutor?: string; mentor?: string } = {},
): string => {
  const { school = 'Harbour Academy', subject = 'Mathematics', start = '7/9/2026', end = '18/12/2026', tutor = '', mentor = '' } = given;
  return [
    numberOf(index),
    school,
    subject,
    'Secondary',
    start,
    end,
    tutor,
    mentor,
    mentor === '' ? '' : `mentor${index}@harbour.example`,
  ].join(';');
};

export interface IntakeWorld {
  tool: RunningTool;
  clock: MovableClock;
  moodle: Platform;
  canvas: Platform;
  /** Another university’s Moodle, in another partnership. */
  elsewhere: Platform;
  coordinator: string;
  partnershipId: string;
  course: Course;
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- says what is expected of the answer
  call<T = Record<string, unknown>>(
    bearer: string,
    method: string,
    path: string,
    body?: unknown,
    ifMatch?: number,
  ): Promise<{ status: number; body: T }>;
  upload(text: string | Buffer): Promise<IntakeView>;
  rows(id: string, only?: 'flagged'): Promise<IntakeRow[]>;
  /** Confirms what the trial showed, and answers when it is done. */
  confirm(intake: IntakeView): Promise<IntakeView>;
  bring(text: string): Promise<IntakeView>;
  launch(where: Platform, personId: string): Promise<string>;
  /** One more process of the tool on the same database, which sweeps once and goes on until `work` is done. */
  anotherProcess(work: () => Promise<unknown>): Promise<void>;
  close(): Promise<void>;
}

/** A university’s Moodle with this many trainees in its course, whose list was read; a school’s Canvas; and another university. */
export async function openIntakeWorld(database: ScratchDatabase, trainees: number): Promise<IntakeWorld> {
  const clock = new MovableClock();
  clock.setTo(new Date('2026-09-01T09:00:00.000Z'));
  const tool = await startTool(database, {}, { clock });
  const students = Array.from({ length: trainees }, (_unused, index) =>
    person(String(index + 1000), 'Trainee', `N${index}`, numberOf(index)),
  );
  const staff = [person('1', 'Ruth', 'Adeyemi', 'T1'), person('2', 'Helen', 'Ward', 'T2'), person('3', 'Joan', 'Small', 'T3')];
  const course: Course = {
    id: '2',
    label: 'PGCE',
    title: 'PGCE Secondary',
    enrolments: [
      ...staff.map(({ id }) => ({ personId: id, role: 'teacher' as const })),
      ...students.map(({ id }) => ({ personId: id, role: 'student' as const })),
    ],
  };
  const links = [{ id: '1', courseId: '2', title: 'Critical Friend' }];
  const university = {
    people: [...staff, ...students, person('900', 'Late', 'Comer', 'LATE-1')],
    courses: [course],
    links,
    tool: tool.urls,
    now: () => clock.now(),
  };
  const moodle = await startPlatform({
    mode: 'moodle',
    name: 'Northbridge',
    ...university,
    registration: [{ clientId: 'c1', deploymentId: '1' }],
  });
  const canvas = await startPlatform({
    mode: 'canvas', name: 'Harbour Schools', ...university, people: [person('900', 'Late', 'Comer', 'LATE-1'), ...staff],
    courses: [{ ...course, enrolments: ['900', '1', '2'].map((personId) => ({ personId, role: 'teacher' as const })) }],
    registration: [{ clientId: 'c2', deploymentId: '2' }],
  }); // prettier-ignore
  const elsewhere = await startPlatform({
    mode: 'moodle',
    name: 'Southgate',
    ...university,
    registration: [{ clientId: 'c3', deploymentId: '3' }],
  });
  const { partnershipId } = await tool.register(moodle.registration, 'Northbridge Partnership', { name: 'Northbridge Moodle' });
  await tool.register(canvas.registration, 'Northbridge Partnership');
  await tool.register(elsewhere.registration, 'Southgate Partnership');

  const launch: IntakeWorld['launch'] = async (where, personId) => String((await where.launch.http(personId, '1')).launch?.['session']);
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- says what is expected of the answer
  const call: IntakeWorld['call'] = async <T>(bearer: string, method: string, path: string, body?: unknown, ifMatch?: number) => {
    const response = await fetch(tool.origin + path, {
      method,
      headers: {
        authorization: `Bearer ${bearer}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as T };
  };
  const must = async <T>(...asked: Parameters<IntakeWorld['call']>): Promise<T> => {
    const { status, body } = await call<T>(...asked);
    if (status >= 300) throw new Error(`${asked[1]} ${asked[2]} answered ${status}: ${JSON.stringify(body).slice(0, 300)}`);
    return body;
  };

  const coordinator = await launch(moodle, '1');
  const founders = createPartnership({ ground: tool.services, readRoster: () => Promise.reject(new Error('reads no roster')) });
  await must(coordinator, 'POST', '/api/codes/use', { code: (await founders.makeCoordinatorCode(partnershipId, null)).code });
  await must(coordinator, 'POST', '/api/courses/current/roster');

  const upload = (text: string | Buffer): Promise<IntakeView> =>
    must<IntakeView>(coordinator, 'POST', '/api/placement-intakes', {
      fileName: 'placements.csv',
      file: Buffer.from(text).toString('base64'),
    });
  const confirm = async (intake: IntakeView): Promise<IntakeView> => {
    let now = await must<IntakeView>(coordinator, 'POST', `/api/placement-intakes/${intake.id}/confirm`, undefined, intake.revision);
    while (now.state !== 'done') {
      await new Promise((resolve) => setTimeout(resolve, 20));
      now = await must<IntakeView>(coordinator, 'GET', `/api/placement-intakes/${intake.id}`);
    }
    return now;
  };
  return {
    tool, clock, moodle, canvas, elsewhere, coordinator, partnershipId, course, call, upload, confirm, launch,
    async anotherProcess(work) {
      const other = await createServices(tool.config, { clock, log: createLogger('silent') });
      await other.queue.start();
      await work();
      await other.close();
    },
    bring: async (text) => confirm(await upload(text)),
    async rows(id, only) {
      const all: IntakeRow[] = [];
      for (let after: number | null = 0; after !== null; ) {
        const query: string = `after=${after}${only ? '&only=flagged' : ''}`;
        const page: { rows: IntakeRow[]; next: number | null } = await must(coordinator, 'GET', `/api/placement-intakes/${id}/rows?${query}`);
        all.push(...page.rows);
        after = page.next;
      }
      return all;
    },
    close: async () => {
      await Promise.all([moodle.close(), canvas.close(), elsewhere.close()]);
      await tool.close();
      await database.drop();
    },
  }; // prettier-ignore
}

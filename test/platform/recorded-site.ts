import { readFileSync } from 'node:fs';
import type { PlatformOptions } from './types.js';

/** The Moodle on which the recordings were made: its people, its courses, its links. */
export function recordedSite(): PlatformOptions {
  const person = (id: string, username: string, given: string, family: string, sourcedId: string) => ({
    id,
    username,
    given,
    family,
    sourcedId,
    email: `${username}@uni.example`,
  });
  return {
    mode: 'moodle',
    name: 'ltilab',
    registration: [{ clientId: 'qMshefeQCnB4tfe', deploymentId: '1' }],
    people: [
      { ...person('2', 'admin', 'Admin', 'User', ''), email: 'admin@moodle-lab.example', siteAdmin: true },
      person('3', 'trainee1', 'Amara', 'Okafor', 'S1001'),
      person('4', 'trainee2', 'Tomos', 'Llŷr-Ó Néill', 'S1002'),
      person('5', 'tutor1', 'Helen', 'Tutor', 'T2001'),
      person('6', 'mentor1', 'Max', "O'Mentor", 'M3001'),
      person('7', 'teacher2', 'Nadia', 'Non-Editing', 'M3002'),
      person('8', 'observer1', 'Olga', 'Observer', 'O4001'),
    ],
    courses: [
      {
        id: '2',
        label: 'PGCE-SEC-2026',
        title: 'PGCE Secondary 2026',
        sourcedId: 'PGCE-SEC-2026-SIS',
        enrolments: [
          { personId: '3', role: 'student' },
          { personId: '4', role: 'student' },
          { personId: '5', role: 'teacher' },
          { personId: '6', role: 'mentor' },
          { personId: '7', role: 'nonediting-teacher' },
          { personId: '8', role: 'observer' },
        ],
      },
      {
        id: '3',
        label: 'PGCE-PRI-2026',
        title: 'PGCE Primary 2026',
        enrolments: [
          { personId: '4', role: 'student' },
          { personId: '5', role: 'teacher' },
        ],
      },
    ],
    links: [
      {
        id: '1',
        courseId: '2',
        title: 'Reflective journal',
        description: 'LTI resource link',
        custom: { person_full: '$Person.name.full' },
        column: { id: '2', maximum: 100 },
      },
      { id: '2', courseId: '2', title: 'Second journal' },
    ],
  };
}

/** A recording by file name. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller says what the file holds
export function recording<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`recorded/${name}.json`, import.meta.url), 'utf8')) as T;
}

/** The address of the recorded site, which the replay puts in place of its own. */
export const recordedOrigin = 'http://127.0.0.1:8088';

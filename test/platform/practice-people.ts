import type { Course, Person, ResourceLink } from './types.js';

/** The university's Moodle in the practice story. Ids are numbers, as Moodle's are. */
const person = (
  id: string,
  username: string,
  given: string,
  family: string,
  sourcedId: string,
  about: string,
  host = 'northbridge.example',
): Person => ({
  id,
  username,
  given,
  family,
  sourcedId,
  email: `${username}@${host}`,
  about,
});

export const university: { name: string; people: Person[]; courses: Course[]; links: ResourceLink[] } = {
  name: 'Northbridge University',
  people: [
    person('3', 'aokafor', 'Amara', 'Okafor', 'S1001', 'Trainee, secondary mathematics, placed at Harbour Academy.'),
    person('4', 'dmorris', 'Dylan', 'Morris', 'S1002', 'Trainee, secondary mathematics, placed at Harbour Academy.'),
    person('5', 'hward', 'Helen', 'Ward', 'T2001', 'University tutor of all six trainees.'),
    person('6', 'radeyemi', 'Ruth', 'Adeyemi', 'T2002', 'Leads the programme and sets up the course.'),
    person(
      '7',
      'eprice',
      'Ewan',
      'Price',
      'M3001',
      'Mentor at Millbrook School, which has no Canvas and uses this Moodle.',
      'millbrook.example',
    ),
    person('8', 'lhughes', 'Lowri', 'Hughes', 'S1003', 'Trainee, secondary mathematics, placed at Millbrook School.'),
    person('9', 'jkhan', 'Jamal', 'Khan', 'S1004', 'Trainee, secondary mathematics, placed at Millbrook School.'),
    person('10', 'bsantos', 'Beatriz', 'Santos', 'S1005', 'Trainee, primary, placed at Millbrook School.'),
    person('11', 'cbell', 'Connor', 'Bell', 'S1006', 'Trainee, primary, placed at Harbour Academy.'),
    person('12', 'oexaminer', 'Olive', 'Grant', 'O4001', 'Visiting examiner. May look at the course and change nothing.'),
    person('13', 'nfarouk', 'Nadia', 'Farouk', 'T2003', 'Lecturer in mathematics. Nobody has added her yet: she can ask.'),
  ],
  courses: [
    {
      id: '2',
      label: 'PGCE-SEC-2026',
      title: 'PGCE Secondary 2026',
      sourcedId: 'PGCE-SEC-2026-SIS',
      enrolments: [
        ...['3', '4', '8', '9'].map((personId) => ({ personId, role: 'student' as const })),
        { personId: '5', role: 'teacher' },
        { personId: '6', role: 'teacher' },
        { personId: '7', role: 'mentor' },
        { personId: '12', role: 'observer' },
        { personId: '13', role: 'nonediting-teacher' },
      ],
    },
    {
      id: '3',
      label: 'PGCE-PRI-2026',
      title: 'PGCE Primary 2026',
      sourcedId: 'PGCE-PRI-2026-SIS',
      enrolments: [
        ...['10', '11'].map((personId) => ({ personId, role: 'student' as const })),
        { personId: '5', role: 'nonediting-teacher' },
        { personId: '6', role: 'teacher' },
        { personId: '7', role: 'mentor' },
      ],
    },
  ],
  links: [
    {
      id: '1',
      courseId: '2',
      title: 'Critical Friend',
      description: 'Lesson observations, lesson video, and meetings with your mentor.',
      column: { id: '2', maximum: 6 },
    },
    {
      id: '2',
      courseId: '3',
      title: 'Critical Friend',
      description: 'Lesson observations, lesson video, and meetings with your mentor.',
      column: { id: '3', maximum: 6 },
    },
  ],
};

const member = (id: string, username: string, given: string, family: string, about: string): Person => ({
  id,
  username,
  given,
  family,
  email: `${username}@harbour.example`,
  about,
});

/** The schools' Canvas. Ids are opaque, as Canvas's are. */
export const school: { name: string; people: Person[]; courses: Course[]; links: ResourceLink[] } = {
  name: 'Harbour Schools Network',
  people: [
    member(
      '5d0c6c1e-8a52-4f0e-9a35-5a1f7f0b2c01',
      'pnair',
      'Priya',
      'Nair',
      'Mathematics teacher at Harbour Academy. Amara’s and Dylan’s mentor.',
    ),
    member('5d0c6c1e-8a52-4f0e-9a35-5a1f7f0b2c02', 'treid', 'Tom', 'Reid', 'Teacher at Harbour Academy. Coaches Amara, in private.'),
    member('5d0c6c1e-8a52-4f0e-9a35-5a1f7f0b2c03', 'scole', 'Sam', 'Cole', 'Teacher at Harbour Academy. Someone else to talk to.'),
    member('5d0c6c1e-8a52-4f0e-9a35-5a1f7f0b2c04', 'jmarsh', 'Jo', 'Marsh', 'Safeguarding lead at Harbour Academy. Agrees to filming.'),
    member('5d0c6c1e-8a52-4f0e-9a35-5a1f7f0b2c05', 'glin', 'Grace', 'Lin', 'Teacher at Harbour Academy. Nobody has given her a role.'),
    member(
      '5d0c6c1e-8a52-4f0e-9a35-5a1f7f0b2c06',
      'mfoster',
      'Mia',
      'Foster',
      'Parent of a pupil in 9B. Canvas calls her a mentor; she is none.',
    ),
  ],
  courses: [
    {
      id: '101',
      label: '9B-SCI',
      title: '9B Science',
      enrolments: [
        { personId: '5d0c6c1e-8a52-4f0e-9a35-5a1f7f0b2c01', role: 'teacher' },
        { personId: '5d0c6c1e-8a52-4f0e-9a35-5a1f7f0b2c02', role: 'ta' },
        { personId: '5d0c6c1e-8a52-4f0e-9a35-5a1f7f0b2c06', role: 'observer' },
      ],
    },
    {
      id: '102',
      label: 'STAFF',
      title: 'Harbour Academy staff room',
      enrolments: ['01', '02', '03', '04', '05'].map((end) => ({
        personId: `5d0c6c1e-8a52-4f0e-9a35-5a1f7f0b2c${end}`,
        role: 'teacher' as const,
      })),
    },
  ],
  links: [],
};

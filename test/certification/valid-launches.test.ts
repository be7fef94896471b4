import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ask } from '../integration/lti/tool-kit.js';
import { lti, openLaunchDesk, type LaunchDesk } from './launch-desk.js';

const membership = 'http://purl.imsglobal.org/vocab/lis/v2/membership';
const institution = 'http://purl.imsglobal.org/vocab/lis/v2/institution/person';
const noNames = { name: undefined, given_name: undefined, family_name: undefined };

interface ValidLaunch {
  name: string;
  change: Record<string, unknown>;
  identityName?: string | null;
  inCourse?: boolean;
}

/** 1EdTech, LTI Advantage Conformance Certification Guide 1.3, 6.1.2 and 6.1.3: nine launches each of a teacher and a student. */
const launchesOf = (who: 'teacher' | 'student'): ValidLaunch[] => {
  const role = who === 'teacher' ? 'Instructor' : 'Learner';
  const own = `${membership}#${role}`;
  const several =
    who === 'teacher' ? [own, `${institution}#Staff`, `${institution}#Other`] : [own, `${institution}#Student`, `${institution}#Mentor`];
  const unknown =
    who === 'teacher'
      ? ['http://purl.imsglobal.org/vocab/lis/v2/unknown/unknown#Helper']
      : [own, 'http://purl.imsglobal.org/vocab/lis/v2/uknownrole/unknown#Unknown'];
  return [
    { name: `Launch LTI 1.3 Message as ${who}`, change: { [lti('roles')]: [own] } },
    { name: `Launch LTI 1.3 Message as ${who} with Multiple Roles`, change: { [lti('roles')]: several } },
    { name: `Launch LTI 1.3 Message as ${who} with Short Role`, change: { [lti('roles')]: [role] } },
    { name: `Launch LTI 1.3 Message as ${who} with Unknown Role`, change: { [lti('roles')]: unknown } },
    { name: `Launch LTI 1.3 Message as ${who} with No Role`, change: { [lti('roles')]: [''] } },
    { name: `Launch LTI 1.3 Message as ${who} Email Only`, change: noNames, identityName: null },
    { name: `Launch LTI 1.3 Message as ${who} Names Only`, change: { email: undefined } },
    { name: `Launch LTI 1.3 Message as ${who} No PII`, change: { ...noNames, email: undefined }, identityName: null },
    {
      name: `Launch LTI 1.3 Message as ${who} Email Without Context`,
      change: { [lti('context')]: undefined, ...noNames },
      identityName: null,
      inCourse: false,
    },
  ];
};

describe('A valid launch opens the page', () => {
  let desk: LaunchDesk;
  beforeAll(async () => { desk = await openLaunchDesk(); }); // prettier-ignore
  afterAll(() => desk.close());

  test.each([...launchesOf('teacher'), ...launchesOf('student'), { name: 'An empty list of roles', change: { [lti('roles')]: [] } }])(
    '$name',
    async ({ name, change, identityName = 'Amara Okafor', inCourse = true }: ValidLaunch) => {
      const outcome = await desk.launch({ sub: `person of ${name}`, ...change });
      expect(outcome.status).toBe(200);
      expect(outcome.verdict).toMatchObject({ verdict: 'accepted', step: 'arrival', platform: desk.kid });
      expect(outcome.stored).toMatchObject({ identity: 1, session: 1, audit_event: 1 });
      const me = (await (await ask(desk.tool, outcome.launch?.session ?? '', '/api/me')).json()) as Record<string, unknown>;
      expect(me).toMatchObject({ identityName, personId: null, roles: [] });
      expect(me['context'] !== null).toBe(inCourse);
    },
  );
});

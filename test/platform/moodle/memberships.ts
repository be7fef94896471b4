import type { Enrolment, Person } from '../types.js';
import { claim, media, membership } from '../vocabulary.js';
import { Refusal } from './answers.js';
import { basicOutcome } from './claims.js';
import type { Answer, Call } from './services.js';

/** The roster's own rule: only who may manage the course's activities is Instructor. A launch may say otherwise. */
const rosterRole = (enrolment: Enrolment): string =>
  enrolment.role === 'teacher' || enrolment.role === 'designer' ? 'Instructor' : 'Learner';

const byName = (a: Person, b: Person): number => {
  const [left, right] = [a, b].map((person) => `${person.family} ${person.given}`.toLowerCase());
  return (left ?? '') < (right ?? '') ? -1 : 1;
};

/** Everybody enrolled and not suspended, by family name. Leavers are simply missing. */
export function readRoster(call: Call): Answer {
  const {
    site,
    query,
    parts: [courseId = '', typeId = ''],
  } = call;
  const course = site.course(courseId);
  if (!course) throw new Refusal(404, `Not Found: Course ${courseId} doesn't exist`);
  const rlid = query.get('rlid');
  const link = rlid === null ? undefined : site.link(rlid);
  if (rlid !== null && link?.courseId !== courseId) throw new Refusal(404, `Not Found: LTI link ${rlid} doesn't exist`);
  const wanted = ['Learner', 'Instructor'].find((role) => [role, membership(role)].includes(query.get('role') ?? ''));
  const url = `${site.origin}/mod/lti/services.php/CourseSection/${courseId}/bindings/${typeId}/memberships`;
  const named = site.options.sendNames !== false;
  const members = course.enrolments
    .flatMap((enrolment) => {
      const person = site.person(enrolment.personId);
      return person && !enrolment.suspended && (!wanted || rosterRole(enrolment) === wanted) ? [{ enrolment, person }] : [];
    })
    .sort((a, b) => byName(a.person, b.person))
    .map(({ enrolment, person }) => ({
      status: 'Active',
      roles: [rosterRole(enrolment)],
      ...(link
        ? { message: [{ [claim.messageType]: 'LtiResourceLinkRequest', [claim.basicOutcome]: basicOutcome(site, link, person.id) }] }
        : {}),
      user_id: person.id,
      lis_person_sourcedid: person.sourcedId ?? '',
      ...(named
        ? {
            name: `${person.given} ${person.family}`,
            given_name: person.given,
            family_name: person.family,
            email: person.email,
            ext_user_username: person.username,
          }
        : {}),
    }));
  const limit = Number(query.get('limit') ?? 0);
  const from = Math.max(0, Number(query.get('from') ?? 0) || 0);
  const page = limit > 0 ? members.slice(from, from + limit) : members;
  const next =
    limit > 0 && from + limit < members.length
      ? // Proper quotes and bare ampersands here, and the role filter is lost on the way.
        `<${url}?limit=${limit}&from=${from + limit}${rlid === null ? '' : `&rlid=${rlid}`}>; rel="next"`
      : undefined;
  if (call.type === media.rosterV1) {
    return { status: 200, type: media.rosterV1, link: next, body: JSON.stringify(versionOne(url, courseId, page)) };
  }
  const context = { id: courseId, label: course.label, title: course.title };
  return { status: 200, type: media.roster, link: next, body: JSON.stringify({ id: url, context, members: page }) };
}

function versionOne(url: string, courseId: string, members: { status: string; roles: string[]; user_id: string }[]): unknown {
  return {
    '@context': 'http://purl.imsglobal.org/ctx/lis/v2/MembershipContainer',
    '@type': 'Page',
    '@id': url,
    pageOf: {
      '@type': 'LISMembershipContainer',
      membershipSubject: {
        '@type': 'Context',
        contextId: courseId,
        membership: members.map((member) => ({
          status: member.status,
          member: { '@type': 'LISPerson', userId: member.user_id },
          role: member.roles,
        })),
      },
    },
  };
}

import type { RequestHandler } from 'express';
import type { Site } from '../site.js';
import { claim, media, membership, scope } from '../vocabulary.js';
import { ApiError, authorise, paged, sendJson } from './api.js';
import { courseRoles } from './roles.js';

/** `/api/lti/courses/:id/names_and_roles`, in pages; the test student is never in it. */
export function readRoster(site: Site): RequestHandler {
  return (request, response) => {
    const { courseId } = authorise(site, request, [scope.roster]);
    const course = site.course(courseId);
    if (!course) throw new ApiError(404, 'The specified resource does not exist.');
    const { rlid, role } = request.query;
    const link = typeof rlid === 'string' ? site.link(rlid) : undefined;
    if (rlid !== undefined && link?.courseId !== courseId) throw new ApiError(400, 'Invalid rlid');
    const url = `${site.origin}/api/lti/courses/${courseId}/names_and_roles`;
    const members = course.enrolments.flatMap((enrolment) => {
      const person = site.person(enrolment.personId);
      const roles = courseRoles(enrolment.role);
      if (!person || enrolment.suspended || enrolment.role === 'student-view') return [];
      if (typeof role === 'string' && !roles.some((one) => one === role || one === membership(role))) return [];
      return [
        {
          status: 'Active',
          ...(site.options.sendNames === false
            ? {}
            : {
                name: `${person.given} ${person.family}`,
                picture: null,
                given_name: person.given,
                family_name: person.family,
                email: person.email,
              }),
          lis_person_sourcedid: person.sourcedId ?? null,
          user_id: person.id,
          roles,
          ...(link
            ? { message: [{ [claim.messageType]: 'LtiResourceLinkRequest', locale: 'en-GB', [claim.custom]: link.custom ?? {} }] }
            : {}),
        },
      ];
    });
    const context = { id: site.opaque('course', course.id), label: course.label, title: course.title };
    sendJson(response, media.roster, { id: url, context, members: paged(request, response, url, members, 50) });
  };
}

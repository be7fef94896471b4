import type { PendingLaunch } from '../pending-launches.js';
import type { Site } from '../site.js';
import type { Course, ResourceLink } from '../types.js';
import { allScopes, claim, scope } from '../vocabulary.js';
import { launchRoles } from './roles.js';

/** A link in a course, or the menu of the whole school, where the context is the account and there are no services. */
function place(site: Site, course: Course | undefined, link: ResourceLink | null): Record<string, unknown> {
  if (!course) {
    const account = site.opaque('account');
    return {
      [claim.context]: { id: account, title: site.options.name, type: ['Account'] },
      [claim.resourceLink]: { id: account, title: site.options.toolTitle ?? 'Critical Friend' },
    };
  }
  const api = `${site.origin}/api/lti/courses/${course.id}`;
  const column = link && site.columnOf(link);
  return {
    [claim.context]: {
      id: site.opaque('course', course.id),
      label: course.label,
      title: course.title,
      type: ['http://purl.imsglobal.org/vocab/lis/v2/course#CourseOffering'],
    },
    ...(link ? { [claim.resourceLink]: { id: link.id, title: link.title, description: link.description ?? null } } : {}),
    [claim.lis]: { course_offering_sourcedid: course.sourcedId ?? null, person_sourcedid: null },
    [claim.grades]: {
      scope: allScopes.filter((name) => name !== scope.roster),
      lineitems: `${api}/line_items`,
      ...(column ? { lineitem: `${api}/line_items/${column}` } : {}),
    },
    [claim.roster]: { context_memberships_url: `${api}/names_and_roles`, service_versions: ['2.0'] },
  };
}

/** Canvas fills in whole values it knows and leaves the others as they are. */
function expanded(site: Site, course: Course | undefined, custom: Record<string, string>): Record<string, string> {
  const history = (course?.history ?? []).map((id) => site.opaque('course', id)).join(',');
  return Object.fromEntries(Object.entries(custom).map(([name, value]) => [name, value === '$Context.id.history' ? history : value]));
}

/** The id_token's claims as Canvas sends them: an opaque sub, full role names, an hour to live. */
export function canvasClaims(site: Site, launch: PendingLaunch, nonce: string): Record<string, unknown> {
  const tool = site.connectedTool();
  const person = site.person(launch.personId);
  if (!person) throw new Error('no such person');
  const course = launch.courseId === null ? undefined : site.course(launch.courseId);
  const link = launch.linkId === null ? null : (site.link(launch.linkId) ?? null);
  const registration = site.registrationBy(launch.clientId) ?? site.registrationOf(link);
  const picker = launch.message === 'deep-linking';
  const review = launch.message === 'submission-review';
  const iat = Math.floor(site.now().getTime() / 1000);
  return {
    iss: site.issuer,
    aud: registration.clientId,
    azp: registration.clientId,
    iat,
    exp: iat + 3600,
    nonce,
    sub: person.id,
    [claim.messageType]: {
      'resource-link': 'LtiResourceLinkRequest',
      'deep-linking': 'LtiDeepLinkingRequest',
      'submission-review': 'LtiSubmissionReviewRequest',
    }[launch.message],
    [claim.version]: '1.3.0',
    [claim.deploymentId]: registration.deploymentId,
    [claim.targetLinkUri]: (picker ? tool.deepLinkUrl : ((review ? link?.reviewUri : undefined) ?? link?.targetLinkUri)) ?? tool.launchUrl,
    [claim.roles]: launchRoles(site, course?.id ?? null, person),
    ...place(site, course, link),
    ...(launch.forPersonId ? { [claim.forUser]: { user_id: launch.forPersonId } } : {}),
    [claim.presentation]: { document_target: 'iframe', locale: 'en-GB', return_url: `${site.origin}/return` },
    [claim.toolPlatform]: {
      guid: `${site.opaque('guid')}:canvas-lms`,
      name: site.options.name,
      product_family_code: 'canvas',
      version: 'cloud',
    },
    [claim.custom]: expanded(site, course, link?.custom ?? {}),
    ...(site.options.sendNames === false
      ? {}
      : {
          name: `${person.given} ${person.family}`,
          given_name: person.given,
          family_name: person.family,
          email: person.email,
          picture: null,
        }),
    locale: 'en-GB',
    ...(picker && course
      ? {
          [claim.deepLinking]: {
            accept_types: ['ltiResourceLink'],
            accept_presentation_document_targets: ['iframe', 'window'],
            accept_media_types: 'application/vnd.ims.lti.v1.ltilink',
            accept_multiple: false,
            accept_lineitem: true,
            auto_create: false,
            deep_link_return_url: `${site.origin}/courses/${course.id}/deep_linking_response`,
            data: 'data.from.canvas',
          },
        }
      : {}),
  };
}

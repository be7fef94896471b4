import { createHash, randomBytes } from 'node:crypto';
import type { PendingLaunch } from '../pending-launches.js';
import type { Site } from '../site.js';
import type { Course, Person, ResourceLink } from '../types.js';
import { allScopes, claim, institution, membership, scope, system } from '../vocabulary.js';

const managing = ['teacher', 'nonediting-teacher', 'mentor', 'ta', 'designer'];

/** Who may manage the activity is Instructor, everybody else Learner; Moodle sends no finer role. */
export function launchRoles(site: Site, courseId: string, person: Person): string[] {
  if (person.siteAdmin) return [institution('Administrator'), membership('Instructor'), system('Administrator')];
  return [membership(managing.includes(site.enrolment(courseId, person.id)?.role ?? '') ? 'Instructor' : 'Learner')];
}

/** The basic outcome claim, which also appears in a roster asked for by link. */
export function basicOutcome(site: Site, link: ResourceLink, personId: string): Record<string, string> {
  const data = { instanceid: link.id, userid: personId, typeid: site.registrationOf(link).deploymentId, launchid: 1 };
  const hash = createHash('sha256').update(JSON.stringify(data)).digest('hex');
  return { lis_result_sourcedid: JSON.stringify({ data, hash }), lis_outcome_service_url: `${site.origin}/mod/lti/service.php` };
}

function expand(site: Site, value: string, person: Person, course: Course, link: ResourceLink | null): string | null {
  const named = site.options.sendNames !== false;
  const values: Record<string, string | null> = {
    '$User.id': person.id,
    '$User.username': person.username,
    '$Person.sourcedId': person.sourcedId ?? '',
    '$Person.name.full': named ? `${person.given} ${person.family}` : null,
    '$Person.name.given': named ? person.given : null,
    '$Person.name.family': named ? person.family : null,
    '$Person.email.primary': named ? person.email : null,
    '$Context.id': course.id,
    '$Context.title': course.title,
    '$Context.label': course.label,
    '$Context.id.history': (course.history ?? []).join(','),
    '$CourseSection.sourcedId': course.sourcedId ?? '',
    '$CourseSection.title': course.title,
    '$ResourceLink.id': link?.id ?? null,
    '$ResourceLink.title': link?.title ?? null,
    '$LineItems.url': `${site.origin}/mod/lti/services.php/${course.id}/lineitems?type_id=${site.registrationOf(link).deploymentId}`,
    '$Scores.url': '',
    '$Results.url': '',
    '$Moodle.Person.userGroupIds': '',
  };
  return value in values ? (values[value] ?? null) : value;
}

function custom(site: Site, launch: PendingLaunch, person: Person, course: Course, link: ResourceLink | null): Record<string, unknown> {
  const type = launch.clientId && site.registrationBy(launch.clientId)?.deploymentId;
  const services = `${site.origin}/mod/lti/services.php`;
  const own: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(link?.custom ?? {})) {
    own[name.toLowerCase().replace(/[^a-z0-9]/g, '_')] = own[name] = expand(site, value, person, course, link);
  }
  return {
    ...own,
    context_memberships_url: `${services}/CourseSection/${course.id}/bindings/${type}/memberships`,
    system_setting_url: `${services}/tool/${type}/custom`,
    context_setting_url: `${services}/CourseSection/${course.id}/bindings/tool/${type}/custom`,
    ...(link ? { link_setting_url: `${services}/links/{link_id}/custom` } : {}),
  };
}

/** The id_token's claims, in the order and with the members Moodle 4.5 sends. */
export function moodleClaims(site: Site, launch: PendingLaunch, nonce: string): Record<string, unknown> {
  const tool = site.connectedTool();
  const person = site.person(launch.personId);
  const course = site.course(launch.courseId ?? '');
  if (!person || !course) throw new Error('no such person or course');
  const link = launch.linkId === null ? null : (site.link(launch.linkId) ?? null);
  const { clientId, deploymentId } = site.registrationBy(launch.clientId) ?? site.registrationOf(link);
  const named = site.options.sendNames !== false;
  const iat = Math.floor(site.now().getTime() / 1000);
  const picker = launch.message === 'deep-linking';
  const review = launch.message === 'submission-review';
  const services = `${site.origin}/mod/lti/services.php`;
  const column = link && site.columnOf(link);
  const sesskey = randomBytes(8).toString('base64url').slice(0, 10);
  return {
    nonce,
    iat,
    exp: iat + 60,
    iss: site.issuer,
    aud: clientId,
    [claim.deploymentId]: deploymentId,
    [claim.targetLinkUri]: (picker ? tool.deepLinkUrl : ((review ? link?.reviewUri : undefined) ?? link?.targetLinkUri)) ?? tool.launchUrl,
    sub: person.id,
    [claim.lis]: { person_sourcedid: person.sourcedId ?? '', course_section_sourcedid: course.sourcedId ?? '' },
    [claim.roles]: launchRoles(site, course.id, person),
    [claim.context]: { id: course.id, label: course.label, title: course.title, type: ['CourseSection'] },
    ...(launch.forPersonId ? { [claim.forUser]: { user_id: launch.forPersonId } } : {}),
    [claim.messageType]: {
      'resource-link': 'LtiResourceLinkRequest',
      'deep-linking': 'LtiDeepLinkingRequest',
      'submission-review': 'LtiSubmissionReviewRequest',
    }[launch.message],
    ...(link
      ? {
          [claim.resourceLink]: { title: link.title, description: link.description ?? '', id: link.id },
          [claim.basicOutcome]: basicOutcome(site, link, person.id),
        }
      : {}),
    ...(named ? { given_name: person.given, family_name: person.family, name: `${person.given} ${person.family}` } : {}),
    [claim.ext]: { ...(named ? { user_username: person.username } : {}), lms: 'moodle-2' },
    ...(named ? { email: person.email } : {}),
    [claim.presentation]: link
      ? {
          locale: 'en',
          document_target: 'iframe',
          return_url: `${site.origin}/mod/lti/return.php?course=${course.id}&launch_container=3&instanceid=${link.id}&sesskey=${sesskey}`,
        }
      : { locale: 'en' },
    [claim.toolPlatform]: {
      product_family_code: 'moodle',
      version: '2024100706',
      guid: site.opaque('guid').slice(0, 32),
      name: site.options.name,
      description: site.options.name,
    },
    [claim.version]: '1.3.0',
    [claim.custom]: custom(site, launch, person, course, link),
    [claim.grades]: {
      scope: allScopes.filter((name) => name !== scope.roster),
      lineitems: `${services}/${course.id}/lineitems?type_id=${deploymentId}`,
      ...(column ? { lineitem: `${services}/${course.id}/lineitems/${column}/lineitem?type_id=${deploymentId}` } : {}),
    },
    [claim.roster]: {
      context_memberships_url: `${services}/CourseSection/${course.id}/bindings/${deploymentId}/memberships`,
      service_versions: ['1.0', '2.0'],
    },
    ...(picker
      ? {
          [claim.deepLinking]: {
            accept_types: ['ltiResourceLink'],
            accept_presentation_document_targets: ['frame', 'iframe', 'window'],
            accept_copy_advice: false,
            accept_multiple: true,
            accept_unsigned: false,
            auto_create: false,
            can_confirm: false,
            deep_link_return_url: `${site.origin}/mod/lti/contentitem_return.php?course=${course.id}&id=${deploymentId}&sesskey=${sesskey}`,
            title: site.options.toolTitle ?? 'Critical Friend',
            text: '',
          },
        }
      : {}),
  };
}

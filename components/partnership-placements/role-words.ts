import type { LeftCourse } from '../../tool/partnership/placement.shared.js';
import type { GrantBody } from '../../tool/partnership/role.shared.js';
import { msg, str } from '../shared/localize.js';
import type { Role } from '../shared/me.js';
import { dayOf, longDay } from '../shared/times.js';

export type GivenRole = GrantBody['role'];

/** What somebody with this role does and sees: read before it is given. */
export const roleExplained = (role: GivenRole): string =>
  ({
    mentor: msg('Mentors observe their trainee’s lessons, agree targets and sign.'),
    coach: msg('Coaches talk with their trainee in private. They see no observation, and nothing they write is marked.'),
    tutor: msg('Tutors make placements, choose what the gradebook shows, and see what is signed of each trainee they are given.'),
    school_lead: msg('School leads read what is signed about every trainee placed at their school.'),
    lead_mentor: msg('Lead mentors support mentors. They see no trainee’s record.'),
    coordinator: msg('Coordinators set everything up and give roles. They see no trainee’s record.'),
  })[role];

/** What ends with the role, for the question before it. */
export function endingExplained(role: Role, name: string): string {
  if (role === 'mentor')
    return msg(
      str`${name} sees nothing of this placement any more, from the next click. What ${name} signed stays. Unsigned drafts stay ${name}’s to copy for 14 days.`,
    );
  if (role === 'coach') return msg(str`${name} sees nothing of this placement any more, from the next click.`);
  if (role === 'tutor') return msg(str`${name} sees nothing of any trainee any more, from the next click. What was signed stays.`);
  if (role === 'school_lead') return msg(str`${name} sees nothing of the school’s trainees any more, from the next click.`);
  if (role === 'coordinator') return msg(str`${name} sets nothing up any more, from the next click. What was set up stays.`);
  return msg(str`${name} is no longer a lead mentor, from the next click.`);
}

/** *No longer in the Moodle course since 3 November.* @param zone IANA zone of the day */
export function leftSentence({ platform, at }: LeftCourse, zone: string | undefined): string {
  const day = longDay(dayOf(new Date(at), zone));
  return msg(str`No longer in the ${platform} course since ${day}.`);
}

import { setImmediate as letOthersGoFirst } from 'node:timers/promises';
import { z } from 'zod';
import { readPages, type ServiceAnswer, type ServiceClient } from './service-call.js';
import { jsonOrNull } from './tokens.js';
import { urlOf } from '../url.js';

export const membershipsScope = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';
const media = 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json';
/** Some milliseconds. */
const lookedAtOnce = 250;
const membershipRole = 'http://purl.imsglobal.org/vocab/lis/v2/membership#';

/** Names and Role Provisioning Services 2.0, 2.3: only `user_id` and `roles` are sure to be there. */
const memberShape = z.object({
  // As a launch has it (claims.ts): of anything longer than 255 bytes MariaDB would silently keep the beginning.
  user_id: z.union([z.string(), z.number().transform(String)]).pipe(z.string().regex(/^[\u0020-\u007e]{1,255}$/)),
  status: z.string().nullish(),
  roles: z.array(z.string()).catch([]),
  name: z.string().nullish().catch(null),
  given_name: z.string().nullish().catch(null),
  email: z.string().nullish().catch(null),
  lis_person_sourcedid: z.string().nullish().catch(null),
});
const containerShape = z.object({ members: z.array(z.unknown()) });

interface Membership {
  sub: string;
  /** Absent status means active; `Inactive` and `Deleted` are not. */
  active: boolean;
  /** Full URIs; a short name (`Learner`, which Moodle sends) is a membership role. */
  roles: string[];
  name: string | null;
  givenName: string | null;
  email: string | null;
  studentNumber: string | null;
}

export type MembershipsRead = { ok: true; members: Membership[] } | { ok: false; answer: ServiceAnswer | null };

const line = (text: string | null | undefined): string | null => {
  const trimmed = text?.trim();
  return trimmed ? trimmed.slice(0, 255) : null;
};

export const fullRole = (role: string): string => (/^[A-Za-z]+$/.test(role) ? `${membershipRole}${role}` : role);

/** `rlid` (NRPS 2.0, 3): only those who can open this link; never for the list of a course, as it leaves out whom the link is hidden from. */
export function ofResourceLink(membershipsUrl: string, resourceLinkId: string): string {
  const url = urlOf(membershipsUrl);
  url?.searchParams.set('rlid', resourceLinkId);
  return url?.href ?? membershipsUrl;
}

/** The whole list, every page, or a failure: half a list would make leavers of the rest. `answer` is null where a cap was reached. */
export async function readMemberships(
  client: ServiceClient,
  given: { platformKid: string; membershipsUrl: string },
  caps: { pages: number; members: number } = { pages: 400, members: 20_000 },
): Promise<MembershipsRead> {
  const list = { url: given.membershipsUrl, accept: media, maximumPages: caps.pages };
  const read = await readPages(client, { platformKid: given.platformKid, scopes: [membershipsScope] }, list);
  if (!read.ok) return read;
  if (!read.complete) return { ok: false, answer: null };
  const members = new Map<string, Membership>();
  let entries = 0;
  for (const page of read.pages) {
    const container = containerShape.safeParse(jsonOrNull(page));
    if (!container.success) return { ok: false, answer: null };
    for (const entry of container.data.members) {
      entries += 1;
      // A page may be half a million entries of nothing: what is counted is what is looked at, and launches go on meanwhile.
      if (entries > caps.members) return { ok: false, answer: null };
      if (entries % lookedAtOnce === 0) await letOthersGoFirst();
      const one = memberShape.safeParse(entry);
      if (!one.success) continue;
      const { user_id: sub, status, roles, name, given_name: givenName, email, lis_person_sourcedid: number } = one.data;
      members.set(sub, {
        sub,
        // Named twice, for two enrolments of which one has ended: still here.
        active: (members.get(sub)?.active ?? false) || status === null || status === undefined || status.toLowerCase() === 'active',
        roles: roles.slice(0, 50).map(fullRole),
        name: line(name),
        givenName: line(givenName),
        email: line(email),
        studentNumber: line(number),
      });
    }
  }
  return { ok: true, members: [...members.values()] };
}

import { z } from 'zod';
import { nextPage } from './link-header.js';
import { readPages, type ServiceAnswer, type ServiceClient } from './service-call.js';
import { jsonOrNull } from './tokens.js';

const scope = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';
const media = 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json';
const membershipRole = 'http://purl.imsglobal.org/vocab/lis/v2/membership#';

/** Names and Role Provisioning Services 2.0, 2.3: only `user_id` and `roles` are sure to be there. */
const memberShape = z.object({
  user_id: z.coerce.string().min(1).max(255),
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

/** The whole list, every page, or a failure: half a list would make leavers of the rest. `answer` is null where a cap was reached. */
export async function readMemberships(
  client: ServiceClient,
  given: { platformKid: string; membershipsUrl: string },
  caps: { pages: number; members: number } = { pages: 400, members: 20_000 },
): Promise<MembershipsRead> {
  const list = { url: given.membershipsUrl, accept: media, maximumPages: caps.pages };
  const read = await readPages(client, { platformKid: given.platformKid, scopes: [scope] }, list, nextPage);
  if (!read.ok) return read;
  if (!read.complete) return { ok: false, answer: null };
  const members = new Map<string, Membership>();
  for (const page of read.pages) {
    const container = containerShape.safeParse(jsonOrNull(page));
    if (!container.success) return { ok: false, answer: null };
    for (const entry of container.data.members) {
      const one = memberShape.safeParse(entry);
      if (!one.success) continue;
      const { user_id: sub, status, roles, name, given_name: givenName, email, lis_person_sourcedid: number } = one.data;
      members.set(sub, {
        sub,
        active: status === null || status === undefined || status.toLowerCase() === 'active',
        roles: roles.slice(0, 50).map(fullRole),
        name: line(name),
        givenName: line(givenName),
        email: line(email),
        studentNumber: line(number),
      });
      if (members.size > caps.members) return { ok: false, answer: null };
    }
  }
  return { ok: true, members: [...members.values()] };
}

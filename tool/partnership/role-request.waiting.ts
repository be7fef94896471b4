import type { WaitingItem } from '../home/home.shared.js';
import type { WaitingSource } from '../home/waiting.js';
import type { RoleRequestService } from './role-request.service.js';
import { mayNameRoles } from './placement.policy.js';
import type { RequestListed } from './role-request.shared.js';

const mostNamed = 5;

const sentenceOf = ({ name, course }: RequestListed): string =>
  course === null ? `${name} asks to be added.` : `${name} asks to be added in ${course}.`;

/** For coordinators: who asks to be added. One line each, and one for the rest. */
export const createRoleRequestWaiting = (requests: RoleRequestService): WaitingSource => ({
  async waitingFor(viewer) {
    if (!mayNameRoles(viewer)) return [];
    const { requests: open } = await requests.list(viewer, '');
    const item = (key: string, sentence: string, due: WaitingItem['due']): WaitingItem => ({
      key: `role-request:${key}`,
      sentence,
      href: '#/placements/roles',
      about: null,
      due,
      minutes: 1,
    });
    const named = open.slice(0, mostNamed).map((one) => item(one.id, sentenceOf(one), { kind: 'since', at: one.askedAt }));
    return open.length > mostNamed ? [...named, item('more', 'More people ask to be added.', null)] : named;
  },
});

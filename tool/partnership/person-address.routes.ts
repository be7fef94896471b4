import { route, type Route } from '../http/route.js';
import type { PersonAddresses } from './person-address.service.js';
import { personAddress, personAddressParams } from './person-address.shared.js';

/** Asked only when somebody presses *Tell*: an address stands in this answer and nowhere else. */
export const personAddressRoutes = (addresses: PersonAddresses): Route[] => [
  route({
    method: 'get',
    path: '/api/placements/:id/people/:personId/address',
    summary:
      'The e-mail address of somebody of this placement, and where they open the tool. Its trainee, mentors and tutors; a coordinator.',
    who: 'person',
    params: personAddressParams,
    answer: personAddress,
    handle: async ({ viewer, params }) => ({ body: await addresses.find(viewer, params.id, params.personId) }),
  }),
];

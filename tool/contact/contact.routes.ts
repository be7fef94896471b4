import { route, type Route } from '../http/route.js';
import { idParams } from '../partnership/placement.shared.js';
import type { ContactService } from './contact.service.js';
import {
  contactList, contactListQuery, contactSchoolParams, placementContacts, schoolContacts, schoolContactsBody, someoneBody, usualSomeone,
} from './contact.shared.js'; // prettier-ignore

const tagged = <Body>(revision: number | null, body: Body) => ({
  ...(revision === null ? {} : { headers: { ETag: `"${revision}"` } }),
  body,
});

/** Whom a trainee can call. */
export const contactRoutes = (contacts: ContactService): Route[] => [
  route({
    method: 'get',
    path: '/api/placements/:id/contacts',
    summary: 'Whom the trainee of a placement can call: somebody else to talk to, the school’s safeguarding lead, its documents.',
    who: 'person',
    params: idParams,
    answer: placementContacts,
    handle: async ({ viewer, params }) => {
      const card = await contacts.card(viewer, params.id);
      return tagged(card.own.revision, card);
    },
  }),
  route({
    method: 'put',
    path: '/api/placements/:id/someone-else',
    summary: 'Names somebody else to talk to, who is nobody’s judge (If-Match). Its tutor or a coordinator.',
    who: 'person',
    params: idParams,
    body: someoneBody,
    answer: placementContacts,
    alsoAnswers: [409, 422],
    handle: async ({ viewer, params, body, ifMatch }) => {
      const card = await contacts.nameSomeone(viewer, params.id, body, ifMatch);
      return tagged(card.own.revision, card);
    },
  }),
  route({
    method: 'get',
    path: '/api/contacts',
    summary: 'Which schools have a safeguarding lead and documents. A coordinator, and a school’s lead for their own.',
    who: 'person',
    query: contactListQuery,
    answer: contactList,
    handle: async ({ viewer, query }) => ({ body: await contacts.list(viewer, query.after ?? '', query.missing !== undefined) }),
  }),
  route({
    method: 'get',
    path: '/api/contacts/someone-else',
    summary: 'Whom every placement names that names nobody itself. A coordinator.',
    who: 'person',
    answer: usualSomeone,
    handle: async ({ viewer }) => {
      const found = await contacts.usual(viewer);
      return tagged(found.revision, found);
    },
  }),
  route({
    method: 'put',
    path: '/api/contacts/someone-else',
    summary: 'Changes it (If-Match). A coordinator.',
    who: 'person',
    body: someoneBody,
    answer: usualSomeone,
    alsoAnswers: [409],
    handle: async ({ viewer, body, ifMatch }) => {
      const found = await contacts.changeUsual(viewer, body, ifMatch);
      return tagged(found.revision, found);
    },
  }),
  route({
    method: 'get',
    path: '/api/schools/:schoolId/contacts',
    summary: 'A school’s safeguarding lead and documents, and who can change them. Everybody who works with a placement there.',
    who: 'person',
    params: contactSchoolParams,
    answer: schoolContacts,
    handle: async ({ viewer, params }) => {
      const found = await contacts.school(viewer, params.schoolId);
      return tagged(found.revision, found);
    },
  }),
  route({
    method: 'put',
    path: '/api/schools/:schoolId/contacts',
    summary: 'Changes them (If-Match). The school’s lead or a coordinator.',
    who: 'person',
    params: contactSchoolParams,
    body: schoolContactsBody,
    answer: schoolContacts,
    alsoAnswers: [409],
    handle: async ({ viewer, params, body, ifMatch }) => {
      const found = await contacts.changeSchool(viewer, params.schoolId, body, ifMatch);
      return tagged(found.revision, found);
    },
  }),
];

import type { WaitingSource } from '../home/waiting.js';
import type { Route } from '../http/route.js';
import type { People } from '../partnership/people.service.js';
import type { Ground } from '../slice.js';
import { contactRoutes } from './contact.routes.js';
import { createContacts } from './contact.service.js';
import { createContactWaiting } from './contact.waiting.js';

/** Whom a trainee can call: somebody else to talk to, the school's safeguarding lead, the school's documents. */
export const createContact = (ground: Ground, people: People): { routes: Route[]; waiting: WaitingSource } => ({
  routes: contactRoutes(createContacts(ground, people)),
  waiting: createContactWaiting(ground),
});

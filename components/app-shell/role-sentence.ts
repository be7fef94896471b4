import { html, type TemplateResult } from 'lit';
import { msg, str } from '../shared/localize.js';
import type { Me, Role } from '../shared/me.js';
import { roleWord } from '../shared/role-words.js';

/** The part of a placement that the header needs. */
export interface PlacementName {
  id: string;
  trainee: { name: string; givenName: string };
}

// Who holds several roles is greeted by the one that was chosen, else by the one nearest to a lesson.
const nearness: Role[] = ['mentor', 'trainee', 'coach', 'tutor', 'school_lead', 'lead_mentor', 'coordinator'];

/** The role a person is here in: the one now on, else the nearest to a lesson. Null without any role. */
export function roleHere(me: Pick<Me, 'roles' | 'roleNowOn'>): Me['roles'][number] | null {
  const chosen = me.roles.find((held) => held.id === me.roleNowOn || held.role === me.roleNowOn);
  return chosen ?? [...me.roles].sort((a, b) => nearness.indexOf(a.role) - nearness.indexOf(b.role))[0] ?? null;
}

/** *You are here as Amara's **mentor**.* */
export function roleSentence(me: Pick<Me, 'roles' | 'roleNowOn' | 'name' | 'identityName'>, placements: PlacementName[]): TemplateResult {
  const here = roleHere(me);
  const name = me.name ?? me.identityName;
  if (!here) return name ? html`${msg(str`You are here as ${name}.`)}` : html`${msg('Welcome.')}`;
  const word = html`<strong>${roleWord(here.role)}</strong>`;
  const alike = me.roles.filter((held) => held.role === here.role && held.placementId !== null);
  const trainee = alike.length === 1 ? placements.find((one) => one.id === alike[0]?.placementId)?.trainee : undefined;
  if (trainee && here.role !== 'trainee') return msg(html`You are here as ${trainee.givenName}’s ${word}.`);
  return name ? msg(html`${name}, you are here as ${word}.`) : msg(html`You are here as ${word}.`);
}

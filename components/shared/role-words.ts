import { msg } from './localize.js';

/** A role held in this tool as people say it: *mentor*, *lead mentor*. @param role as the server names it */
export function roleWord(role: string): string {
  const words: Record<string, string> = {
    trainee: msg('trainee'),
    mentor: msg('mentor'),
    coach: msg('coach'),
    tutor: msg('tutor'),
    lead_mentor: msg('lead mentor'),
    school_lead: msg('school lead'),
    coordinator: msg('coordinator'),
  };
  return words[role] ?? role;
}

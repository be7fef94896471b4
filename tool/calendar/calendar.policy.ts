import type { Role } from '../access/viewer.js';

interface Asker {
  roles: readonly { role: Role }[];
}

/** Those whose lessons are watched, and those who watch them: nobody else knows of a lesson before it is signed. */
export const mayHaveCalendar = ({ roles }: Asker): boolean => roles.some(({ role }) => role === 'trainee' || role === 'mentor');

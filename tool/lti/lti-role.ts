/** Role names of the LTI vocabulary. They give no right in this tool: they say what somebody may do in a course of the platform. */
const membership = 'http://purl.imsglobal.org/vocab/lis/v2/membership';

const teaching = new Set([
  'Instructor',
  'Administrator',
  `${membership}#Instructor`,
  `${membership}#Administrator`,
  'http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator',
]);

/** Whether somebody teaches the course or runs the platform it is on. */
export const teachesHere = (roles: readonly string[]): boolean => roles.some((role) => teaching.has(role));

/** A platform's own test student (Canvas: student view) is nobody. */
export const isTestUser = (roles: readonly string[]): boolean => roles.some((role) => role.endsWith('/system/person#TestUser'));

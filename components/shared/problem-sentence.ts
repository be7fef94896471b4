import { msg } from './localize.js';

/** What to say of something that was thrown. */
export const problemSentence = (error: unknown): string =>
  error instanceof Error ? error.message : msg('That did not work. Try again in a minute.');

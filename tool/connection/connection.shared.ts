import * as z from 'zod/mini';

/** What a check tries, in the order it is tried and shown. */
export const lineNames = ['sign-in', 'roster', 'column', 'score', 'removal', 'review', 'frame'] as const;
export type LineName = (typeof lineNames)[number];

/** `waiting`: not tried yet; `not-tried`: something before it failed, or it cannot be tried from here. */
export const lineState = z.enum(['waiting', 'works', 'fault', 'not-needed', 'not-tried']);
export type LineState = z.infer<typeof lineState>;

export const connectionLine = z.strictObject({
  name: z.enum(lineNames),
  title: z.string(),
  state: lineState,
  /** What was found, or what to tick and where; empty while it waits. */
  sentence: z.string(),
});
export type ConnectionLine = z.infer<typeof connectionLine>;

export const connectionCheck = z.strictObject({
  id: z.string(),
  beganAt: z.string(),
  /** Null while it goes on, and where it was interrupted. */
  endedAt: z.nullable(z.string()),
  goesOn: z.boolean(),
  lines: z.array(connectionLine),
});
export type ConnectionCheck = z.infer<typeof connectionCheck>;

/** A platform from which people of the partnership open the tool. */
export const connection = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** The course that is asked; null where nobody has opened the tool from a course there. */
  course: z.nullable(z.string()),
  /** True where this page was opened from it. */
  here: z.boolean(),
  /** The last one; null before the first. */
  check: z.nullable(connectionCheck),
});
export type Connection = z.infer<typeof connection>;

export const connections = z.strictObject({ connections: z.array(connection) });
export type Connections = z.infer<typeof connections>;

export const connectionParams = z.strictObject({ connectionId: z.string().check(z.maxLength(64)) });

/** What the page found out about the frame it is in. */
export const frameReport = z.strictObject({
  checkId: z.string().check(z.maxLength(64)),
  framed: z.boolean(),
  /** The frame took the height it was asked for. */
  grew: z.boolean(),
  /** A cookie set inside the frame came back. */
  cookie: z.boolean(),
});
export type FrameReport = z.infer<typeof frameReport>;

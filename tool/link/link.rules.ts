import type { LinkChoice, LinkPolicy } from './link.shared.js';

/** The tag of our columns: with `resourceId` it is how one is found again, also after the course was copied. */
export const countTag = 'cf-count';

/** What a link does until a tutor or coordinator chooses. */
export const defaultPolicy: LinkPolicy = {
  shows: 'everything',
  sends: 'done',
  requiredCount: 6,
  kinds: [],
  countsPlacements: 'each',
  fromOn: null,
  untilOn: null,
};

/** What a link does that was placed with a choice. */
export const policyOf = ({ shows, sends, requiredCount }: LinkChoice): LinkPolicy => ({ ...defaultPolicy, shows, sends, requiredCount });

/** The words under *What should the gradebook show?* */
export const ruleFor = (platformTitle: string): string =>
  platformTitle === 'Moodle'
    ? 'This is a count, not a mark. In Moodle, set its weight to 0 if your course total should ignore it.'
    : 'This is a count, not a mark.';

/** Null where the policy makes sense, else a sentence that says what does not. */
export const problemWith = (policy: LinkPolicy): string | null =>
  policy.fromOn !== null && policy.untilOn !== null && policy.untilOn < policy.fromOn ? 'The last day is before the first day.' : null;

const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index]);

export const samePolicy = (a: LinkPolicy, b: LinkPolicy): boolean =>
  a.shows === b.shows &&
  a.sends === b.sends &&
  a.requiredCount === b.requiredCount &&
  a.countsPlacements === b.countsPlacements &&
  a.fromOn === b.fromOn &&
  a.untilOn === b.untilOn &&
  sameList(a.kinds, b.kinds);

export interface LinkInCourse {
  id: string;
  title: string | null;
  /** The link's own column, from its launches. */
  lineItemUrl: string | null;
}

/**
 * The policy each link of a course follows; links in the order they were made. Until somebody chooses, a link with a column of its own
 * sends, and where no link has one, only the first does: a course with three links does not get three columns nobody asked for.
 */
export function effectivePolicies(links: readonly LinkInCourse[], chosen: ReadonlyMap<string, LinkPolicy>): Map<string, LinkPolicy> {
  const withColumn = links.some((link) => link.lineItemUrl !== null);
  return new Map(
    links.map((link, index) => {
      const sends = withColumn ? link.lineItemUrl !== null : index === 0;
      return [link.id, chosen.get(link.id) ?? (sends ? defaultPolicy : { ...defaultPolicy, sends: 'nothing' as const })];
    }),
  );
}

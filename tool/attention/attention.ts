import type { KnownViewer } from '../access/viewer.js';
import type { WaitingOthersSource } from '../home/waiting.js';
import type { Route } from '../http/route.js';
import type { Placements } from '../partnership/placement.service.js';
import type { Ground } from '../slice.js';
import { createAttentionRules } from './attention-rule.service.js';
import type { AttentionSource, MentorActivity } from './attention-source.js';
import { attentionRoutes } from './attention.routes.js';
import { createAttentionOthers } from './attention.waiting.js';
import type { SchoolRow } from './attention.shared.js';
import { dayIn } from './day.rules.js';
import { createSchoolTable, type SchoolPages } from './school-table.service.js';
import { schoolFile, traineeFile } from './table-file.js';
import { createTraineeTable } from './trainee-table.service.js';

export interface AttentionOptions {
  ground: Ground;
  placements: Placements;
  schools: SchoolPages;
  codes: AttentionSource<'codes'>;
  mentors: MentorActivity;
  /** What else is known of a placement; without one for meetings the table has no such column. */
  sources: readonly AttentionSource[];
}

/** The tutor's table and the coordinator's, filled by every slice through one interface. */
export function createAttention({ ground, placements, schools, codes, mentors, sources }: AttentionOptions): {
  routes: Route[];
  others: WaitingOthersSource;
} {
  const meetings = sources.some((source) => source.fact === 'meeting');
  const rules = createAttentionRules(ground, meetings);
  const trainees = createTraineeTable({ ground, placements, rules, sources: [codes, ...sources], meetings });
  const schoolPage = createSchoolTable({ ground, schools, codes, mentors });

  const everySchool = async (viewer: KnownViewer): Promise<SchoolRow[]> => {
    const all: SchoolRow[] = [];
    for (let after: string | null = ''; after !== null;) {
      const page: Awaited<ReturnType<typeof schoolPage>> = await schoolPage(viewer, after);
      all.push(...page.schools);
      after = page.next;
    }
    return all;
  };

  return {
    others: createAttentionOthers({ ground, placements, rules, sources: [codes, ...sources] }),
    routes: attentionRoutes(
      {
        trainees,
        traineeFile: async (viewer) => traineeFile(await trainees(viewer)),
        schools: schoolPage,
        schoolFile: async (viewer) => schoolFile(dayIn(ground.clock.now(), viewer.timeZone), await everySchool(viewer)),
      },
      rules,
    ),
  };
}

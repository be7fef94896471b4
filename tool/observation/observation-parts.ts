import type { People } from '../partnership/people.service.js';
import type { Placements } from '../partnership/placement.service.js';
import type { Framework } from '../framework/framework.service.js';
import type { Lessons } from '../lesson/lesson.service.js';
import type { Outbox } from '../passback/outbox.js';
import type { Signatures } from '../signature/signature.service.js';
import type { Looks } from '../privacy/looks.js';
import type { Ground } from '../slice.js';
import type { Targets } from '../target/target.service.js';
import { observationNoteModel } from './observation-note.model.js';
import { observationRemarkModel } from './observation-remark.model.js';
import { observationSectionModel } from './observation-section.model.js';
import { observationModel } from './observation.model.js';

/** What the composition root gives this slice. */
export interface ObservationNeeds {
  ground: Ground;
  people: People;
  placements: Placements;
  outbox: Outbox;
  framework: Framework;
  lessons: Lessons;
  targets: Targets;
  signatures: Signatures;
  looks: Looks;
}

/** What the use cases share. */
export interface Parts extends ObservationNeeds {
  observations: ReturnType<typeof observationModel>;
  notes: ReturnType<typeof observationNoteModel>;
  sections: ReturnType<typeof observationSectionModel>;
  remarks: ReturnType<typeof observationRemarkModel>;
}

export const partsOf = (needs: ObservationNeeds): Parts => ({
  ...needs,
  observations: observationModel(needs.ground.db),
  notes: observationNoteModel(needs.ground.db),
  sections: observationSectionModel(needs.ground.db),
  remarks: observationRemarkModel(needs.ground.db),
});

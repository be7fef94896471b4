import type { CurriculumArea, FrameworksInForce } from '../../tool/framework/framework.shared.js';
import { noAreas, type AreaChoice } from '../observation-areas/recent-areas.js';
import type { Api } from '../shared/api.js';

/** What notes of one placement can be tagged with: nothing until it could be fetched. */
export class FrameworkList {
  private choice: AreaChoice = noAreas;
  private asked: string | null = null;

  /** @param arrived they are here: show them */
  constructor(private readonly arrived: () => void) {}

  /** Asks for those of a placement, once; at the next call again where it could not be reached. */
  async want(api: Api, placementId: string): Promise<void> {
    if (this.asked === placementId) return;
    this.asked = placementId;
    try {
      const { frameworks } = await api.get<FrameworksInForce>(`/api/placements/${placementId}/frameworks`);
      this.choice = { ...this.choice, frameworks };
      this.arrived();
    } catch {
      // Notes are written without them; tagging is offered once the network is back.
      this.asked = null;
    }
  }

  /** What to choose from, the same object while nothing changed. @param known those that notes name */
  with(known: readonly CurriculumArea[]): AreaChoice {
    if (this.choice.known !== known) this.choice = { ...this.choice, known };
    return this.choice;
  }
}

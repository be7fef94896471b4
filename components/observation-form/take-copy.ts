import type { TakeawayFormat } from '../../tool/observation/observation-takeaway.shared.js';
import type { ObservationTakeaway } from '../observation-takeaway/observation-takeaway.js';
import type { Api } from '../shared/api.js';
import { problemSentence } from '../shared/problem-sentence.js';

export type CopyWanted = CustomEvent<{ format: TakeawayFormat }>;

/**
 * Fetches the file that was asked for, gives it to the browser to keep, and tells the asking element how it went. Apart from the page, because
 * nobody needs it to write a note.
 * @param file address and name, both without the format
 */
export async function takeCopy(
  api: Api,
  file: { path: string; name: string },
  format: TakeawayFormat,
  asking: ObservationTakeaway,
): Promise<void> {
  try {
    const { saveFile } = await import('../shared/save-file.js');
    saveFile(await api.download(`${file.path}.${format}`, {}, 'GET'), `${file.name}.${format}`);
    asking.settled(null);
  } catch (error) {
    asking.settled(problemSentence(error));
  }
}

import { holds, type Viewer } from '../access/viewer.js';

/** What a link shows and sends is chosen by a tutor or a coordinator of the partnership, whatever their role at the launch was. */
export const mayChooseForLink = (viewer: Pick<Viewer, 'roles'>): boolean =>
  holds(viewer as Viewer, 'tutor') || holds(viewer as Viewer, 'coordinator');

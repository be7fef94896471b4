/** The script of the page that a platform opens to ask what to place in a course. */
import type { LinkPickAnswer } from '../../tool/link/link-pick.shared.js';
import { Api } from '../shared/api.js';
import { takeLaunchData, textOf } from '../shared/launch-data.js';
import { postForm } from '../shared/post-form.js';
import './link-picker.js';

const data = takeLaunchData();
const session = textOf(data.session);
const picker = document.createElement('link-picker');
picker.api = new Api({ session: () => session });
picker.ticket = textOf(data.ticket) ?? '';
picker.platform = textOf(data.platform) ?? '';
picker.course = textOf(data.course);
picker.nothingToAdd = data.takesActivity !== true;

/** The answer goes to the platform through the browser, in a form of one field. */
picker.addEventListener('picked', (event) => {
  const { returnUrl, jwt } = (event as CustomEvent<LinkPickAnswer>).detail;
  postForm(returnUrl, { JWT: jwt });
});

document.querySelector('main')?.append(picker);

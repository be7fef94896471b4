/** The script of a page that holds nothing but the preview. */
import { takeLaunchData, textOf } from '../shared/launch-data.js';
import './link-preview-page.js';

const data = takeLaunchData();
const page = document.createElement('link-preview-page');
page.frameOrigin = textOf(data.frameOrigin);
page.returnUrl = textOf(data.returnUrl);
document.querySelector('main')?.append(page);

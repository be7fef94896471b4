/**
 * The script of a launch whose cookie did not come back: looks for what the probing page had kept, posts it with the launch that waits,
 * and lets the page say what to do where there is nothing. What was kept is taken away again.
 */
import { postForm } from '../shared/post-form.js';
import { askStorage, type StorageFrame } from './platform-storage.js';

interface Question {
  code: string;
  key: string;
  storage: StorageFrame | null;
}

async function fromPlatform({ key, storage }: Question): Promise<string | null> {
  if (!storage) return null;
  const value = await askStorage(storage, { subject: 'lti.get_data', key });
  // Nobody waits for this: the message is with the platform before this page is left.
  if (value !== null) void askStorage(storage, { subject: 'lti.put_data', key, value: null });
  return value;
}

function fromTab({ key }: Question): string | null {
  try {
    const value = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    return value;
  } catch {
    return null;
  }
}

const node = document.querySelector('#question');
const question = JSON.parse(node?.textContent ?? 'null') as Question | null;
node?.remove();
if (question) {
  const kept = await fromPlatform(question);
  const inTab = fromTab(question);
  if (kept !== null) postForm('/lti/proof', { code: question.code, carrier: 'platform-storage', proof: kept });
  else if (inTab !== null) postForm('/lti/proof', { code: question.code, carrier: 'tab-storage', proof: inTab });
  else document.querySelector('.later')?.classList.add('now');
}

import type { Api } from '../shared/api.js';
import { postForm } from '../shared/post-form.js';

/**
 * Opens this page in a tab of its own: a one-time code (30 s, same person) travels in a form post, so neither the address nor the
 * history holds anything that opens a session.
 * @throws ProblemError | NetworkError when no code could be had
 */
export async function openOwnTab(api: Api): Promise<void> {
  const { code } = await api.post<{ code: string }>('/api/continue-codes');
  postForm('/lti/continue', { code }, true);
}

import type { Api } from './api.js';
import { postForm } from './post-form.js';

/** A tab that waits for its page. */
export interface EmptyTab {
  name: string;
  close(): void;
}

/** Opens an empty tab, within the press of a button: browsers allow it only then. @returns null where the browser refuses */
export function openEmptyTab(): EmptyTab | null {
  const name = `critical-friend-${crypto.randomUUID()}`;
  const opened = window.open('', name);
  return opened && { name, close: () => opened.close() };
}

/**
 * Opens this page in a tab of its own, at the same place: a one-time code (30 s, same person) travels in a form post, so neither the address
 * nor the history holds anything that opens a session.
 * @param tab one that was opened for it; without it a new one
 * @throws ProblemError | NetworkError when no code could be had
 */
export async function openOwnTab(api: Api, tab?: EmptyTab): Promise<void> {
  const { code } = await api.post<{ code: string }>('/api/continue-codes');
  postForm(`/lti/continue${location.hash}`, { code }, tab?.name ?? true);
}

/** What a browser gives a window that it will forget is less than this; an ordinary one gives gigabytes. */
const ordinaryBytes = 2_000_000_000;

/** Private windows of Safari and Firefox have no file system of their own. */
const hasFiles = (): Promise<boolean> =>
  navigator.storage.getDirectory().then(
    () => true,
    () => false,
  );

/**
 * Whether what is kept here outlives the tab, as far as the browser tells. What a frame keeps belongs to the page around it, and Safari
 * forgets it; every browser forgets what a private window kept, and some of those are known only by how little room they give.
 */
export async function keepsForGood(): Promise<boolean> {
  try {
    if (window.parent !== window) return false;
    if (await navigator.storage.persisted()) return true;
    const { quota = 0 } = await navigator.storage.estimate();
    return quota >= ordinaryBytes && (await hasFiles());
  } catch {
    return false;
  }
}

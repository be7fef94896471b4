/** Where the platform keeps small values for us: the page around ours, or a frame of it, and the only origin spoken to and listened to. */
export interface StorageFrame {
  target: string;
  origin: string;
}

/** How long a platform may take: the mobile apps name a storage and never answer. */
const patienceMs = 2_000;

function windowOf(target: string): Window | null {
  try {
    // A page opened by the platform has an opener, a frame a parent.
    const around = window.parent === window ? (window.opener as Window | null) : window.parent;
    if (around === null) return null;
    return target === '_parent' ? around : ((around.frames as unknown as Record<string, Window | undefined>)[target] ?? null);
  } catch {
    // Another site's page throws at a frame that it does not have.
    return null;
  }
}

/**
 * One message of LTI Platform Storage 0.1. Answers from another window or origin, or with another id, are not for us and are passed over.
 * @returns the value the platform named; null for an error, another kind of answer, or none within two seconds
 */
export function askStorage(
  frame: StorageFrame,
  message: { subject: 'lti.put_data' | 'lti.get_data'; key: string; value?: string | null },
): Promise<string | null> {
  const asked = windowOf(frame.target);
  if (!asked) return Promise.resolve(null);
  const id = crypto.randomUUID();
  return new Promise((resolve) => {
    const finish = (value: string | null): void => {
      removeEventListener('message', hear);
      clearTimeout(late);
      resolve(value);
    };
    const hear = ({ source, origin, data }: MessageEvent<Record<string, unknown> | null>): void => {
      if (source !== asked || origin !== frame.origin || data?.['message_id'] !== id || data['subject'] !== `${message.subject}.response`)
        return;
      const { value, error } = data;
      finish(error === undefined && typeof value === 'string' ? value : null);
    };
    const late = setTimeout(finish, patienceMs, null);
    addEventListener('message', hear);
    try {
      asked.postMessage({ ...message, message_id: id }, frame.origin);
    } catch {
      finish(null);
    }
  });
}

const framesKept = 6;

/**
 * What of an unexpected error may stand in the log: its class, its code and where it was thrown. Its message may quote a statement with
 * what people wrote, or a token, and runs over several lines of the stack; so only the frames after it are kept.
 */
export function safeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error };
  const code = (error as { original?: { code?: string } }).original?.code ?? (error as { code?: string }).code;
  return { kind: error.name, code, at: framesOf(error) };
}

function framesOf({ message, stack = '' }: Error): string[] {
  const from = stack.indexOf(message);
  const lines = stack
    .slice(from < 0 ? 0 : from + message.length)
    .split('\n')
    .map((line) => line.trim());
  const isFrame = (line: string): boolean => line.startsWith('at ');
  return lines.slice(lines.findLastIndex((line) => !isFrame(line)) + 1).slice(0, framesKept);
}

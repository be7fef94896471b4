import { z } from 'zod';

const flag = z
  .enum(['true', 'false', '1', '0', ''])
  .default('false')
  .transform((value) => value === 'true' || value === '1');
const whole = (fallback: number, least: number, most: number) => z.coerce.number().int().min(least).max(most).default(fallback);

/** Whether every part of an SMTP address can be used; what of it is missing has a usual value. */
function namesMailServer(value: string): boolean {
  try {
    const url = new URL(value);
    const from = url.searchParams.get('from');
    decodeURIComponent(url.username + url.password);
    return url.hostname !== '' && (from === null || z.regexes.html5Email.test(from));
  } catch {
    return false;
  }
}

const environmentSchema = z
  .object({
    NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
    PORT: whole(3000, 0, 65535),
    PUBLIC_URL: z
      .url({ protocol: /^https?$/ })
      .refine((value) => new URL(value).pathname === '/' && !/[?#]/.test(value), 'is an origin, without a path')
      .transform((value) => new URL(value).origin)
      .optional(),
    DATABASE_URL: z
      .string()
      .regex(/^(sqlite:.+|mysql:\/\/.+|mariadb:\/\/.+)$/, 'is sqlite:<file> or mysql://user:password@host:port/database')
      .default('sqlite:var/critical-friend.sqlite'),
    REDIS_URL: z
      .string()
      .regex(/^rediss?:\/\//, 'starts with redis:// or rediss://')
      .optional(),
    DATA_DIR: z.string().min(1).default('var/files'),
    SECRET_KEY: z.string().default(''),
    SECRET_KEY_PREVIOUS: z.string().default(''),
    TRUST_PROXY: z.string().default(''),
    SMTP_URL: z
      .string()
      .regex(/^smtps?:\/\//, 'starts with smtp:// or smtps://')
      .refine(namesMailServer, 'is smtp[s]://user:password@host:port/?from=address, with odd characters written as %40')
      .optional(),
    SUPPORT_CONTACT: z.string().max(200).default(''),
    SESSION_IDLE_MINUTES: whole(60, 1, 24 * 60),
    ALLOW_INSECURE_PLATFORMS: flag,
    RATE_LIMIT_PER_MINUTE: whole(600, 1, 1_000_000_000),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  })
  .superRefine((env, context) => {
    if (env.NODE_ENV === 'production' && env.SECRET_KEY.length < 32) {
      context.addIssue({
        code: 'custom',
        path: ['SECRET_KEY'],
        message: 'needs at least 32 characters in production; make one with: openssl rand -base64 48',
      });
    }
  });

/** Everything the tool reads from its environment, checked once. No other file reads `process.env`. */
export interface Config {
  production: boolean;
  port: number;
  /** Origin the browser sees, without a trailing slash. */
  publicUrl: string;
  databaseUrl: string;
  redisUrl: string | null;
  dataDir: string;
  /** First the key that seals, then the keys that may still open. Each at least one character. */
  secretKeys: string[];
  trustProxy: string;
  smtpUrl: string | null;
  supportContact: string;
  sessionIdleMs: number;
  allowInsecurePlatforms: boolean;
  rateLimitPerMinute: number;
  logLevel: string;
}

export class ConfigError extends Error {}

// A fixed key is safe only because `production` refuses to start with it; it keeps a developer's restart signed in.
const developmentKey = 'critical-friend-development-key-not-for-production';

/**
 * @param environment normally `process.env`
 * @throws ConfigError naming every bad variable at once, on one line
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`The configuration is not usable. ${problems.join('; ')}`);
  }
  const env = parsed.data;
  return {
    production: env.NODE_ENV === 'production',
    port: env.PORT,
    publicUrl: (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, ''),
    databaseUrl: env.DATABASE_URL,
    redisUrl: env.REDIS_URL ?? null,
    dataDir: env.DATA_DIR,
    secretKeys: [env.SECRET_KEY || developmentKey, ...(env.SECRET_KEY_PREVIOUS ? [env.SECRET_KEY_PREVIOUS] : [])],
    trustProxy: env.TRUST_PROXY,
    smtpUrl: env.SMTP_URL ?? null,
    supportContact: env.SUPPORT_CONTACT,
    sessionIdleMs: env.SESSION_IDLE_MINUTES * 60_000,
    allowInsecurePlatforms: env.ALLOW_INSECURE_PLATFORMS,
    rateLimitPerMinute: env.RATE_LIMIT_PER_MINUTE,
    logLevel: env.LOG_LEVEL,
  };
}

/** The running process's own configuration. */
export const configFromProcess = (): Config => readConfig(process.env);

// The environment variables that may hold a password or another secret. Programs started from here must not get them.

export const SECRET_VARIABLES: readonly string[] = [
  'MEMORIES_SMTP_PASSWORD',
  'MEMORIES_SMTP_URL',
  'MEMORIES_DIGEST_NTFY',
  'MEMORIES_DIGEST_APPRISE',
  'MEMORIES_DIGEST_WEBHOOK',
  'MEMORIES_WEBHOOK_SECRET',
  'MEMORIES_DIGEST_ALERT',
  'MEMORIES_DIGEST_PING',
];

export function withoutSecrets(env: Readonly<Record<string, string | undefined>>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !SECRET_VARIABLES.includes(name)));
}

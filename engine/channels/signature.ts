import { Webhook } from 'standardwebhooks'

/** Signs a body under an id at an instant (epoch milliseconds): the three headers of Standard Webhooks. */
export type Sign = (id: string, at: number, body: string) => Record<string, string>

/**
 * Makes the signer for secrets written `whsec_` and base64 (24 to 64 bytes). With two, both sign, so that a receiver
 * may change over at any time; with none, id and timestamp go unsigned.
 *
 * @throws Error naming the position of a secret that cannot be used, never the secret
 */
export function createSigner(secrets: readonly string[]): Sign {
  const signers = secrets.map(readSecret)
  return (id, at, body) => ({
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at / 1000)),
    ...(signers.length > 0 && {
      'webhook-signature': signers.map((signer) => signer.sign(id, new Date(at), body)).join(' '),
    }),
  })
}

function readSecret(secret: string, index: number): Webhook {
  const coded = secret.replace(/^whsec_/, '')
  const bytes = /^[A-Za-z0-9+/]+={0,2}$/.test(coded) ? Buffer.from(coded, 'base64').length : 0
  if (bytes < 24 || bytes > 64) {
    throw new Error(
      `webhookSecrets[${index}]: must be whsec_ and 24 to 64 bytes in base64; make one with: openssl rand -base64 32`,
    )
  }
  return new Webhook(secret)
}

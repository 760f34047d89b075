import { createHmac, randomBytes } from 'node:crypto';
import type { Client } from '@libsql/client';

const SALT_BYTES = 32;
/** 96 bits: no two people share a hash, and it says nothing more. */
const HASH_BYTES = 12;

/** Turns a platform's user id into a pseudonym. */
export type HashUser = (platform: string, user: string) => string;

/**
 * Hashes user ids with a salt that is made once and stays in the database: the same person gets the same
 * pseudonym, and no one without the file can tell who it is.
 */
export async function createUserHash(client: Client): Promise<HashUser> {
  await client.execute({
    sql: "INSERT OR IGNORE INTO keep (name, value) VALUES ('user_salt', ?)",
    args: [randomBytes(SALT_BYTES).toString('hex')],
  });
  const { rows } = await client.execute("SELECT value FROM keep WHERE name = 'user_salt'");
  const salt = Buffer.from(String(rows[0]?.value), 'hex');
  return (platform, user) =>
    createHmac('sha256', salt).update(`${platform}:${user}`).digest().subarray(0, HASH_BYTES).toString('hex');
}

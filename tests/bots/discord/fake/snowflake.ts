/** Discord's ids: ms since 2015 and a counter, https://docs.discord.com/developers/reference#snowflakes. */
const DISCORD_EPOCH = 1_420_070_400_000n;
let counter = 0n;

export function snowflake(at = Date.now()): string {
  counter = (counter + 1n) % 4_194_304n;
  return String(((BigInt(at) - DISCORD_EPOCH) << 22n) | counter);
}

import { z } from 'zod';

/** The parts of Discord's REST answers that the bot reads; everything else is dropped at the edge. */

/** https://docs.discord.com/developers/resources/application#application-object */
export const applicationSchema = z.object({
  id: z.string(),
  name: z.string(),
  flags: z.number().default(0),
  bot: z.object({ id: z.string(), username: z.string() }).optional(),
  /** Ways to install the app, by type: `0` to a server, `1` to a user. */
  integration_types_config: z.record(z.string(), z.unknown()).nullish(),
});
export type Application = z.infer<typeof applicationSchema>;

/** https://docs.discord.com/developers/resources/user#get-current-user-guilds */
export const guildsSchema = z.array(
  z.object({ id: z.string(), name: z.string(), permissions: z.string().default('0') }),
);

/** https://docs.discord.com/developers/events/gateway#get-gateway-bot */
export const gatewaySchema = z.object({
  session_start_limit: z.object({ remaining: z.number(), total: z.number() }),
});

export const createdSchema = z.object({ id: z.string() });

/** Which places the bot serves. An empty list allows all. */
export interface AllowLists {
  /** Workspaces (Slack) or servers (Discord). */
  readonly spaces: readonly string[];
  /** Channels; `dm` stands for direct messages. */
  readonly channels: readonly string[];
}

/** Name by which a channel list allows direct messages. */
export const DIRECT_MESSAGES = 'dm';

/** A place without a space (a direct message to a user-installed app) is refused once spaces are listed. */
export function isAllowed(
  lists: AllowLists,
  place: { readonly space: string | null; readonly channel: string },
): boolean {
  const spaceAllowed =
    lists.spaces.length === 0 || (place.space !== null && lists.spaces.includes(place.space));
  return spaceAllowed && (lists.channels.length === 0 || lists.channels.includes(place.channel));
}

import { DiscordApi } from './api.ts';
import { connectionError } from './discord-errors.ts';
import type { Application } from './payloads.ts';
import type { DiscordSettings } from './settings.ts';

/**
 * Asks Discord whose token this is. Throws `AttacheError` with one line that says what to do if the token is wrong
 * (SETTINGS_INVALID) or Discord cannot be reached (PLATFORM_UNREACHABLE).
 */
export async function identify(settings: DiscordSettings): Promise<Application> {
  const api = new DiscordApi(settings);
  try {
    return await api.application();
  } catch (error) {
    throw connectionError(settings.apiUrl, error);
  } finally {
    api.close();
  }
}

import type { Messages } from "@keii/shared";

export const homeMessages: Messages = { ja: {}, en: {} };

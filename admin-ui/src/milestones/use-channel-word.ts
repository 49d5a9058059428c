import { useTranslate } from "ra-core";

/** A channel in words: those of the intake have some, others are written as they were. */
export function useChannelWord(): (channel: string) => string {
  const translate = useTranslate();
  return (channel) =>
    /^[a-z_]+$/.test(channel)
      ? translate(`intake.channel.${channel}`, { _: channel })
      : channel;
}

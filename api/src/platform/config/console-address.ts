/** Where people reach the console, for links that leave it. */
export class ConsoleAddress {
  constructor(readonly url: string) {}
}

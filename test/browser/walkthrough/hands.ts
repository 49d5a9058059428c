import type { Locator, Page } from "playwright-core";
import type { Window } from "../../support/browser.js";

/** What somebody at a screen did so far. */
export class Tally {
  /** Clicks, choices and files handed over. */
  clicks = 0;
  /** Fields into which something short was typed, such as a day or a name. */
  typed = 0;
  /** Fields into which a text was put that one rather copies. */
  copied = 0;
  characters = 0;

  get acts(): number {
    return this.clicks + this.typed + this.copied;
  }

  /** One act; what was put into a field by it, if anything. */
  count(text = ""): void {
    if (text === "") this.clicks += 1;
    else if (text.length <= longestTyped) this.typed += 1;
    else this.copied += 1;
    this.characters += text.length;
  }
}

const longestTyped = 16;

/** Where on a screen something is looked for; of a dialog the browser hides what is behind it. */
type Place = Pick<Page, "getByRole" | "getByText" | "locator">;

const clickable = ["button", "link", "tab", "menuitem"] as const;

/** Somebody at a window: does what a person can do there, by the names that stand on the screen, and counts it. */
export class Hands {
  /** The names of what was clicked, filled and chosen. */
  readonly touched = new Set<string>();

  readonly page: Page;

  constructor(
    private readonly window: Window,
    private readonly tally: Tally,
  ) {
    this.page = window.page;
  }

  /** A click on what is called so. */
  async press(name: string, place: Place = this.page): Promise<void> {
    const named = clickable.map((role) =>
      place.getByRole(role, { name, exact: true }),
    );
    await this.click(anyOf(named).first(), name);
  }

  async click(target: Locator, name: string): Promise<void> {
    await target.click();
    this.did(name);
  }

  /** Puts a text into the field of that label. */
  async fill(
    label: string,
    text: string,
    place: Place = this.page,
  ): Promise<void> {
    await fieldOf(place, label).last().fill(text);
    this.did(label, text);
  }

  /** Chooses from a list that opens below its field. */
  async choose(
    label: string,
    option: string | RegExp,
    place: Place = this.page,
  ): Promise<void> {
    await place
      .getByRole("combobox", { name: labelled(label) })
      .last()
      .click();
    await this.option(option);
    this.did(label);
  }

  /** Types the beginning of a name and chooses what is offered for it. */
  async find(
    label: string,
    beginning: string,
    place: Place = this.page,
  ): Promise<void> {
    const field = place.getByRole("combobox", { name: labelled(label) }).last();
    await field.fill(beginning);
    const offered = this.page
      .getByRole("option")
      .filter({ hasText: beginning })
      .filter({ hasNotText: "Add “" });
    await offered.first().click();
    this.did(label, beginning);
    this.did(beginning);
  }

  /** Chooses in a plain list of the browser's own. */
  async select(label: string, option: string): Promise<void> {
    await this.page
      .getByRole("combobox", { name: label, exact: true })
      .selectOption({ label: option });
    this.did(label);
    this.did(option);
  }

  /** Puts in when it was, as the page writes it: `8/12 18:30`, or a day alone. */
  async when(
    label: string,
    moment: string,
    place: Place = this.page,
  ): Promise<void> {
    const group = place.getByRole("group", { name: label, exact: true }).last();
    const { on, at } = readMoment(moment);
    const kind = group.getByRole("combobox", { name: "Kind of date" });
    const wanted = at === null ? "Day" : "Date and time";
    if ((await kind.innerText()) !== wanted)
      await this.choose("Kind of date", wanted, group);
    await this.fill("Day", on, group);
    if (at !== null) await this.fill("Time", at, group);
  }

  /** Waits until the last field of that label offers by itself what is wanted. */
  async comes(label: string, option: string): Promise<void> {
    await this.page
      .getByRole("combobox", { name: labelled(label) })
      .filter({ hasText: option })
      .last()
      .waitFor();
  }

  /** When a file was received: in its dialog day and time stand by themselves. */
  async received(moment: string): Promise<void> {
    const { on, at } = readMoment(moment);
    await this.fill("Received on", on, this.dialog);
    if (at !== null) await this.fill("Received at", at, this.dialog);
  }

  /** One of several, or a tick. */
  async mark(name: string | RegExp, place: Place = this.page): Promise<void> {
    const named = typeof name === "string" ? labelled(name) : name;
    await anyOf(
      (["radio", "checkbox", "switch"] as const).map((role) =>
        place.getByRole(role, { name: named }),
      ),
    )
      .first()
      .check();
    this.did(String(name));
  }

  async giveFile(
    name: string,
    file: { name: string; content: string },
    place: Place = this.page,
  ): Promise<void> {
    const asked = this.page.waitForEvent("filechooser");
    await this.press(name, place);
    await (
      await asked
    ).setFiles({
      name: file.name,
      mimeType: "text/plain",
      buffer: Buffer.from(file.content),
    });
    this.did(name);
  }

  /** Waits until the screen with that heading is there. */
  async arrives(heading: string | RegExp): Promise<void> {
    const exact = typeof heading === "string";
    await this.page.getByRole("heading", { name: heading, exact }).waitFor();
  }

  /** Waits until it can be read. */
  async sees(text: string): Promise<void> {
    await this.page.getByText(text, { exact: true }).first().waitFor();
  }

  /** A file that the screen hands out at a click; answers where it lies. */
  async takeFile(name: string): Promise<string> {
    const handed = this.page.waitForEvent("download");
    await this.click(this.page.getByText(name, { exact: true }).last(), name);
    return (await handed).path();
  }

  /** What is typed outside of the browser, into a table. */
  types(text: string): string {
    this.did(text, text);
    return text;
  }

  get dialog(): Locator {
    return this.page.getByRole("dialog").last();
  }

  async dialogCloses(): Promise<void> {
    await this.page.getByRole("dialog").waitFor({ state: "detached" });
  }

  /** The part of the screen under that heading. */
  region(title: string): Locator {
    return this.page.getByRole("region", { name: title, exact: true });
  }

  /** The row of a table that says all of it. */
  row(...texts: string[]): Locator {
    return texts
      .reduce(
        (rows, hasText) => rows.filter({ hasText }),
        this.page.getByRole("row"),
      )
      .first();
  }

  /** Goes to the page of a line of the timeline. */
  async openLine(text: string): Promise<void> {
    await this.goTo("Timeline");
    const link = this.row(text).getByRole("link", { name: text }).first();
    await this.click(link, text);
    await this.reads(/^Timeline entry/);
  }

  /** Waits until the screen with that heading shows how things stand now. */
  async reads(heading: string | RegExp): Promise<void> {
    await this.arrives(heading);
    await this.window.settled();
  }

  /** To one of the screens of the incident. */
  async goTo(screen: string): Promise<void> {
    const screens = this.page.getByRole("navigation", {
      name: "Screens of the incident",
    });
    await this.press(screen, screens);
    await this.arrives(screen);
  }

  private async option(name: string | RegExp): Promise<void> {
    const exact = typeof name === "string";
    await this.page.getByRole("option", { name, exact }).click();
    this.did(String(name));
  }

  private did(name: string, text?: string): void {
    this.touched.add(name);
    this.tally.count(text);
  }
}

/** A label, with the mark of what must be filled. */
function labelled(label: string): RegExp {
  return new RegExp(`^${escaped(label)}(\\s*\\*)?$`);
}

function fieldOf(place: Place, label: string): Locator {
  return anyOf(
    (["textbox", "spinbutton", "searchbox"] as const).map((role) =>
      place.getByRole(role, { name: labelled(label) }),
    ),
  );
}

function anyOf([first, ...others]: Locator[]): Locator {
  return others.reduce((one, other) => one.or(other), first!);
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

/** A moment as the page writes it, in the year of the case. */
export function readMoment(text: string): { on: string; at: string | null } {
  const found = /^(\d+)\/(\d+)(?: (\d+:\d\d))?$/.exec(text);
  if (!found) throw new Error(`“${text}” is no moment`);
  const [, month = "", day = "", time] = found;
  return {
    on: `2016-${month.padStart(2, "0")}-${day.padStart(2, "0")}`,
    at: time?.padStart(5, "0") ?? null,
  };
}

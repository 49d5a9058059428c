// @vitest-environment jsdom
import "reflect-metadata";
import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { ResourceContextProvider } from "react-admin";
import { afterEach, describe, expect, it, vi } from "vitest";
import type {
  ColumnMeaning,
  ImportBatch,
  ImportPreview,
  ImportReading,
  Site,
} from "@keii/shared";
import { showScreen, type Asked } from "../../../test/support/screen.js";
import { Reading } from "./Reading.js";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

let count = 0;

function aBatch(more: Partial<ImportBatch> = {}): ImportBatch {
  return {
    // What is chosen for a batch is kept by its id.
    id: `b${++count}`,
    version: 2,
    incidentId: "i1",
    no: 3,
    kind: "purchases",
    memberBaseId: "m1",
    memberBase: { code: "main" },
    fileName: "注文.csv",
    size: 100,
    sha256: "",
    isGzip: false,
    encoding: null,
    delimiter: null,
    columns: null,
    words: null,
    isDryRun: false,
    state: "uploaded",
    bytesRead: 0,
    rows: 0,
    newRows: 0,
    changedRows: 0,
    sameRows: 0,
    rejectedRows: 0,
    outcome: null,
    createdAt: "2016-08-18T00:00:00.000Z",
    createdBy: null,
    startedAt: null,
    finishedAt: null,
    undoneAt: null,
    undoneBy: null,
    undoReason: null,
    ...more,
  };
}

const columns: ColumnMeaning[] = [
  { column: 0, field: "orderNo" },
  { column: 1, field: "customerNo" },
  { column: 2, field: "site" },
  { column: 3, field: null },
  { column: 4, field: "paidAt" },
];

const site: Site = {
  id: "s1",
  version: 1,
  incidentId: "i1",
  code: "shop",
  name: { ja: "本店", en: "" },
  url: "",
  isOpen: true,
  isListed: true,
  notListedReason: "",
  createdAt: "2016-08-18T00:00:00.000Z",
};

/** As the API reads it: the word of a way to pay is only met once its column is read. */
function previewAs(reading: Partial<ImportReading>): ImportPreview {
  const read = reading.columns ?? columns;
  const meansOf = (word: string) =>
    reading.words?.find((one) => one.word === word)?.means ?? null;
  return {
    encoding: reading.encoding ?? "utf-8",
    delimiter: reading.delimiter ?? ",",
    headers: ["注文番号", "会員ID", "サイト", "お支払", "決済日時"],
    columns: read,
    isRemembered: false,
    rows: [
      {
        line: 2,
        cells: ["o1", "1", "03", "券", "2016/8/5 9:03"],
        rejected: null,
      },
    ],
    words: [
      { field: "site" as const, word: "03", count: 2, means: meansOf("03") },
      ...(read.some(({ field }) => field === "method")
        ? [
            {
              field: "method" as const,
              word: "券",
              count: 1,
              means: meansOf("券"),
            },
          ]
        : []),
    ],
    outcome: null,
  };
}

function show(batch: ImportBatch, status = 200): Asked[] {
  return showScreen(
    <ResourceContextProvider value="import-batches">
      <Reading batch={batch} />
    </ResourceContextProvider>,
    ["scope.read", "scope.write"],
    ({ path, body }) => {
      if (path.startsWith("/sites"))
        return { body: [site], headers: { "content-range": "x 0-0/1" } };
      if (!path.endsWith("/preview")) return { body: batch };
      return status === 200
        ? { body: previewAs(body ?? {}) }
        : { status, problem: { title: "いまの状態では行えません" } };
    },
  );
}

async function choose(label: string, option: string): Promise<void> {
  fireEvent.mouseDown(await screen.findByRole("combobox", { name: label }));
  fireEvent.click(
    within(await screen.findByRole("listbox")).getByText(option, {
      exact: false,
    }),
  );
}

const started = (asked: Asked[]) =>
  asked.find(({ path }) => path.endsWith("/start"))?.body;

describe("a file that waits to be read", () => {
  it("names the needed fields without a column, and lets nobody go on", async () => {
    show(aBatch());
    expect(
      await screen.findByText(
        /必要な項目に列が割り当てられていません: 支払方法/,
      ),
    ).toBeTruthy();
    for (const name of ["確認だけ(反映しない)", "取り込む"])
      expect(
        screen.getByRole<HTMLButtonElement>("button", { name }).disabled,
      ).toBe(true);
  });

  it("is looked through while words have no meaning, brought in when all have one", async () => {
    const asked = show(aBatch());
    await choose("「お支払」を取り込む項目", "支払方法");
    expect(await screen.findByText(/2種類あります\(3行\)/)).toBeTruthy();
    expect(
      screen.getByRole<HTMLButtonElement>("button", {
        name: "確認だけ(反映しない)",
      }).disabled,
    ).toBe(false);
    await choose("「03」の意味", "本店");
    await choose("「券」の意味", "ポイント");
    fireEvent.click(screen.getByRole("button", { name: "取り込む" }));
    await vi.waitFor(() => expect(started(asked)).toBeTruthy());
    expect(started(asked)).toEqual({
      isDryRun: false,
      reading: {
        encoding: "utf-8",
        delimiter: ",",
        columns: columns.map((one) =>
          one.column === 3 ? { column: 3, field: "method" } : one,
        ),
        words: [
          { field: "site", word: "03", means: "shop" },
          { field: "method", word: "券", means: "points" },
        ],
      },
    });
  });

  it("reads a field from one column only: the one chosen last", async () => {
    show(aBatch());
    await choose("「お支払」を取り込む項目", "サイト");
    const before = await screen.findByRole("combobox", {
      name: "「サイト」を取り込む項目",
    });
    expect(before.textContent).toBe("取り込まない");
  });

  it("guesses the columns anew when it is cut another way", async () => {
    const asked = show(aBatch());
    await choose("文字コード", "Windows-31J");
    await vi.waitFor(() =>
      expect(asked.at(-1)).toMatchObject({
        method: "POST",
        body: { encoding: "windows-31j", delimiter: ",", words: [] },
      }),
    );
    expect(asked.at(-1)?.body).not.toHaveProperty("columns");
  });

  it("shows the words a run has met further down, with the count over the whole file", async () => {
    show(
      aBatch({
        state: "refused",
        outcome: {
          problem: "wordsUnknown",
          line: null,
          fields: [],
          words: [
            { field: "site", word: "03", count: 5200 },
            { field: "site", word: "09", count: 12 },
          ],
        },
      }),
    );
    const row = (await screen.findByText("09")).closest("tr")!;
    expect(within(row).getByText("12")).toBeTruthy();
    expect(screen.getByText("5,200")).toBeTruthy();
    expect(
      screen.getByRole("button", { name: "サイトを登録:「09」" }),
    ).toBeTruthy();
  });

  it("says in plain words that its file is gone", async () => {
    show(aBatch(), 409);
    expect(
      await screen.findByText(/受信したファイルが残っていません/),
    ).toBeTruthy();
    expect(screen.getByRole("link", { name: "もう一度取り込む" })).toBeTruthy();
  });
});

import "reflect-metadata";
import { describe, expect, it } from "vitest";
import {
  IncidentChange,
  IncidentStatusChange,
  NewIncident,
  NewIntake,
  NewMilestone,
} from "@keii/shared";
import {
  changedOnly,
  contractErrors,
  isSame,
  ruleMessage,
  toContract,
} from "./contract.js";

describe("toContract", () => {
  it("sends the contract's own properties and nothing else of the record", () => {
    expect(
      toContract(IncidentChange, { id: "1", version: 3, kind: "other" }),
    ).toEqual({ kind: "other" });
  });

  it("sends an emptied text as empty where the contract wants a text", () => {
    expect(toContract(IncidentChange, { summary: null })).toEqual({
      summary: "",
    });
  });

  it("sends null where the contract allows it", () => {
    expect(toContract(IncidentChange, { lawAsOf: null })).toEqual({
      lawAsOf: null,
    });
    expect(toContract(NewIntake, { callerName: null })).toEqual({
      callerName: null,
    });
  });

  it("leaves out a null that fits nowhere", () => {
    expect(toContract(IncidentChange, { severity: null })).toEqual({});
  });
});

describe("contractErrors", () => {
  it("says that a missing text is needed, whatever rule it broke", async () => {
    expect(
      await contractErrors(IncidentStatusChange, { status: "closed" }),
    ).toEqual({ reason: ruleMessage("isNotBlank", []) });
  });

  it("carries the bound of a rule", async () => {
    const errors = await contractErrors(NewIncident, {
      title: { ja: "疑い", en: "" },
      kind: "other",
      summary: "あ".repeat(10_001),
    });
    expect(errors).toEqual({ summary: ruleMessage("maxLength", [10_000]) });
  });

  it("names nested fields by their path", async () => {
    const errors = await contractErrors(NewMilestone, {
      kind: "aware",
      occurred: { on: "2016-02-30" },
    });
    expect(errors).toEqual({
      "occurred.on": ruleMessage("isCalendarDay", []),
    });
  });
});

describe("changedOnly", () => {
  const base = { title: { ja: "疑い", en: "" }, kind: "other", summary: "あ" };

  it("keeps what differs from the record as it was read", () => {
    expect(
      changedOnly(
        { ...base, title: { en: "", ja: "疑い" }, summary: "い" },
        base,
      ),
    ).toEqual({ summary: "い" });
  });

  it("keeps what is asked for anew each time", () => {
    expect(changedOnly({ summary: "あ" }, base, ["summary"])).toEqual({
      summary: "あ",
    });
  });

  it("takes missing and null for the same", () => {
    expect(isSame(null, undefined)).toBe(true);
    expect(isSame({ on: "2016-08-12", at: null }, { on: "2016-08-12" })).toBe(
      true,
    );
    expect(isSame("", null)).toBe(false);
  });
});

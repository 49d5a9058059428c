import { useQueryClient } from "@tanstack/react-query";
import {
  DataProviderContext,
  useDataProvider,
  useNotify,
  useResourceContext,
  useTranslate,
  type RaRecord,
} from "ra-core";
import { useCallback, useContext, useMemo } from "react";
import { propertiesOf, type Contract } from "./contract.js";
import type { Act, KeiiDataProvider } from "./data-provider.js";
import { isRefusal, type Refusal } from "./http.js";

/** Errors by form source, as react-admin puts them at the fields. */
export type FieldMessages = Record<string, string>;

/** The data provider around: calls tell react-admin of refusals; `pathOf` is a plain function. */
export function useKeiiDataProvider(): KeiiDataProvider {
  const { pathOf } = useContext(DataProviderContext) as KeiiDataProvider;
  const watched = useDataProvider<KeiiDataProvider>();
  return useMemo(
    () =>
      new Proxy(watched, {
        get: (target, name: string) =>
          name === "pathOf" ? pathOf : (target[name] as unknown),
      }),
    [watched, pathOf],
  );
}

/** The resource around, which has to be there. */
export function useResource(): string {
  const resource = useResourceContext();
  if (!resource) throw new Error("Only within a resource");
  return resource;
}

/** Lets everything that shows the resource look again. */
export function useLookAgain(): (...resources: string[]) => Promise<void> {
  const queries = useQueryClient();
  return useCallback(
    async (...resources) => {
      await Promise.all(
        resources.map((resource) =>
          queries.invalidateQueries({ queryKey: [resource] }),
        ),
      );
    },
    [queries],
  );
}

/** Says what a refusal means: its title, and the detail where there is one. */
export function useTellRefusal(): (error: unknown) => void {
  const notify = useNotify();
  const translate = useTranslate();
  return useCallback(
    (error) => {
      notify(refusalText(error, translate), { type: "error" });
    },
    [notify, translate],
  );
}

/** A refusal in words: the problem's title and detail, or a message key of ours. */
export function refusalText(
  error: unknown,
  translate: (key: string, options?: { _: string }) => string,
): string {
  if (!isRefusal(error)) return translate("ra.message.error");
  const { title, detail } = error.body ?? {};
  if (title) return detail && detail !== title ? `${title} (${detail})` : title;
  return translate(error.message, { _: error.message });
}

/** The refusal's messages for fields, where it has any that a form can show. */
export function fieldMessages(error: Refusal): FieldMessages | undefined {
  const errors = error.body?.errors;
  return errors && Object.keys(errors).length > 0 ? errors : undefined;
}

/**
 * What of a refusal the form of a contract shows at its fields. All else is told: a refusal without fields, and what is
 * wrong with a field that this form does not have.
 */
export function useTellRefused(
  contract: Contract,
): (error: unknown) => FieldMessages | undefined {
  const notify = useNotify();
  const translate = useTranslate();
  const resource = useResourceContext() ?? "";
  const tellRefusal = useTellRefusal();
  return useCallback(
    (error) => {
      const messages = isRefusal(error) ? fieldMessages(error) : undefined;
      if (!messages) {
        tellRefusal(error);
        return undefined;
      }
      const own = new Set([...propertiesOf(contract), "root"]);
      const isOwn = (source: string) => own.has(source.split(".")[0] ?? "");
      const all = Object.entries(messages);
      const others = all.filter(([source]) => !isOwn(source));
      const nameOf = (source: string) =>
        translate(`resources.${resource}.fields.${source}`, { _: source });
      if (others.length > 0)
        notify(
          others
            .map(([source, text]) =>
              [nameOf(source), translate("app.colon"), text].join(""),
            )
            .join("\n"),
          { type: "error", multiLine: true },
        );
      return others.length === all.length
        ? undefined
        : Object.fromEntries(all.filter(([source]) => isOwn(source)));
    },
    [contract, notify, resource, tellRefusal, translate],
  );
}

/** Tells when card numbers were masked on the way in: the text on the screen is no longer what was typed. */
export function useTellMasked(): (meta: unknown) => void {
  const notify = useNotify();
  return useCallback(
    (meta) => {
      const count = (meta as { maskedCount?: number } | undefined)?.maskedCount;
      if (count)
        notify("app.masked", {
          type: "warning",
          autoHideDuration: 15_000,
          messageArgs: { smart_count: count },
        });
    },
    [notify],
  );
}

/** Does an act on a record, then lets the screens that show it look again. */
export function useAct<T = RaRecord>(
  resource: string,
  touches: readonly string[] = [],
): (act: Act) => Promise<T> {
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const touched = touches.join(",");
  return useCallback(
    async (act) => {
      try {
        return await dataProvider.act<T>(resource, act);
      } finally {
        await lookAgain(resource, "incidents", ...touched.split(","));
      }
    },
    [dataProvider, lookAgain, resource, touched],
  );
}

import type {
  CreateParams,
  DataProvider,
  DeleteParams,
  GetListParams,
  GetManyReferenceParams,
  GetOneParams,
  Identifier,
  RaRecord,
  UpdateParams,
} from "ra-core";
import { HttpError } from "ra-core";
import { call, type Answer, type Request } from "./http.js";

/** A record of which the API keeps versions. */
export interface Versioned {
  id: Identifier;
  version?: number;
}

/** What a list's answer says beyond its rows. */
export interface ListMeta {
  /** There are more rows than were counted: show "10,000+". */
  isCapped: boolean;
  counted: number;
}

export interface Act {
  id: Identifier;
  /** Last part of the path: `status`, `move`, `decide`, … */
  verb: string;
  /** The version the act is based on; left out where the API asks for none. */
  version?: number;
  data?: unknown;
}

export interface KeiiDataProvider extends DataProvider {
  /** An act that is more than an edit: `POST /<resource>/<id>/<verb>`. */
  act: <T>(resource: string, act: Act) => Promise<T>;
  /** The address of a resource below `/api`, for exports and the like. */
  pathOf: (resource: string) => string;
}

/** Resources that belong to no incident. */
const globalResources = new Set([
  "incidents",
  "users",
  "organisation",
  "audit",
  "home",
]);

/** There is one of each: its address carries no id. */
const singletons = new Set(["organisation", "password-check", "publication"]);

/** Rows beyond this offset can only be reached with a cursor. */
export const offsetLimit = 10_000;

export function rootPath(resource: string): string {
  return `/${resource}`;
}

/** Inside an incident all but the global resources live below it. */
export function incidentPath(incidentId: string): (resource: string) => string {
  return (resource) =>
    globalResources.has(resource)
      ? rootPath(resource)
      : `/incidents/${incidentId}/${resource}`;
}

/** The filter and sort of a list as the API reads them, for lists and exports alike. */
export function listQuery(
  params: Pick<GetListParams, "filter" | "sort">,
): URLSearchParams {
  const query = new URLSearchParams();
  const filter = withoutBlanks(
    (params.filter ?? {}) as Record<string, unknown>,
  );
  if (Object.keys(filter).length > 0)
    query.set("filter", JSON.stringify(filter));
  if (params.sort)
    query.set("sort", JSON.stringify([params.sort.field, params.sort.order]));
  return query;
}

function withoutBlanks(
  filter: Record<string, unknown>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(filter).filter(
      ([, value]) =>
        value !== undefined &&
        value !== null &&
        value !== "" &&
        !(Array.isArray(value) && value.length === 0),
    ),
  );
}

/** The data provider over the conventions of `ra-data-simple-rest`, with versions, keys and cursors. */
export function createDataProvider(
  pathOf: (resource: string) => string = rootPath,
): KeiiDataProvider {
  const cursors = new Map<string, string>();
  const keys = new Map<string, string>();

  const recordPath = (resource: string, id: Identifier): string =>
    singletons.has(resource)
      ? pathOf(resource)
      : `${pathOf(resource)}/${encodeURIComponent(String(id))}`;

  async function getList(resource: string, params: GetListParams) {
    const { page, perPage } = params.pagination ?? { page: 1, perPage: 25 };
    const query = listQuery(params);
    const listKey = `${resource}?${query}&${perPage}`;
    const from = (page - 1) * perPage;
    const cursor = cursors.get(`${listKey}@${page}`);
    const isDeep = from + perPage > offsetLimit;
    if (isDeep && cursor) query.set("cursor", cursor);
    const start = isDeep && cursor ? 0 : from;
    query.set("range", JSON.stringify([start, start + perPage - 1]));
    const { data, headers } = await call<RaRecord[]>(
      `${pathOf(resource)}?${query}`,
      { signal: params.signal },
    );
    const next = headers.get("keii-next-cursor");
    if (next) cursors.set(`${listKey}@${page + 1}`, next);
    return { data, ...totalOf(headers, data.length, page, next !== null) };
  }

  async function getOne(resource: string, params: GetOneParams) {
    const { data } = await call<RaRecord>(
      recordPath(resource, params.id as Identifier),
      {
        signal: params.signal,
      },
    );
    return { data };
  }

  async function create(resource: string, params: CreateParams) {
    const path = pathOf(resource);
    const { data, headers } = await sendOnce<RaRecord>(path, params.data);
    return { data, meta: metaOf(headers) };
  }

  /** The same body sent again after a lost answer carries the same key; any answer ends the key's life. */
  async function sendOnce<T>(path: string, body: unknown): Promise<Answer<T>> {
    const what = `${path} ${JSON.stringify(body)}`;
    const key = keys.get(what) ?? crypto.randomUUID();
    keys.set(what, key);
    try {
      const answer = await call<T>(path, {
        method: "POST",
        body,
        headers: { "Idempotency-Key": key },
      });
      keys.delete(what);
      return answer;
    } catch (error) {
      if (error instanceof HttpError && isFinal(error)) keys.delete(what);
      throw error;
    }
  }

  async function update(resource: string, params: UpdateParams) {
    const base = params.previousData as Versioned | undefined;
    const { data, headers } = await call<RaRecord>(
      recordPath(resource, params.id as Identifier),
      {
        method: "PUT",
        body: params.data,
        headers: ifMatch(versionIn(params.meta) ?? base?.version),
      },
    );
    return { data, meta: metaOf(headers) };
  }

  async function remove(resource: string, params: DeleteParams) {
    const base = params.previousData as Versioned | undefined;
    await call(`${pathOf(resource)}/${params.id}`, {
      method: "DELETE",
      headers: ifMatch(base?.version),
    });
    const gone: RaRecord = { ...base, id: params.id as Identifier };
    return { data: gone };
  }

  async function act<T>(resource: string, act: Act): Promise<T> {
    const request: Request = {
      method: "POST",
      body: act.data ?? {},
      headers: ifMatch(act.version),
    };
    const path = `${recordPath(resource, act.id)}/${act.verb}`;
    return (await call<T>(path, request)).data;
  }

  return {
    supportAbortSignal: true,
    pathOf,
    act,
    getList,
    getOne,
    create,
    update,
    delete: remove,
    getMany: async (resource, { ids, signal }) => ({
      data: await Promise.all(
        ids.map(async (id) => (await getOne(resource, { id, signal })).data),
      ),
    }),
    getManyReference: (resource, params: GetManyReferenceParams) =>
      getList(resource, {
        pagination: params.pagination,
        sort: params.sort,
        signal: params.signal,
        filter: { ...(params.filter as object), [params.target]: params.id },
      }),
    updateMany: () => refuseMany(),
    deleteMany: () => refuseMany(),
  } as KeiiDataProvider;
}

/** Many records at once need a route of their own: one version per record cannot be named in one request. */
function refuseMany(): Promise<never> {
  return Promise.reject(new Error("The API changes one record at a time"));
}

function versionIn(meta: unknown): number | undefined {
  return (meta as { version?: number } | undefined)?.version;
}

function ifMatch(version: number | undefined): Record<string, string> {
  return version === undefined ? {} : { "If-Match": `"v${version}"` };
}

function isFinal({ status }: HttpError): boolean {
  return Number(status) >= 400 && Number(status) < 500;
}

function metaOf(headers: Headers): { maskedCount: number } {
  return { maskedCount: Number(headers.get("keii-card-numbers-masked") ?? 0) };
}

function totalOf(
  headers: Headers,
  rowCount: number,
  page: number,
  hasNextPage: boolean,
) {
  const range = headers.get("content-range") ?? "";
  const total = Number(/\/(\d+)$/.exec(range)?.[1] ?? rowCount);
  const isCapped = headers.get("keii-total-capped") === "true";
  const meta: ListMeta = { isCapped, counted: total };
  return isCapped
    ? { meta, pageInfo: { hasNextPage, hasPreviousPage: page > 1 } }
    : { meta, total };
}

import { Injectable, RequestMethod } from "@nestjs/common";
import { DiscoveryService, MetadataScanner, Reflector } from "@nestjs/core";
import type { Permission } from "@keii/shared";
import { fileHandler } from "./file-body.js";
import {
  feedHandler,
  permissionOfHandler,
  publicHandler,
} from "../permissions/can.js";

export interface Route {
  method: string;
  /** As the server knows it: `/api/incidents/:incidentId/timeline`. */
  path: string;
  permission: Permission | null;
  isPublic: boolean;
  /** Whether a calendar password opens it, too. */
  isFeed: boolean;
  /** The contract of the body, where there is one. */
  body: (new () => object) | null;
  /** Whether its body is content, and no contract. */
  takesFile: boolean;
  /** Whether it answers a list (`filter`, `sort`, `range`, `cursor`). */
  isList: boolean;
  /** The query parameters it reads; any other is refused. */
  query: readonly string[];
  needsVersion: boolean;
  name: string;
}

const replyArgument = 1;
const bodyArgument = 3;
const queryArgument = 4;
const listQuery = ["filter", "sort", "range", "cursor"] as const;

type Parameters = Record<
  string,
  { index: number; data?: unknown; factory?: { name: string } }
>;

/** The query parameters a handler reads, as its own arguments say. */
export function queryOf(controller: Newable, handler: string): string[] {
  const parameters = parametersOf(controller, handler);
  return Object.entries(parameters).flatMap(([key, { data, factory }]) => {
    if (factory?.name === "listing") return listQuery;
    return key.startsWith(`${queryArgument}:`) && typeof data === "string"
      ? [data]
      : [];
  });
}

/** Whether a handler takes the reply into its own hands (`@Res()` without passthrough), and writes it bit by bit. */
export function isStream(controller: Newable, handler: string): boolean {
  const takesReply = Object.keys(parametersOf(controller, handler)).some(
    (key) => key.startsWith(`${replyArgument}:`),
  );
  return (
    takesReply &&
    Reflect.getMetadata("__responsePassthrough__", controller, handler) !== true
  );
}

function parametersOf(controller: Newable, handler: string): Parameters {
  return (Reflect.getMetadata("__routeArguments__", controller, handler) ??
    {}) as Parameters;
}

/** Every route with what it declares: the guard's test, the OpenAPI document and the authentication hook read it. */
@Injectable()
export class Routes {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  all(): Route[] {
    return this.discovery.getControllers().flatMap(({ instance, metatype }) => {
      if (!instance || !metatype) return [];
      const prototype = Object.getPrototypeOf(instance) as object;
      const base = Reflect.getMetadata("path", metatype) as string;
      return this.scanner
        .getAllMethodNames(prototype)
        .flatMap(
          (name) =>
            this.route(prototype, metatype as Newable, base, name) ?? [],
        );
    });
  }

  private route(
    prototype: object,
    controller: Newable,
    base: string,
    name: string,
  ): Route | null {
    const handler = (prototype as Record<string, unknown>)[
      name
    ] as () => unknown;
    const path = Reflect.getMetadata("path", handler) as string | undefined;
    const method = Reflect.getMetadata("method", handler) as
      RequestMethod | undefined;
    if (path === undefined || method === undefined) return null;
    const parameters = parametersOf(controller, name);
    const types = (Reflect.getMetadata("design:paramtypes", prototype, name) ??
      []) as Newable[];
    const body = Object.entries(parameters).find(([key]) =>
      key.startsWith(`${bodyArgument}:`),
    )?.[1];
    return {
      method: RequestMethod[method],
      path: `/${["api", base, path]
        .map((p) => p.replace(/^\/|\/$/g, ""))
        .filter(Boolean)
        .join("/")}`,
      permission:
        this.reflector.get<Permission | undefined>(
          permissionOfHandler,
          handler,
        ) ?? null,
      isPublic:
        this.reflector.get<boolean | undefined>(publicHandler, handler) ??
        false,
      isFeed:
        this.reflector.get<boolean | undefined>(feedHandler, handler) ?? false,
      body: body ? (types[body.index] ?? null) : null,
      takesFile:
        this.reflector.get<boolean | undefined>(fileHandler, handler) ?? false,
      isList: Object.values(parameters).some(
        (p) => p.factory?.name === "listing",
      ),
      query: queryOf(controller, name),
      needsVersion: Object.values(parameters).some(
        (p) => p.factory?.name === "baseVersion",
      ),
      name: `${controller.name}.${name}`,
    };
  }
}

type Newable = new () => object;

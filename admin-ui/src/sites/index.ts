import type { ResourceProps } from "ra-core";
import { lazily } from "../app/lazily.js";

export { siteScreenMessages } from "./messages.js";

export const sites: ResourceProps = {
  name: "sites",
  list: lazily(async () => (await import("./SiteList.js")).SiteList),
  create: lazily(async () => (await import("./SiteCreate.js")).SiteCreate),
  edit: lazily(async () => (await import("./SiteEdit.js")).SiteEdit),
};

export const memberBases: ResourceProps = {
  name: "member-bases",
  list: lazily(
    async () => (await import("./MemberBaseList.js")).MemberBaseList,
  ),
  create: lazily(
    async () => (await import("./MemberBaseCreate.js")).MemberBaseCreate,
  ),
  edit: lazily(
    async () => (await import("./MemberBaseEdit.js")).MemberBaseEdit,
  ),
};

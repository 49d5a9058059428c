import type { ResourceProps } from "ra-core";
import { Route } from "react-router";
import { lazily } from "../app/lazily.js";

export { userScreenMessages } from "./messages.js";

const UserFilePage = lazily(
  async () => (await import("./UserFilePage.js")).UserFilePage,
);

export const users: ResourceProps = {
  name: "users",
  recordRepresentation: "name",
  list: lazily(async () => (await import("./UserList.js")).UserList),
  create: lazily(async () => (await import("./UserCreate.js")).UserCreate),
  edit: lazily(async () => (await import("./UserEdit.js")).UserEdit),
  children: <Route path="file" element={<UserFilePage />} />,
};

export * from "./embedded.js";
export * from "./migrate.js";
export * from "./roles.js";

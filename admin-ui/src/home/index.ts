import { lazily } from "../app/lazily.js";

export { homeMessages } from "./messages.js";
export const Home = lazily(async () => (await import("./Home.js")).Home);

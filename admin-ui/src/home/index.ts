import { lazily } from "../app/lazily.js";

export { homeScreenMessages } from "./messages.js";
export const Home = lazily(async () => (await import("./Home.js")).Home);

import { ConfigurationError } from "./platform/config/config.js";
import { start } from "./start.js";

try {
  await start();
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

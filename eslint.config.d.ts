import type { Linter } from "eslint";

export function rulesFor(root: string): Linter.Config[];
declare const rules: Linter.Config[];
export default rules;

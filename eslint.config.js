import eslint from "@eslint/js";
import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";
import boundaries from "eslint-plugin-boundaries";
import importX from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";
import { defineConfig } from "eslint/config";
import { noBuiltSql } from "./eslint.sql.js";

/**
 * The floors of api/src, from the ground up. A folder imports from the floors below it, and from its neighbours only
 * what they publish. A folder that stands on no floor is refused.
 */
const floors = [
  ["platform"],
  ["users"],
  ["organisation", "drafts"],
  ["incidents", "parties"],
  ["members"],
  ["approvals"],
  ["timeline", "tasks"],
  ["milestones", "evidence", "meetings"],
  ["intake", "playbooks"],
  ["forensics", "customers", "authorities", "partners", "remediation"],
  ["imports", "exposures"],
  ["scope"],
  ["verification"],
  ["facts"],
  ["notices", "desk", "inquiries"],
  ["disclosure", "readiness"],
  ["home", "case-report"],
  ["portal"],
  ["operator"],
];

/** What a folder shows to its neighbours on the same floor. */
const published = "api/src/*/*.{module,service,entity}.ts";

const api = (...folders) => ({
  element: { type: folders.map((folder) => `api/${folder}`) },
});
const ui = (part) => ({ element: { type: `admin-ui/${part}` } });

/** One policy per folder: each costs time with every import. */
const apiPolicies = floors.flatMap((floor, height) =>
  floor.flatMap((folder) => {
    const below = floors.slice(0, height).flat();
    const beside = floor.filter((neighbour) => neighbour !== folder);
    return [
      ...(below.length > 0
        ? [{ from: api(folder), allow: { to: api(...below) } }]
        : []),
      ...(beside.length > 0
        ? [
            {
              from: api(folder),
              allow: {
                to: { ...api(...beside), file: { categories: "published" } },
              },
            },
          ]
        : []),
    ];
  }),
);

/**
 * A resource of the console that is too large for one folder: the folders it is made of, from the ground up. The last is
 * the resource itself, and only it may use the others.
 */
const uiParts = [
  [["timeline-rows"], ["timeline-picture", "timeline-entry"], ["timeline"]],
  [["sites"], ["imports"]],
  [["exposures"], ["scope-picture"], ["scope"]],
];

const uiResource = (folder) => ({
  element: { type: "admin-ui/resource", captured: { resource: folder } },
});

const uiPartPolicies = uiParts.flatMap((parts) =>
  parts.flatMap((floor, height) => {
    const below = parts.slice(0, height).flat();
    return below.length === 0
      ? []
      : [
          {
            from: uiResource(floor),
            allow: { to: uiResource(below) },
          },
        ];
  }),
);

const uiPolicies = [
  ...uiPartPolicies,
  { from: ui("resource"), allow: { to: ui("app") } },
  { from: ui("workspace"), allow: { to: ui("app") } },
  {
    from: ui("workspace"),
    allow: { to: { ...ui("resource"), file: { categories: "index" } } },
  },
];

/** The start of each program: it may wire everything together, and nothing may import it. */
const rootPolicies = [
  {
    from: { element: { type: "api/root" } },
    allow: { to: { element: { type: "api/*" } } },
  },
  {
    from: ui("root"),
    allow: { to: { element: { type: "admin-ui/*" } } },
  },
];

const elements = [
  ...floors
    .flat()
    .map((folder) => ({ type: `api/${folder}`, pattern: `api/src/${folder}` })),
  { type: "api/unplaced", pattern: "api/src/*" },
  { type: "api/root", pattern: "api/src" },
  { type: "admin-ui/app", pattern: "admin-ui/src/app" },
  { type: "admin-ui/workspace", pattern: "admin-ui/src/workspace" },
  {
    type: "admin-ui/resource",
    pattern: "admin-ui/src/*",
    capture: ["resource"],
  },
  { type: "admin-ui/root", pattern: "admin-ui/src" },
  { type: "shared", pattern: "shared/src" },
  { type: "db", pattern: "db/src" },
];

const frameworks = [
  "@nestjs/**",
  "typeorm",
  "typeorm/**",
  "react",
  "react/**",
  "react-dom",
  "react-dom/**",
  "react-admin",
  "ra-*",
  "@mui/**",
  "@emotion/**",
  "fastify",
  "@fastify/**",
  "pg",
  "pg-*",
];

const shells = ["exec", "execSync"];
const noShell = ["child_process", "node:child_process"].map((name) => ({
  name,
  importNames: shells,
  message: "A shell interprets its text: use execFile or spawn.",
}));

function imports(...patterns) {
  return ["error", { paths: noShell, patterns }];
}

const banned = [
  {
    selector:
      ":matches(JSXAttribute[name.name='dangerouslySetInnerHTML'], Property[key.name='dangerouslySetInnerHTML'], Property[key.value='dangerouslySetInnerHTML'])",
    message: "Text from people is never HTML.",
  },
  {
    selector:
      "MemberExpression[object.name=/^(childProcess|child_process|cp)$/][property.name=/^exec(Sync)?$/]",
    message: "A shell interprets its text: use execFile or spawn.",
  },
];

/** The rules for a tree laid out like this repository; the specs run them on a small one of their own. */
export function rulesFor(root) {
  const projects = [
    "shared/tsconfig.json",
    "db/tsconfig.json",
    "api/tsconfig.json",
    "admin-ui/tsconfig.json",
    "tsconfig.spec.json",
  ];
  return defineConfig(
    {
      ignores: [
        "**/dist/**",
        "**/node_modules/**",
        "**/.data/**",
        "**/.tmp/**",
        "**/coverage/**",
      ],
    },
    // No comment switches a rule off: it holds, or it is not here.
    { linterOptions: { noInlineConfig: true } },
    eslint.configs.recommended,
    {
      files: ["**/*.{js,mjs}"],
      languageOptions: {
        globals: {
          process: "readonly",
          console: "readonly",
          URL: "readonly",
          fetch: "readonly",
          setTimeout: "readonly",
          clearTimeout: "readonly",
          setInterval: "readonly",
          clearInterval: "readonly",
          Buffer: "readonly",
          AbortController: "readonly",
          AbortSignal: "readonly",
        },
      },
    },
    {
      rules: {
        "no-restricted-imports": imports(),
        "no-restricted-syntax": ["error", ...banned],
      },
    },
    {
      files: ["**/*.{ts,tsx}"],
      extends: [tseslint.configs.recommendedTypeChecked],
      languageOptions: {
        parserOptions: { project: projects, tsconfigRootDir: root },
      },
      plugins: {
        boundaries,
        "import-x": importX,
        keii: { rules: { "no-built-sql": noBuiltSql } },
      },
      settings: {
        "boundaries/root-path": root,
        "boundaries/legacy-templates": false,
        "boundaries/elements": elements,
        "boundaries/files": [
          { category: "published", pattern: published },
          { category: "index", pattern: "admin-ui/src/*/index.{ts,tsx}" },
        ],
        "boundaries/dependency-nodes": [
          "import",
          "dynamic-import",
          "export",
          "require",
        ],
        "import/resolver": { typescript: { project: root } },
        "import-x/parsers": { "@typescript-eslint/parser": [".ts", ".tsx"] },
        "import-x/extensions": [".ts", ".tsx", ".js", ".jsx"],
        "import-x/resolver-next": [
          createTypeScriptImportResolver({ project: root }),
        ],
      },
      rules: {
        "@typescript-eslint/no-floating-promises": "error",
        "@typescript-eslint/no-misused-promises": "error",
        "@typescript-eslint/no-explicit-any": "error",
        "@typescript-eslint/switch-exhaustiveness-check": [
          "error",
          { considerDefaultExhaustiveForUnions: true },
        ],
        "@typescript-eslint/return-await": [
          "error",
          "error-handling-correctness-only",
        ],
        "@typescript-eslint/no-unused-vars": [
          "error",
          { argsIgnorePattern: "^_", ignoreRestSiblings: true },
        ],
        // Nest handlers and contracts promise a promise without always awaiting one.
        "@typescript-eslint/require-await": "off",
        // Taste, not faults.
        "@typescript-eslint/no-unnecessary-type-assertion": "off",
        "no-control-regex": "off",
        // A full-width space is ordinary Japanese where text is meant.
        "no-irregular-whitespace": [
          "error",
          {
            skipComments: true,
            skipRegExps: true,
            skipStrings: true,
            skipTemplates: true,
          },
        ],
        "boundaries/dependencies": [
          "error",
          {
            default: "disallow",
            policies: [...apiPolicies, ...uiPolicies, ...rootPolicies],
          },
        ],
        "import-x/no-cycle": ["error", { ignoreExternal: true }],
      },
    },
    {
      files: ["shared/src/**/*.ts"],
      rules: {
        "no-restricted-imports": imports(
          {
            group: frameworks,
            message:
              "Contracts run in the browser and in the server: no framework.",
          },
          {
            group: ["@keii/*"],
            message: "shared imports nothing of ours.",
          },
          { group: ["node:*"], message: "shared does no I/O." },
        ),
      },
    },
    {
      files: ["db/src/**/*.ts"],
      rules: {
        "no-restricted-imports": imports({
          group: ["@keii/*"],
          message: "db imports nothing of ours.",
        }),
      },
    },
    {
      files: ["api/src/**/*.ts"],
      rules: {
        "no-restricted-imports": imports({
          group: [
            "@keii/admin-ui",
            "@keii/test",
            "react",
            "react-admin",
            "@mui/**",
          ],
          message: "The API knows neither console nor tests.",
        }),
        "keii/no-built-sql": "error",
      },
    },
    {
      // The one place that puts lists together from declared columns and filters.
      files: ["api/src/platform/http/list.ts"],
      rules: { "keii/no-built-sql": "off" },
    },
    {
      files: ["admin-ui/src/**/*.{ts,tsx}"],
      rules: {
        "no-restricted-imports": imports({
          group: [
            "@keii/api",
            "@keii/db",
            "@keii/test",
            "@nestjs/**",
            "typeorm",
            "pg",
            "node:*",
          ],
          message: "The console knows the API by its contracts only.",
        }),
      },
    },
    {
      files: ["api/src/**/*.ts", "shared/src/**/*.ts", "db/src/**/*.ts"],
      ignores: [
        "api/src/operator/**",
        "db/src/embedded*",
        "db/src/embedded/**",
      ],
      rules: { "no-console": "error" },
    },
    {
      // Configuration of tools stands in no project.
      files: ["*.config.ts", "*/*.config.ts"],
      extends: [tseslint.configs.disableTypeChecked],
      languageOptions: { parserOptions: { project: null } },
    },
    {
      // Specs may reach for anything.
      files: ["**/*.spec.{ts,tsx}", "test/**/*.{ts,tsx}"],
      rules: {
        "boundaries/dependencies": "off",
        "no-restricted-imports": imports(),
        "no-console": "off",
        "keii/no-built-sql": "off",
      },
    },
  );
}

export default rulesFor(import.meta.dirname);

import type { AccountRight, MemberRole } from "@keii/shared";

export interface DemoUser {
  email: string;
  password: string;
  name: string;
  right: AccountRight;
  employer: string | null;
  /** What they are in the demo case; null: not a member. */
  role: MemberRole | null;
  isHead: boolean;
  isCounsel: boolean;
}

const password = "keii-demo";
const one = (
  name: string,
  address: string,
  more: Partial<DemoUser>,
): DemoUser => ({
  email: `${address}@keii.test`,
  password,
  name,
  right: "none",
  employer: null,
  role: null,
  isHead: false,
  isCounsel: false,
  ...more,
});

/** Invented people, on this machine only. */
export const demoUsers: DemoUser[] = [
  one("管理 太郎", "admin", { right: "administrator" }),
  one("佐藤 亮", "responder", { role: "responder", isHead: true }),
  one("田中 美咲", "responder2", { role: "responder" }),
  one("鈴木 香織", "compliance", { role: "compliance", isCounsel: true }),
  one("高橋 健", "compliance2", { role: "compliance" }),
  one("山本 さくら", "support", { role: "support" }),
  one("監査 一郎", "auditor", {
    right: "auditor",
    employer: "あおぞら監査法人(架空)",
  }),
];

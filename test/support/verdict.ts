import type { AuditVerification } from "@keii/shared";
import type { Caller } from "./caller.js";

/** Has the log verified, and waits for the answer. */
export async function verification(
  auditor: Caller,
): Promise<AuditVerification> {
  const asked = Date.now();
  const { body } = await auditor.post<AuditVerification | null>(
    "/api/audit/verification",
    {},
  );
  let answer = body;
  while (answer === null || Date.parse(answer.checkedAt) < asked - 1_000) {
    if (Date.now() - asked > 120_000)
      throw new Error("the log was not verified within two minutes");
    await new Promise((done) => setTimeout(done, 200));
    answer = (
      await auditor.get<AuditVerification | null>("/api/audit/verification")
    ).body;
  }
  return answer;
}

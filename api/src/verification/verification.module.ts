import { Module } from "@nestjs/common";
import { CustomersModule } from "../customers/customers.module.js";
import { CodeBatchesController } from "./code-batches.controller.js";
import { CodeBatchesService } from "./code-batches.service.js";
import { PasswordCheckController } from "./password-check.controller.js";
import { PasswordCheckService } from "./password-check.service.js";
import { VerdictReceiptsController } from "./verdict-receipts.controller.js";
import { VerdictReceiptsService } from "./verdict-receipts.service.js";

@Module({
  imports: [CustomersModule],
  controllers: [
    CodeBatchesController,
    PasswordCheckController,
    VerdictReceiptsController,
  ],
  providers: [CodeBatchesService, PasswordCheckService, VerdictReceiptsService],
  exports: [CodeBatchesService, VerdictReceiptsService],
})
export class VerificationModule {}

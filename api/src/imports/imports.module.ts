import { Module } from "@nestjs/common";
import { CustomersModule } from "../customers/customers.module.js";
import type { Config } from "../platform/config/config.js";
import { ImportSpool } from "./import-spool.js";
import { ImportsController } from "./imports.controller.js";
import { ImportsService } from "./imports.service.js";
import { SentFilesService } from "./sent-files.service.js";

@Module({
  imports: [CustomersModule],
  controllers: [ImportsController],
  providers: [
    ImportsService,
    SentFilesService,
    {
      provide: ImportSpool,
      inject: ["Config"],
      useFactory: (config: Config) => ImportSpool.of(config),
    },
  ],
  exports: [ImportsService],
})
export class ImportsModule {}

import { Module } from "@nestjs/common";
import { TasksModule } from "../tasks/tasks.module.js";
import { PlaybookApplicationsController } from "./playbook-applications.controller.js";
import { PlaybookApplicationsService } from "./playbook-applications.service.js";
import { PlaybooksController } from "./playbooks.controller.js";
import { PlaybooksService } from "./playbooks.service.js";

@Module({
  imports: [TasksModule],
  controllers: [PlaybooksController, PlaybookApplicationsController],
  providers: [PlaybooksService, PlaybookApplicationsService],
})
export class PlaybooksModule {}

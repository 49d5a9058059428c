import { exportTasks } from "../tasks/tasks.queries.js";
import type { Chapter } from "./chapter.js";
import { listed } from "./listed.chapter.js";
import { milestones } from "./milestones.chapter.js";
import { overview } from "./overview.chapter.js";
import { timeline } from "./timeline.chapter.js";

/** The chapters of a case report, in the order they are read. */
export const chapters: readonly Chapter[] = [
  overview,
  milestones,
  timeline,
  listed("tasks", "tasks.read", ({ incident, language }) =>
    exportTasks(incident.id, language),
  ),
];

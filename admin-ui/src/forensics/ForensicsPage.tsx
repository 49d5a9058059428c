import { Button, Stack } from "@mui/material";
import { ResourceContextProvider, useCreatePath, useTranslate } from "ra-core";
import { useEffect } from "react";
import { Link, useNavigate } from "react-router";
import { Empty } from "../app/Empty.js";
import { Failure } from "../app/Failure.js";
import { useMay } from "../app/Incident.js";
import { useKey } from "../app/keys.js";
import { PageTitle } from "../app/PageTitle.js";
import { Engagement } from "./Engagement.js";
import { useEngagements, useHandovers, useReports } from "./records.js";

/** The forensic work on one page: who is at work, what was reported and found, and who has it. */
export function ForensicsPage() {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const navigate = useNavigate();
  const mayWrite = useMay("forensics.write");
  const { data, error, refetch } = useEngagements();
  const reports = useReports();
  const handovers = useHandovers();
  // Who waits for which report is told by the engagement, and changes with what hangs on it.
  useEffect(() => void refetch(), [refetch, reports, handovers]);
  const toNew = createPath({ resource: "forensics", type: "create" });
  useKey("n", "app.keys.new", () => void navigate(toNew), mayWrite);
  const add = mayWrite && (
    <Button
      component={Link}
      to={toNew}
      variant={data?.length ? "outlined" : "contained"}
    >
      {translate("forensics.add")}
    </Button>
  );
  return (
    <ResourceContextProvider value="forensics">
      <PageTitle title="forensics.title">
        {data && data.length > 0 && add}
      </PageTitle>
      {error && <Failure error={error} />}
      {data?.length === 0 && (
        <Empty
          title="forensics.empty.title"
          text="forensics.empty.text"
          example="forensics.empty.example"
        >
          {add}
        </Empty>
      )}
      <Stack sx={{ gap: 5 }}>
        {data?.map((engagement) => (
          <Engagement key={engagement.id} engagement={engagement} />
        ))}
      </Stack>
    </ResourceContextProvider>
  );
}
